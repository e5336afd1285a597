"""Plan files from the terminal: looked at, brought, given out."""

import json
from pathlib import Path
from typing import Any

import pytest

from milepost.apps.planning.models import Task
from milepost.apps.projects.models import ScopeItem
from milepost.cli.main import main
from tests.apps.planning.foreign_plans import as_file, everything, own
from tests.apps.projects.works import AGREED, for_client


@pytest.fixture
def contact(anybody: Any, staff: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    """Who decides for the client; somebody acts who may do everything."""
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")
    staff("Ann", *everything())
    return for_client()[1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan file."""
    place = tmp_path / "renewal.xml"
    place.write_bytes(as_file())
    return place


def test_a_file_is_looked_at_and_nothing_changes(contact: int, file: Path, capsys: Any) -> None:
    assert main(["project-plan", "bring", str(file), "--project", "PRJ-1"]) == 0
    told = capsys.readouterr().out
    assert "tasks 8" in told and "Nothing has changed yet; --apply brings it." in told
    assert not Task.objects.exists()


def test_a_file_is_brought_as_agreed_and_given_out_again(contact: int, file: Path, tmp_path: Path, capsys: Any) -> None:
    said = ["--contact", str(contact), "--on", "2026-01-05", "--authority", AGREED["authority"], "--document", AGREED["document"]]
    assert main(["project-plan", "bring", str(file), "--project", "PRJ-1", *said, "--apply", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["applied"], found["created"], found["held"]) == (True, 8, False)
    assert ScopeItem.objects.get().state == "in-scope"
    out = tmp_path / "back.xml"
    assert main(["project-plan", "give", "PLN-1", "--out", str(out)]) == 0
    assert "MS Project XML" in capsys.readouterr().out and len(own(out.read_bytes()).tasks) == 8
    assert main(["project-plan", "give", "PLN-1", "--out", str(tmp_path / "back.csv")]) == 0


def test_what_cannot_be_brought_is_told_and_ends_with_3(contact: int, tmp_path: Path, capsys: Any) -> None:
    place = tmp_path / "plan.pdf"
    place.write_bytes(b"%PDF-1.7")
    assert main(["project-plan", "bring", str(place), "--project", "PRJ-1"]) == 3
    assert "This is a PDF document, not a plan." in capsys.readouterr().err
    assert main(["project-plan", "bring", str(tmp_path / "none.xml"), "--project", "PRJ-1", "--format", "json"]) == 3
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "no-such-file"
    assert main(["project-plan", "give", "PLN-9", "--out", str(tmp_path / "a.xml")]) == 2
