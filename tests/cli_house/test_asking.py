"""Questions and drafts at the terminal."""

import csv
import io
import json
from typing import Any

import pytest

from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.models import Account, Draft, Grant
from milepost.kernel.operations import operation_named, perform

PATTERN = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-12:30, 13:30-17:00")
WEEK = ("--from", "2026-06-01", "--to", "2026-06-12")


@pytest.fixture(autouse=True)
def mia(anybody: Actor, staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    staff(
        "Mia",
        "person.view",
        "person.edit",
        "person.availability",
        "person.public-holidays",
        "draft.view",
        "draft.inputs",
        "draft.countersign",
    )
    monkeypatch.setenv("MILEPOST_AS", "mia@example.org")
    for name in ("Ann", "Ann", "Mia"):
        key = perform(operation_named("person.create"), anybody, given={"name": name, "country": "GB"}).records[0].pk
        if name == "Ann":
            perform(operation_named("working-pattern.create"), anybody, given={"person": key, "valid_from": "2020-01-06", **PATTERN})


def test_availability_is_a_table_of_people_by_weeks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", "availability", *WEEK]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Person", "2026-06-01", "2026-06-08"]
    assert [line.split() for line in lines[1:4]] == [["Ann", "35:00", "35:00"], ["Ann", "35:00", "35:00"], ["Mia", "0:00", "0:00"]]
    assert any("No working pattern" in line for line in lines)


def test_programs_get_minutes_and_notes_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    main(["person", "availability", *WEEK, "--by", "span", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["count"] == 3 and told["results"][0]["minutes"] == 4200 and told["notes"]
    main(["person", "availability", *WEEK, "--by", "span", "--format", "csv"])
    found = capsys.readouterr()
    assert [row["minutes"] for row in csv.DictReader(io.StringIO(found.out))] == ["4200", "4200", "0"]
    assert "No working pattern" in found.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("availability", "--to", "2026-06-12"), "--from"),
        (("availability", "--from", "2026-06-12", "--to", "2026-06-01"), "--to: 2026-06-01 lies before"),
        (("where",), "it takes person.where"),
    ],
)
def test_what_cannot_be_answered_is_told_with_its_place(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", *words]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_nothing_to_tell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", "public-holidays", "--from", "2026-06-01", "--to", "2026-06-02"]) == 0
    assert "Nothing to tell." in capsys.readouterr().out


def test_what_one_may_not_do_alone_is_drafted_with_the_same_words(
    anybody: Actor, staff: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = {1: staff("Ann", "person.view", "person.edit").account, 3: Account.objects.get(name="Mia").pk}
    Grant.objects.filter(account=accounts[1]).update(countersigned=True)
    staff("Ann", "draft.view", "draft.create", "draft.submit", kind="own")
    for number, account in accounts.items():
        key = int(read(anybody, f"PER-{number}"))
        perform(operation_named("person.connect"), anybody, on=[key], given={"account": account})
    perform(operation_named("person.edit"), anybody, on=[int(read(anybody, "PER-1"))], given={"manager": "PER-3"})
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")
    assert main(["person", "edit", "PER-2", "--phone", "0123"]) == 2
    assert "You may draft it" in " ".join(capsys.readouterr().err.split())
    assert main(["person", "edit", "PER-2", "--phone", "0123", "--draft"]) == 0
    assert "DRF-1" in capsys.readouterr().out and Draft.objects.get().state == "submitted"
    monkeypatch.setenv("MILEPOST_AS", "mia@example.org")
    assert main(["draft", "show", "DRF-1"]) == 0
    assert "phone: 0123" in capsys.readouterr().out
    assert main(["draft", "countersign", "DRF-1"]) == 0
    capsys.readouterr()
    assert main(["person", "history", "PER-2"]) == 0
    assert "person.edit Mia, drafted by Ann" in " ".join(capsys.readouterr().out.split())


def read(actor: Actor, number: str) -> str:
    from milepost.kernel.entity import entity
    from milepost.kernel.rows import read_row

    return str(read_row(entity("person"), actor, number)["id"])
