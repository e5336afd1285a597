"""`milepost demo`: a house of its own that one can log in to, made once and never in the place of another."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.served import PATIENCE, command, environment, free_port


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A demonstration, and what was told as it was made."""
    folder = tmp_path_factory.mktemp("demo") / "house"
    # Settings of another house, which must not be taken for this one's.
    told = command(folder.parent / "other", "demo", str(folder), "--no-serve", MILEPOST_DATABASE_URL="postgresql://nobody@localhost:9/x")
    assert told.returncode == 0, told.stderr
    return folder, told


def spoken(told: Any) -> str:
    """Everything that was told, on one line."""
    return " ".join(f"{told.stdout} {told.stderr}".split())


def test_it_prints_a_log_in_for_each_role_and_the_password(made: tuple[Path, Any]) -> None:
    folder, told = made
    for role in ("Administrator", "PS manager", "Project manager", "Team lead", "Engineer", "Resource manager", "Finance", "Auditor"):
        assert re.search(rf"^  {role}\b.* \S+@fernway\.example\.org ", told.stdout, flags=re.MULTILINE), role
    assert "open the demo house" in told.stdout and "not built yet" in spoken(told) and "delete that folder" in spoken(told)
    assert not (folder.parent / "other").exists()


def test_its_files_are_its_owner_s_only(made: tuple[Path, Any]) -> None:
    folder, _ = made
    assert folder.stat().st_mode & 0o077 == 0
    assert not [one.name for one in folder.iterdir() if one.stat().st_mode & 0o077]


def test_a_second_start_takes_what_is_there(made: tuple[Path, Any]) -> None:
    folder, first = made
    before = (folder / "demonstration.json").read_text()
    again = command(folder, "demo", str(folder), "--no-serve")
    assert again.returncode == 0 and "Your demonstration house again" in again.stdout
    assert (folder / "demonstration.json").read_text() == before
    assert first.stdout[first.stdout.index("Log in as") :] == again.stdout[again.stdout.index("Log in as") :]


@pytest.mark.parametrize("words", [("--size", "medium"), ("--seed", "8")])
def test_another_one_than_is_there_is_refused_until_it_is_to_be_fresh(made: tuple[Path, Any], words: tuple[str, ...]) -> None:
    told = command(made[0], "demo", str(made[0]), "--no-serve", *words)
    assert told.returncode == 8 and f"Add --fresh to throw it away and make it anew with {' '.join(words)}" in spoken(told)


def test_a_real_house_is_never_touched(tmp_path: Path) -> None:
    house = tmp_path / "house"
    assert command(house, "setup-house", "--email", "ann@example.org").returncode == 0
    before = {one.name: one.read_bytes() for one in house.iterdir()}
    told = command(house, "demo", str(house), "--fresh", "--no-serve")
    assert told.returncode == 8 and "a house here that is no demonstration" in spoken(told) and "milepost demo FOLDER" in spoken(told)
    assert {one.name: one.read_bytes() for one in house.iterdir()} == before


def test_a_folder_of_something_else_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    told = command(tmp_path, "demo", str(tmp_path), "--fresh", "--no-serve")
    assert told.returncode == 8 and "no folder of a demonstration" in spoken(told)
    assert [one.name for one in tmp_path.iterdir()] == ["letters.txt"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = command(tmp_path, "demo", str(tmp_path / "file" / "house"), "--no-serve")
    assert told.returncode == 6 and "Name another: milepost demo FOLDER" in spoken(told)


@pytest.mark.parametrize("words", [("--port", "0"), ("--port", "70000"), ("--size", "huge"), ("--fresh", "a", "b")])
def test_a_mistype_makes_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = command(tmp_path, "demo", *words, str(tmp_path / "house"))
    assert told.returncode == 2 and not list(tmp_path.iterdir())


def test_what_was_broken_off_is_known_and_made_anew(tmp_path: Path) -> None:
    from milepost.cli.house import demo_folder

    folder = tmp_path / "house"
    folder.mkdir()
    demo_folder.write(folder, demo_folder.Told("small", 7, ""))
    (folder / "milepost.db").write_bytes(b"half a database")
    (folder / "files").mkdir()
    there = demo_folder.read(folder)
    assert there is not None and not there.done
    demo_folder.empty(folder)
    assert not list(folder.iterdir()) and demo_folder.read(folder) is None


def test_a_mark_of_another_version_is_one_to_be_made_anew(tmp_path: Path) -> None:
    from milepost.cli.house import demo_folder

    for text in ("", "{}", "[]", json.dumps({"version": 99}), json.dumps({"version": 1, "size": 3})):
        (tmp_path / demo_folder.MARK).write_text(text)
        there = demo_folder.read(tmp_path)
        assert there is not None and not there.done


class Running:
    """A demonstration that is served, and a browser without a browser."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.port = free_port()
        told = [sys.executable, "-m", "milepost.cli", "demo", str(folder), "--port", str(self.port), *words]
        kept = environment(folder.parent / "other", PYTHONUNBUFFERED="1")
        self.process = subprocess.Popen(told, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str, given: dict[str, str] | None = None) -> str:
        sent = None if given is None else urlencode(given).encode()
        return str(self.opener.open(f"http://127.0.0.1:{self.port}{path}", sent, timeout=PATIENCE).read().decode())

    def wait(self) -> "Running":
        for _ in range(int(PATIENCE / 0.1)):
            try:
                self.get("/readyz")
                return self
            except HTTPError:
                pass
            except OSError:
                assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.1)
        raise AssertionError("not ready")

    def log_in(self, email: str) -> str:
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/log-in/")))
        return self.get("/log-in/", {"login": email, "password": "open the demo house", "csrfmiddlewaretoken": token, "next": "/people/"})


@pytest.fixture
def running(made: tuple[Path, Any]) -> Iterator[Running]:
    one = Running(made[0])
    yield one.wait()
    if one.process.poll() is None:
        one.process.send_signal(signal.SIGINT)
        one.process.communicate(timeout=40)


def test_one_logs_in_sees_its_people_and_that_it_is_a_demonstration(running: Running) -> None:
    assert "A demonstration" in running.get("/log-in/")
    page = running.log_in("tom@fernway.example.org")
    assert "Leila Haddad" in page and "Łukasz Wiśniewski" in page and "A demonstration" in page


def test_it_ends_cleanly_and_a_second_one_beside_it_is_refused(made: tuple[Path, Any], running: Running) -> None:
    beside = command(made[0], "demo", str(made[0]), "--port", str(free_port()))
    assert beside.returncode == 8 and "running already" in spoken(beside)
    running.process.send_signal(signal.SIGINT)
    out, err = running.process.communicate(timeout=40)
    assert running.process.returncode == 0 and "Traceback" not in err
    assert f"http://127.0.0.1:{running.port}/" in out and "Ctrl-C ends it" in out
    assert '"milepost.requests"' not in out, "requests are not logged where the log-ins stand"


def test_after_a_kill_it_starts_again_at_once(made: tuple[Path, Any]) -> None:
    first = Running(made[0]).wait()
    first.process.kill()
    first.process.wait()
    again = Running(made[0]).wait()
    again.process.send_signal(signal.SIGINT)
    again.process.communicate(timeout=40)
    assert again.process.returncode == 0
