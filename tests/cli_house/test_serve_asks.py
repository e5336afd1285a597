"""`milepost serve` without a house: at a terminal it asks and sets one up, elsewhere it says what to give; a kill keeps it from nothing."""

import os
import pty
import select
import signal
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from milepost.cli.house.asks import COMMAND
from tests.served import PATIENCE, Served, command, environment, free_port

READY = "Ctrl-C ends it"


class Terminal:
    """A command at a terminal of its own, answered question by question."""

    def __init__(self, home: Path, *words: str, **more: str) -> None:
        self.said = ""
        self.process, self.screen = pty.fork()
        if not self.process:  # pragma: no cover - the command's own process
            os.execve(sys.executable, [sys.executable, "-m", "milepost.cli", *words], environment(home, TZ="UTC", **more))

    def until(self, text: str) -> str:
        """What it says, up to a text."""
        for _ in range(int(PATIENCE / 0.1)):
            if text in self.said:
                before, _, self.said = self.said.partition(text)
                return before
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    self.said += os.read(self.screen, 4096).decode()
                except OSError:
                    break
        raise AssertionError(f"it did not say '{text}': {self.said}")

    def answer(self, question: str, text: str) -> str:
        """What it said before the question; then the answer is typed, once nothing is echoed any more where it is secret."""
        before = self.until(question)
        self.until(": ")
        time.sleep(0.2)
        os.write(self.screen, f"{text}\n".encode())
        return before

    def ready(self, port: int) -> None:
        """Until it answers."""
        for _ in range(int(PATIENCE / 0.1)):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=PATIENCE):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"it does not answer: {self.said}")

    def end(self, key: bytes = b"\x03") -> int:
        """The exit code after Ctrl-C."""
        os.write(self.screen, key)
        for _ in range(int(PATIENCE / 0.1)):
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    self.said += os.read(self.screen, 4096).decode()
                except OSError:
                    time.sleep(0.05)
        os.kill(self.process, signal.SIGKILL)
        raise AssertionError(f"it does not end: {self.said}")


def answered(terminal: Terminal, address: Sequence[str] = ("",)) -> None:
    """Every question, some of them wrongly first."""
    terminal.answer("Name of your organisation", "")
    assert "this is needed" in terminal.answer("Name of your organisation", "Marlen Vale Council")
    terminal.answer("Country", "United Kingdom")
    terminal.answer("Country", "GB")
    terminal.answer("Time zone", "Europe/Dublin")
    for one in address:
        terminal.answer("Address under which", one)
    terminal.answer("Administrator's name", "Ann Ames")
    terminal.answer("Administrator's address", "ann")
    assert "no address of mail" in terminal.answer("Administrator's address", "ann@example.org")
    terminal.answer("Password", "short")
    assert "at least 12 characters" in terminal.answer("Password", "correct horse battery")
    terminal.answer("The same once more", "correct horse batery")
    assert "differ" in terminal.answer("Password", "correct horse battery")
    assert "correct horse" not in terminal.answer("The same once more", "correct horse battery")


def test_at_a_terminal_it_asks_makes_the_house_and_serves_it(tmp_path: Path) -> None:
    home, port = tmp_path / "house", free_port()
    terminal = Terminal(home, "serve", "--listen", f"127.0.0.1:{port}", "--drain", "0")
    answered(terminal)
    assert "The house of Marlen Vale Council is there. Log in as ann@example.org" in terminal.until(READY)
    terminal.ready(port)
    assert terminal.end() == 0
    own = command(home, "organisation", "list", "--format", "csv", "--fields", "name,kind,country,is_own", "--as", "ann@example.org")
    assert own.stdout.splitlines()[1:] == ["Marlen Vale Council,department,GB,yes"]
    zone = command(home, "setting", "list", "name=zone", "--format", "csv", "--fields", "value", "--as", "ann@example.org")
    assert "Europe/Dublin" in zone.stdout
    roles = command(home, "role", "list", "--format", "csv", "--fields", "name", "--as", "ann@example.org").stdout.splitlines()
    assert {"Administrator", "Team lead", "Project manager", "Auditor"} <= set(roles)
    assert not (home / "house.env").exists(), "for this machine only nothing has to be kept"


def test_an_address_of_its_own_is_kept_and_holds_at_once(tmp_path: Path) -> None:
    home, port = tmp_path / "house", free_port()
    terminal = Terminal(home, "serve", "--listen", f"127.0.0.1:{port}", "--drain", "0")
    answered(terminal, ("http://milepost.example.org", "milepost.example.org", "https://milepost.example.org/"))
    terminal.until(READY)
    terminal.ready(port)
    assert terminal.end() == 0
    kept = home / "house.env"
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.read_text().splitlines()[1:] == [
        "MILEPOST_ADDRESS=https://milepost.example.org",
        "MILEPOST_HOSTS=milepost.example.org,localhost,127.0.0.1,[::1]",
        "MILEPOST_HTTPS=1",
    ]
    checked = command(home, "check")
    assert checked.returncode == 0 and "\nnote   TLS" not in checked.stdout, checked.stdout


def test_broken_off_while_it_asks_nothing_is_left(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "house", "serve", "--listen", f"127.0.0.1:{free_port()}")
    terminal.answer("Name of your organisation", "Marlen Vale Council")
    terminal.until("Country")
    assert terminal.end() == 130
    assert not list(tmp_path.iterdir())


def test_without_a_terminal_it_says_exactly_what_to_give_and_makes_nothing(tmp_path: Path) -> None:
    told = command(tmp_path / "house", "serve", "--listen", f"127.0.0.1:{free_port()}")
    assert told.returncode == 8 and not list(tmp_path.iterdir())
    assert COMMAND in " ".join(told.stderr.split()) and "MILEPOST_HOME" in told.stderr


def test_what_it_says_to_give_is_right(tmp_path: Path) -> None:
    import shlex
    import subprocess

    words = shlex.split(COMMAND.partition("| milepost ")[2])
    told = [sys.executable, "-m", "milepost.cli", *words, "--address", "https://milepost.example.org"]
    kept = environment(tmp_path / "house")
    made = subprocess.run(told, env=kept, input="correct horse battery\n", text=True, capture_output=True, check=False)
    assert made.returncode == 0 and "ann@example.org may do everything" in made.stdout, made.stderr
    assert (tmp_path / "house" / "house.env").is_file()


def test_a_house_whose_administrator_is_missing_is_asked_for_too(tmp_path: Path) -> None:
    assert command(tmp_path / "house", "setup-house").returncode == 0
    told = command(tmp_path / "house", "serve", "--listen", f"127.0.0.1:{free_port()}")
    assert told.returncode == 8 and "--email" in told.stderr


def test_killed_it_starts_again_at_once(tmp_path: Path) -> None:
    assert command(tmp_path / "house", "setup-house", "--email", "ann@example.org").returncode == 0
    served = Served(tmp_path / "house", {}, options=("--drain", "0")).start()
    assert served.process is not None
    served.process.kill()
    served.process.wait()
    served.start()
    assert served.lives()  # perhaps it was a process of the one that was killed that said it was ready
    served.end()


@pytest.mark.parametrize(
    "address", ["ftp://x.example.org", "https://", "nonsense", "http://milepost.example.org", "https://x.example.org/path"]
)
def test_an_address_that_cannot_be_meant_is_refused_before_anything_is_made(tmp_path: Path, address: str) -> None:
    told = command(tmp_path / "house", "setup-house", "--email", "ann@example.org", "--address", address)
    assert told.returncode == 2 and "--address" in told.stderr and not list(tmp_path.iterdir())
