"""A backup holds the whole house, and a restore believes nothing it has not verified."""

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.postgresql import Server

SOURCE = str(Path(__file__).resolve().parents[2] / "src")


class House:
    """An installation of its own."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.database = {"MILEPOST_DATABASE_URL": database} if database else {}

    def __call__(self, *words: str) -> Any:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_"))}
        more = {"MILEPOST_HOME": str(self.folder), "MILEPOST_AS": "ann@example.org", "PYTHONPATH": SOURCE} | self.database
        told = [sys.executable, "-m", "milepost.cli", *words]
        return subprocess.run(told, env=kept | more, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a house with a record that has a history, and a file."""
    place = tmp_path_factory.mktemp("first")
    house = House(place / "house")
    assert house("setup-house", "--email", "ann@example.org").returncode == 0
    assert house("organisation", "create", "--name", "Żółw Ltd 海", "--kind", "client").returncode == 0
    assert house("organisation", "close", "ORG-1", "--reason", "end").returncode == 0
    (place / "house" / "files" / "a").mkdir(parents=True)
    (place / "house" / "files" / "a" / "plan.txt").write_text("content")
    made = house("backup", str(place / "backup.zip"))
    assert made.returncode == 0, made.stderr
    assert (place / "backup.zip").stat().st_mode & 0o777 == 0o600
    assert house("backup", str(place / "backup.zip")).returncode == 6
    refused = house("restore", str(place / "backup.zip"))
    assert refused.returncode == 8 and "nothing was overwritten" in " ".join(refused.stderr.split())
    return place / "backup.zip"


def test_what_was_backed_up_is_restored(backed_up: Path, tmp_path: Path) -> None:
    house = House(tmp_path / "second")
    restored = house("restore", str(backed_up))
    assert restored.returncode == 0, restored.stderr
    shown = house("organisation", "history", "ORG-1").stdout
    assert "organisation.close" in shown and "Żółw" in house("organisation", "show", "ORG-1").stdout
    assert (tmp_path / "second" / "files" / "a" / "plan.txt").read_text() == "content"
    with closing(sqlite3.connect(tmp_path / "second" / "milepost.db")) as database:
        found = "SELECT count(*) FROM kernel_search_words WHERE kernel_search_words MATCH 'organisation OR org'"
        assert database.execute(found).fetchone()[0] >= 1
    assert house("organisation", "create", "--name", "Next", "--kind", "client").returncode == 0
    assert house("check").returncode == 0


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """An empty database of a PostgreSQL that ends with these tests."""
    server = Server().start()
    with psycopg.connect(server.url.replace("/milepost?", "/postgres?"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE milepost")
    yield server.url
    server.remove()


def test_a_house_goes_from_sqlite_to_postgresql_and_back_with_its_journal(backed_up: Path, postgresql: str, tmp_path: Path) -> None:
    fleet = House(tmp_path / "fleet", postgresql)
    restored = fleet("restore", str(backed_up))
    assert restored.returncode == 0, restored.stderr
    assert "Żółw" in fleet("organisation", "show", "ORG-1").stdout
    assert (tmp_path / "fleet" / "files" / "a" / "plan.txt").read_text() == "content"
    # What a database counts for itself goes on after the last: numbers, ids, positions of the journal.
    made = fleet("organisation", "create", "--name", "Next", "--kind", "client")
    assert made.returncode == 0 and "ORG-2" in made.stdout, made.stderr
    checked = fleet("check")
    assert checked.returncode == 0, checked.stdout
    again = fleet("backup", str(tmp_path / "fleet.zip"))
    assert again.returncode == 0, again.stderr
    with zipfile.ZipFile(tmp_path / "fleet.zip") as archive:
        assert "rows.jsonl" in archive.namelist()
    home = House(tmp_path / "home")
    restored = home("restore", str(tmp_path / "fleet.zip"))
    assert restored.returncode == 0, restored.stderr
    for key in ("ORG-1", "ORG-2"):
        assert home("organisation", "history", key).stdout == fleet("organisation", "history", key).stdout != ""
    assert home("check").returncode == 0


@pytest.mark.parametrize("harm", ["cut", "changed", "strange", "no-zip"])
def test_a_damaged_backup_is_refused_and_nothing_is_there(backed_up: Path, tmp_path: Path, harm: str) -> None:
    bad = tmp_path / "bad.zip"
    if harm == "cut":
        bad.write_bytes(backed_up.read_bytes()[:-200])
    elif harm == "no-zip":
        bad.write_bytes(b"hello")
    else:
        with zipfile.ZipFile(backed_up) as good, zipfile.ZipFile(bad, "w") as made:
            for name in good.namelist():
                content = good.read(name)
                made.writestr(name, content.replace(b"content", b"CONTENT") if harm == "changed" else content)
            if harm == "strange":
                made.writestr("../../evil", b"x")
    house = House(tmp_path / "third")
    refused = house("restore", str(bad))
    assert refused.returncode == 3 and "Traceback" not in refused.stderr, refused.stderr
    assert not (tmp_path / "third" / "files").exists()
    assert "No organisations" in house("organisation", "list").stdout or house("organisation", "list").returncode != 0
