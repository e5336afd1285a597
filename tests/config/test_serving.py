"""The server from the outside: it prepares itself, answers, says that it ends, and leaves nothing running."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PORT = 18_741


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
    return kept | {"MILEPOST_HOME": str(home), "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")} | more


def command(home: Path, *words: str, **more: str) -> Any:
    told = [sys.executable, "-m", "milepost.cli", *words]
    return subprocess.run(told, env=environment(home, **more), capture_output=True, text=True, check=False, timeout=120)


def ask(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers=headers), timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def children(process: int) -> list[str]:
    return subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout.split()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    home = tmp_path / "house"
    made = command(home, "setup-house", "--email", "ann@example.org")
    assert made.returncode == 0, made.stderr
    log = tmp_path / "log"
    with log.open("w") as stream:
        told = [sys.executable, "-m", "milepost.cli", "serve", "--listen", f"127.0.0.1:{PORT}", "--drain", "3"]
        process = subprocess.Popen(told, env=environment(home), stdout=stream, stderr=subprocess.PIPE)
    for _ in range(600):
        try:
            if ask("/readyz")[0] == 200:
                break
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.1)
    yield process, made.stdout.split()[-1], log
    process.kill()
    process.wait()


def test_it_answers_with_its_id_tells_balancers_first_and_ends_with_all_it_started(served: Any) -> None:
    process, token, log = served
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
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert headers["X-Request-Id"] in {line.get("request") for line in lines}
    assert "Somebody" not in log.read_text() and token not in log.read_text()


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


def test_behind_tls_every_check_of_the_framework_passes(tmp_path: Path) -> None:
    assert command(tmp_path / "h", "setup-house", "--email", "ann@example.org").returncode == 0
    found = command(tmp_path / "h", "check", MILEPOST_HTTPS="1", MILEPOST_HOSTS="milepost.example.org")
    assert found.returncode == 0 and "wrong" not in found.stdout and "note" not in found.stdout, found.stdout


def test_a_check_finds_what_is_wrong(tmp_path: Path) -> None:
    found = command(tmp_path / "h", "check")
    assert found.returncode == 8 and "milepost setup-house" in found.stdout
