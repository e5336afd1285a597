"""Ctrl-C and SIGTERM while --level searches: the first Ctrl-C keeps the best so far, the second and SIGTERM end the command."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.cli.conftest import environment
from tests.cli.levelling import TWICE, many
from tests.cli.plans import write

PATIENT = """
import os, sys
from milepost.cli.main import main
from milepost.cli.plan.levelling.stop import Stopper

real = Stopper.watch
waited = []

def wait_once(self, search):
    if not waited:
        waited.append(True)
        os.write(int(sys.argv[1]), b"x")
        os.read(int(sys.argv[2]), 1)
    return real(self, search)

Stopper.watch = wait_once
sys.exit(main(sys.argv[3:]))
"""
"""The real command with a search that says through a pipe where it stands, and waits for an answer before it goes on."""


class Searching:
    """The command as a process of its own, held at the first checkpoint of its search."""

    def __init__(self, *arguments):
        self.said, say = os.pipe()
        answer, self.go = os.pipe()
        command = [sys.executable, "-c", PATIENT, str(say), str(answer), "plan", *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            env=environment(),
            pass_fds=(say, answer),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        os.close(say)
        os.close(answer)

    def __enter__(self):
        assert os.read(self.said, 1) == b"x", self.process.communicate(timeout=60)
        return self

    def __exit__(self, *_):
        self.process.kill()
        for handle in (self.said, self.go):
            os.close(handle)

    def interrupted(self):
        """Ctrl-C, and the line that acknowledges it."""
        self.process.send_signal(signal.SIGINT)
        lines = []
        while not lines or "Stopping" not in lines[-1]:
            lines.append(self.process.stderr.readline())
            assert lines[-1], "the command ended without a word"
        return lines[-1]

    def ended(self):
        """(code, out, err) after it may go on."""
        os.write(self.go, b"x")
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, " ".join(out.split()), err


@pytest.fixture
def plan(tmp_path):
    """A plan with enough to search in."""
    return write(tmp_path, "many.csv", many(5, 60))


def test_the_first_interrupt_keeps_the_best_so_far_and_writes_it(milepost, tmp_path, plan):
    answer = tmp_path / "stopped.json"
    with Searching(plan, "--level", "--work", "1000000", "--json", answer) as running:
        assert "the best schedule so far is kept" in running.interrupted()
        code, out, err = running.ended()
    assert code == 0 and "Traceback" not in err
    assert "Stopped with Ctrl-C; the best schedule so far is kept." in out and "nobody is overloaded any more" in out
    stopped = json.loads(answer.read_text())["levelling"]
    assert stopped["verified"] and 0 < stopped["schedules_tried"] < 1_000_000
    assert f"--level {stopped['replay']}" in out
    assert milepost("plan", plan, "--level", *stopped["replay"].split(), "--json", tmp_path / "again.json").code == 0
    assert (tmp_path / "again.json").read_bytes() == answer.read_bytes()


def test_the_second_interrupt_ends_the_command_and_writes_nothing(tmp_path, plan):
    answer = tmp_path / "stopped.json"
    with Searching(plan, "--level", "--json", answer) as running:
        running.interrupted()
        running.process.send_signal(signal.SIGINT)
        code, out, err = running.ended()
    assert (code, out) == (130, "") and "Stopped." in err and "Traceback" not in err and not answer.exists()


def test_sigterm_ends_the_command_as_ever(tmp_path, plan):
    answer = tmp_path / "stopped.json"
    with Searching(plan, "--level", "--json", answer) as running:
        running.process.send_signal(signal.SIGTERM)
        code, out, err = running.ended()
    assert (code, out) == (143, "") and "Terminated." in err and not answer.exists()


def test_after_levelling_an_interrupt_ends_the_command_at_once(milepost, tmp_path, monkeypatch):
    """The handler that keeps the best stands during the search alone."""
    before = signal.getsignal(signal.SIGINT)
    assert milepost("plan", write(tmp_path, "twice.csv", TWICE), "--level").code == 0
    assert signal.getsignal(signal.SIGINT) is before


def test_progress_tells_schedules_and_what_was_gained():
    from milepost.cli.plan.levelling.stop import said
    from milepost.engine.levelling import Progress
    from milepost.values import DAY

    far = Progress(1240, 5000, 50 * DAY, 12 * DAY)
    assert said(far, most=5000, delays=True) == "Levelling: 1,240 of 5,000 schedules, 38 days less delay than the first rule"
    assert said(far, most=None, delays=True).startswith("Levelling: 1,240 schedules, 38 days")
    assert said(far, most=5000, delays=False) == "Levelling: 1,240 of 5,000 schedules"
    assert said(Progress(10, 20, DAY, DAY), most=20, delays=True) == "Levelling: 10 of 20 schedules"
