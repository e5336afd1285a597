"""Progress: silent for a second, then one line that goes away on a terminal, plain lines elsewhere."""

import io
import threading

import pytest

from milepost.cli.plan import progress as module
from milepost.cli.plan.progress import Progress


class Stream(io.StringIO):
    """A stream that tells when something was written to it."""

    def __init__(self, *, terminal=False):
        super().__init__()
        self.terminal = terminal
        self.wrote = threading.Event()

    def isatty(self):
        return self.terminal

    def write(self, text):
        done = super().write(text)
        self.wrote.set()
        return done


@pytest.fixture
def hurried(monkeypatch):
    """A second lasts a hundredth of one."""
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.01)


def test_a_quick_step_is_not_mentioned():
    stream = Stream()
    with Progress(stream).step("Reading plan.csv"):
        pass
    assert stream.getvalue() == ""


def test_a_long_step_is_a_plain_line_in_a_file(hurried):
    stream = Stream()
    with Progress(stream).step("Reading plan.mpp"):
        assert stream.wrote.wait(20)
    assert stream.getvalue() == "Reading plan.mpp … 0 s\n"


def test_a_long_step_on_a_terminal_is_a_line_that_goes_away(hurried):
    stream = Stream(terminal=True)
    with Progress(stream).step("Reading plan.mpp"):
        assert stream.wrote.wait(20)
    said = stream.getvalue()
    assert said.startswith("\r\x1b[KReading plan.mpp") and said.endswith("\r\x1b[K") and "\n" not in said


def test_what_the_reader_says_takes_the_place_of_the_step(hurried):
    stream = Stream()
    progress = Progress(stream)
    with progress.step("Reading plan.mpp"):
        progress.detail("Starting the reader")
        assert stream.wrote.wait(20)
    assert stream.getvalue().startswith(("Starting the reader", "Reading plan.mpp"))


def test_quiet_says_nothing(hurried):
    stream = Stream()
    with Progress(stream, quiet=True).step("Reading plan.mpp"):
        assert not stream.wrote.wait(0.2)
    assert stream.getvalue() == ""


def test_an_error_inside_ends_the_step(hurried):
    stream = Stream(terminal=True)
    with pytest.raises(ValueError), Progress(stream).step("Reading plan.mpp"):
        assert stream.wrote.wait(20)
        raise ValueError
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_closed_stream_does_not_stop_the_work(hurried):
    stream = Stream()
    stream.close()
    with Progress(stream).step("Reading plan.mpp"):
        threading.Event().wait(0.05)
