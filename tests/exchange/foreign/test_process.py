"""A command nobody trusts is stopped at its limits, whole, and cannot reach what is ours."""

import os
import sys
import time
from pathlib import Path

import pytest

from milepost.exchange.foreign.limits import Limits
from milepost.exchange.foreign.process import Ended, Progress, run_limited


def run(code: str, folder: Path, *, limits: Limits | None = None, progress: Progress | None = None) -> Ended:
    """Runs Python code in the place of the reader."""
    return run_limited([sys.executable, "-I", "-c", code], folder=folder, limits=limits or Limits(seconds=60), progress=progress)


def gone(pid: int) -> bool:
    """Whether a process has ended, within ten seconds; one that is only not yet collected has ended."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_an_end_of_its_own_is_told_with_its_code_and_its_last_words(tmp_path: Path) -> None:
    ended = run("import sys; print('last words'); sys.exit(7)", tmp_path)
    assert (ended.code, ended.stopped) == (7, "")
    assert "last words" in ended.log


def test_a_reader_that_hangs_is_stopped_at_its_time(tmp_path: Path) -> None:
    ended = run("import time; time.sleep(600)", tmp_path, limits=Limits(seconds=0.3))
    assert ended.stopped == "time"
    assert ended.seconds < 60


def test_a_reader_that_ignores_polite_signals_is_stopped_all_the_same(tmp_path: Path) -> None:
    code = (
        "import signal, time; [signal.signal(s, signal.SIG_IGN) for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)]; time.sleep(600)"
    )
    assert run(code, tmp_path, limits=Limits(seconds=0.5)).stopped == "time"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is watched through /proc; elsewhere Java's own limit holds")
def test_a_reader_that_takes_too_much_memory_is_stopped_and_the_peak_told(tmp_path: Path) -> None:
    code = "import time\nheld = []\nwhile True:\n    held.append(bytearray(5_000_000)); time.sleep(0.01)"
    ended = run(code, tmp_path, limits=Limits(seconds=60, memory_mb=80))
    assert ended.stopped == "memory"
    assert ended.peak_mb >= 80


def test_a_reader_that_fills_the_disk_is_stopped(tmp_path: Path) -> None:
    code = "import time\nfile = open('big', 'wb')\nwhile True:\n    file.write(bytes(1_000_000)); file.flush(); time.sleep(0.01)"
    assert run(code, tmp_path, limits=Limits(seconds=60, output_mb=5, file_mb=0)).stopped == "disk"


def test_what_the_reader_started_ends_with_it(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('child', 'w').write(str(child.pid))\n"
        "time.sleep(600)"
    )
    ended = run(code, tmp_path, limits=Limits(seconds=2))
    assert ended.stopped == "time"
    assert gone(int((tmp_path / "child").read_text()))


def test_an_interrupt_of_ours_stops_the_reader_and_goes_on(tmp_path: Path) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(600)"
    with pytest.raises(KeyboardInterrupt):
        run(code, tmp_path, progress=interrupt)
    assert gone(int((tmp_path / "pid").read_text()))


def test_a_signal_from_outside_is_told_as_such(tmp_path: Path) -> None:
    ended = run("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", tmp_path)
    assert (ended.code, ended.stopped) == (-9, "")


def test_a_flood_of_output_neither_blocks_nor_fills_memory(tmp_path: Path) -> None:
    ended = run("print('x' * 3_000_000); print('the end')", tmp_path)
    assert ended.code == 0
    assert ended.log.endswith("the end\n")
    assert len(ended.log) <= 8000


def test_the_reader_has_no_input_and_none_of_our_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_SECRET", "hidden")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx9g")
    ended = run("import os, sys; print(sorted(os.environ), repr(sys.stdin.read()), os.getcwd(), os.getsid(0) == os.getpid())", tmp_path)
    assert "MILEPOST_SECRET" not in ended.log
    assert "JAVA_TOOL_OPTIONS" not in ended.log
    assert f"'' {os.path.realpath(tmp_path)} True" in ended.log


def test_progress_is_told_with_time_and_memory(tmp_path: Path) -> None:
    told: list[str] = []
    run("import time; time.sleep(1.4)", tmp_path, limits=Limits(seconds=60, memory_mb=500), progress=told.append)
    assert told
    assert "of at most 60 s" in told[0]
    assert "of at most 500 MB" in told[0]
