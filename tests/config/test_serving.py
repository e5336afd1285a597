"""The server from the outside: it prepares itself, answers, says that it ends, and leaves nothing running."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import places
from tests.served import Served, children, command, token_in


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database: a file, or on the run's server."""
    kept = places(tmp_path)
    kept.remove("served")
    kept.add("served")
    yield kept.url("served")
    kept.remove("served")


@pytest.fixture
def started(tmp_path: Path, database: str) -> Iterator[tuple[Served, str]]:
    home = tmp_path / "house"
    made = command(home, "setup-house", "--email", "ann@example.org", MILEPOST_DATABASE_URL=database)
    assert made.returncode == 0, made.stderr
    served = Served(home, {"MILEPOST_DATABASE_URL": database}, options=("--drain", "3")).start()
    yield served, token_in(made.stdout)
    served.kill()


def test_it_answers_with_its_id_tells_balancers_first_and_ends_with_all_it_started(started: tuple[Served, str]) -> None:
    served, token = started
    ask, process = served.ask, served.process
    assert process is not None
    status, headers, body = ask("/api/v1/organisations/?name__contains=Somebody", Authorization=f"Bearer {token}")
    assert status == 200 and json.loads(body)["count"] == 0
    assert ask("/api/v1/")[0] == ask("/livez")[0] == 200
    assert ask("/api/v1/organisations/", Host="elsewhere.example")[0] == 400
    found = children(process.pid)
    for _ in range(100):
        if len(found) == 3:
            break
        time.sleep(0.1)
        found = children(process.pid)
    assert len(found) == 3  # two for requests, one for jobs
    process.terminate()
    time.sleep(0.5)
    assert ask("/readyz")[0] == 503 and ask("/livez")[0] == 200
    assert process.wait(40) == 0
    assert not [number for number in found if Path(f"/proc/{number}").exists()]
    log = served.log.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert headers["X-Request-Id"] in {line.get("request") for line in lines}
    assert "Somebody" not in log and token not in log


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    assert command(tmp_path / "h", "setup-house").returncode == 0
    secret = tmp_path / "h" / "secret"
    before = secret.read_text()
    assert secret.stat().st_mode & 0o777 == 0o600 and len(before) > 60
    assert command(tmp_path / "h", "setup-house").returncode == 0 and secret.read_text() == before
    secret.chmod(0o644)
    refused = command(tmp_path / "h", "serve")
    assert refused.returncode == 8 and "chmod 600" in refused.stderr


@pytest.mark.parametrize(
    ("words", "more", "code", "said"),
    [
        (("--listen", "0.0.0.0:9"), {}, 8, "without TLS"),
        ((), {"MILEPOST_SECRET_KEY": "short"}, 8, "fewer than 50"),
        (("--listen", "nowhere"), {}, 2, "is no address"),
        (("--processes", "0"), {}, 2, "make no sense"),
    ],
)
def test_what_is_unsafe_is_refused_with_a_remedy(tmp_path: Path, words: Any, more: Any, code: int, said: str) -> None:
    found = command(tmp_path / "h", "serve", *words, **more)
    assert (found.returncode, said in " ".join(found.stderr.split())) == (code, True), found.stderr


def test_behind_tls_every_check_of_the_framework_passes(tmp_path: Path, database: str) -> None:
    on = {"MILEPOST_DATABASE_URL": database}
    assert command(tmp_path / "h", "setup-house", "--email", "ann@example.org", **on).returncode == 0
    found = command(tmp_path / "h", "check", MILEPOST_HTTPS="1", MILEPOST_HOSTS="milepost.example.org", **on)
    assert found.returncode == 0 and "\nwrong " not in found.stdout and "\nnote " not in found.stdout, found.stdout


def test_a_check_finds_what_is_wrong(tmp_path: Path, database: str) -> None:
    found = command(tmp_path / "h", "check", MILEPOST_DATABASE_URL=database)
    assert found.returncode == 8 and "milepost setup-house" in " ".join(found.stdout.split())
