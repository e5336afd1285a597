"""Ctrl-C and SIGTERM in the middle of writing: a real signal, nothing half written, the former files as they were."""

import os
import signal
import subprocess
import sys

import pytest

from tests.cli.conftest import environment

SLOW = """
import os, sys
from milepost.cli.main import main
from milepost.documents import html

def begin_and_wait(document, stream):
    stream.write(b"<!doctype html> half")
    stream.flush()
    os.write(int(sys.argv[1]), b"x")
    os.read(int(sys.argv[2]), 1)

html.render_html = begin_and_wait
sys.exit(main(sys.argv[3:]))
"""
"""The real command with a renderer that writes half, says so through a pipe, and waits for an answer that never comes."""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_middle_of_writing_leaves_nothing_half_written(tmp_path, website, number, code):
    report, data = tmp_path / "report.html", tmp_path / "data.json"
    report.write_text("former report")
    said, say = os.pipe()
    answer, never = os.pipe()
    command = [sys.executable, "-c", SLOW, str(say), str(answer), "plan", str(website), "--json", str(data), "--html", str(report)]
    running = subprocess.Popen(
        command,
        env=environment(),
        pass_fds=(say, answer),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        os.close(say)
        assert os.read(said, 1) == b"x", "the renderer was never reached"
        assert [path for path in tmp_path.iterdir() if path.name.startswith(".report.html")], "it writes beside its target"
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
        for handle in (said, answer, never):
            os.close(handle)
    assert running.returncode == code and out == "" and "Nothing was left half written" in err and "Traceback" not in err
    assert report.read_text() == "former report" and not data.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "website.csv"]


def test_an_interrupt_between_two_outputs_takes_back_the_first(milepost, tmp_path, website, monkeypatch):
    from milepost.documents import html

    def interrupted(document, stream):
        raise KeyboardInterrupt

    monkeypatch.setattr(html, "render_html", interrupted)
    monkeypatch.setattr("milepost.cli.main._silence_stdout", lambda: None)
    ran = milepost("plan", website, "--json", tmp_path / "data.json", "--html", tmp_path / "report.html")
    assert ran.code == 130 and [path.name for path in tmp_path.iterdir()] == ["website.csv"]
