"""Tables of an empty database are made in a quicker way than Django's own: they are the same, to the last index."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.migrations.state import ProjectState

from milepost.kernel.installation.fresh import quick_where_empty
from tests.served import environment

MAKE_AND_TELL = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Usual
from django.db import connection
call_command(Usual() if sys.argv[1] == "usual" else "migrate", verbosity=0)
told = {
    "sqlite": ["SELECT type, name, sql FROM sqlite_master"],
    "postgresql": [
        "SELECT table_name, column_name, ordinal_position, data_type, character_maximum_length, is_nullable, column_default, is_identity "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
    ],
}
found = []
with connection.cursor() as cursor:
    for question in told[connection.vendor]:
        cursor.execute(question)
        found.append(sorted(map(list, cursor.fetchall()), key=repr))
print(json.dumps(found))
"""


@pytest.fixture(params=[os.environ.get("MILEPOST_TEST_DATABASE") or "sqlite"])
def addresses(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Of an empty database for each way; none where it lies in the house's folder."""
    if request.param == "sqlite":
        yield {}
        return
    import psycopg

    from tests.postgresql import Server

    server = Server().start()
    with psycopg.connect(server.url.replace("/milepost?", "/postgres?"), autocommit=True) as connection:
        for way in ("usual", "quick"):
            connection.execute(f"CREATE DATABASE {way}")
    yield {way: server.url.replace("/milepost?", f"/{way}?") for way in ("usual", "quick")}
    server.remove()


def test_an_empty_database_gets_the_same_tables_as_by_django_s_own_way(tmp_path: Path, addresses: dict[str, str]) -> None:
    found = {}
    for way in ("usual", "quick"):
        home = tmp_path / way
        home.mkdir()
        more = {"DJANGO_SETTINGS_MODULE": "milepost.config.settings", "MILEPOST_SECRET_KEY": "only for tests"}
        more |= {"MILEPOST_DATABASE_URL": addresses[way]} if addresses else {}
        told = subprocess.run(
            [sys.executable, "-c", MAKE_AND_TELL, way],
            env=environment(home, **more),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert told.returncode == 0, told.stderr
        found[way] = told.stdout
    assert found["quick"] == found["usual"] and "kernel_account" in found["quick"]


@pytest.mark.django_db
def test_a_database_with_tables_goes_django_s_own_way() -> None:
    usual = ProjectState._find_reload_model  # type: ignore[attr-defined]
    with quick_where_empty("default"):
        assert ProjectState._find_reload_model is usual  # type: ignore[attr-defined]
