"""From the terminal: what was done is taken back, and a record is shown as it was."""

import json
from datetime import timedelta
from typing import Any

import pytest

from milepost.cli.main import main
from milepost.kernel.clock import now
from milepost.kernel.models import JournalEntry


@pytest.fixture(autouse=True)
def ann(staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    staff("Ann", *(f"organisation.{verb}" for verb in ("view", "create", "edit", "delete", "close", "reopen")))
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words]) == 0
    return " ".join(capsys.readouterr().out.split())


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words]) == 2
    return " ".join(capsys.readouterr().err.split())


def test_the_last_thing_is_taken_back_after_it_was_tried(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "organisation", "create", "--name", "Harbour Council", "--kind", "client")
    told(capsys, "organisation", "delete", "ORG-1")
    assert "It would bring back 1 organisation" in told(capsys, "undo", "last", "--try")
    assert "No organisations yet." in told(capsys, "organisation", "list")
    assert "Undone: bring back 1 organisation. ORG-1 Harbour Council" in told(capsys, "undo", "last")
    assert "Ann took it back already" in refused(capsys, "undo", "last")
    assert "nothing of yours" in refused(capsys, "undo", "nonsense")


def test_for_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("One", "Two"):
        told(capsys, "organisation", "create", "--name", name, "--kind", "client")
    told(capsys, "organisation", "edit", "ORG-1", "ORG-2", "--country", "GB")
    trial = json.loads(told(capsys, "undo", "last", "--try", "--format", "json"))
    assert trial["operation"] == "organisation.edit" and len(trial["ids"]) == 2
    done = json.loads(told(capsys, "undo", trial["batch"], "--format", "json"))
    assert done["count"] == 2 and {row["country"] for row in done["results"]} <= {"", None}


def test_a_record_is_shown_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "organisation", "create", "--name", "Harbour Council", "--kind", "client")
    JournalEntry.objects.update(at=now() - timedelta(days=9))
    told(capsys, "organisation", "edit", "ORG-1", "--name", "Haven")
    day = str((now() - timedelta(days=3)).date())
    assert "Harbour Council" in (text := told(capsys, "organisation", "show", "ORG-1", "--at", day)) and "Another now: Name." in text
    assert json.loads(told(capsys, "organisation", "show", "ORG-1", "--at", day, "--format", "json"))["name"] == "Harbour Council"
    assert "All of it is still so." in told(capsys, "organisation", "show", "ORG-1", "--at", str(now().date()))
    assert "is no day" in refused(capsys, "organisation", "show", "ORG-1", "--at", "yesterday")
    assert "There was no organisation" in refused(capsys, "organisation", "show", "ORG-1", "--at", "2020-01-01")
