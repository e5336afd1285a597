"""The database server goes away and comes back while the house runs on it: the house says so meanwhile, and goes on by itself."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgresql import Server
from tests.served import Served, command, token_in

PATIENCE = 60.0


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One of its own, for that of the run is needed by the other tests."""
    made = Server().start()
    with psycopg.connect(made.url.replace("/milepost?", "/postgres?"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE milepost")
    yield made
    made.remove()


@pytest.fixture
def token(server: Server, tmp_path: Path) -> str:
    made = command(tmp_path / "served", "setup-house", "--email", "ann@example.org", MILEPOST_DATABASE_URL=server.url)
    assert made.returncode == 0, made.stderr
    return token_in(made.stdout)


@pytest.fixture
def served(server: Server, token: str, tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path / "served", {"MILEPOST_DATABASE_URL": server.url}, options=("--processes", "2", "--drain", "0")).start()
    yield made
    made.end()


def create(served: Served, token: str, name: str) -> tuple[int, dict[str, object], dict[str, str]]:
    given = {"name": name, "kind": "client"}
    status, headers, body = served.ask("/api/v1/organisations/", given=given, Authorization=f"Bearer {token}")
    return status, json.loads(body), headers


def unsealed(server: Server) -> int:
    """How many rows of the journal the worker has not come to yet."""
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM kernel_journalentry WHERE position IS NULL").fetchone()
        assert row is not None
        return int(row[0])


def test_while_the_database_is_away_that_is_said_and_when_it_is_back_all_goes_on(server: Server, served: Served, token: str) -> None:
    assert [create(served, token, f"Before {number}")[0] for number in range(8)] == [201] * 8
    server.stop()
    for number in range(2):
        status, body, headers = create(served, token, f"Lost {number}")
        assert (status, body["title"], headers["Retry-After"]) == (503, "Not now", "5") and "nothing was changed" in str(body["detail"])
        assert served.ask("/readyz")[0] == 503 and served.ask("/livez")[0] == 200
    server.start()
    served.wait_until_ready()
    # Every connection of each process was cut: none of them fails a request after the house said that it is ready.
    assert [create(served, token, f"After {number}")[0] for number in range(16)] == [201] * 16
    for _ in range(int(PATIENCE / 0.1)):
        if unsealed(server) == 0:
            break
        time.sleep(0.1)
    assert unsealed(server) == 0, "the worker does not seal any more"
    with psycopg.connect(server.url) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM organisations_organisation ORDER BY id")]
    assert names == [f"Before {number}" for number in range(8)] + [f"After {number}" for number in range(16)]


def test_a_restart_between_two_requests_is_noticed_by_nobody(server: Server, served: Served, token: str) -> None:
    assert create(served, token, "Before the restart")[0] == 201
    server.stop()
    server.start()
    assert [create(served, token, f"Since {number}")[0] for number in range(16)] == [201] * 16
