"""The skills matrix at the terminal: read at 80 columns, however many skills there are."""

from typing import Any

import pytest

from milepost.cli.console.screen import columns
from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.operations import operation_named, perform

SKILLS = (
    "Firewalls",
    "Virtualisation platforms",
    "Network monitoring",
    "Identity and access",
    "Storage",
    "Telephony",
    "Printing",
    "Backup",
)
SEES = ("person.view", "person.skill-matrix", "skill.view", "person-skill.view")


def made(anybody: Actor, what: str, **given: Any) -> int:
    return perform(operation_named(f"{what}.create"), anybody, given=given).records[0].pk


@pytest.fixture(autouse=True)
def skilled(anybody: Actor, staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ann has all of them, Bo the last."""
    staff("Mia", *SEES)
    monkeypatch.setenv("MILEPOST_AS", "mia@example.org")
    monkeypatch.setenv("COLUMNS", "80")
    ann, bo = made(anybody, "person", name="Ann Archer-Fitzgerald of the Night"), made(anybody, "person", name="Bo 李")
    keys = [made(anybody, "skill", name=name) for name in SKILLS]
    for number, key in enumerate(keys):
        made(anybody, "person-skill", person=ann, skill=key, level=number % 6, wanted=number == 1)
    made(anybody, "person-skill", person=bo, skill=keys[SKILLS.index("Virtualisation platforms")], level=5)


def test_at_80_columns_every_skill_is_named_whole_and_every_level_stands_below_its_skill(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", "skill-matrix"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(columns(line) <= 80 for line in lines)
    table = lines[: lines.index(next(line for line in lines if line.startswith("Whoever")))]
    assert "…" not in "".join(line[24:] for line in table)
    bands = "\n".join(table).strip("\n").split("\n\n")
    assert len(bands) == 2 and all("Person" in band and "Ann Archer-Fitzgerald o…" in band for band in bands)
    found: dict[str, str] = {}
    for band in bands:
        rows = band.splitlines()
        (row,) = [n for n, line in enumerate(rows) if line.startswith("Ann")]
        ends, at = [], 24
        for text in rows[row][24:].split():
            at = rows[row].index(text, at) + len(text)
            ends.append(at)
        for begin, end in zip([24, *ends], ends, strict=False):
            heading = "".join(line[begin:end].strip() for line in rows[:row] if not line.startswith("Bo"))
            found[heading] = rows[row][begin:end].strip()
    assert {name.replace(" ", "") for name in SKILLS} == set(found), found
    assert (found["Firewalls"], found["Virtualisationplatforms"]) == ("0?", "1?+")


def test_whoever_has_nothing_in_a_part_is_left_out_of_it_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    main(["person", "skill-matrix"])
    out = capsys.readouterr().out
    assert out.count("Bo 李") == 1 and "Whoever has nothing in a part is left out of it." in out


def test_what_fits_is_one_table_as_before(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    main(["person", "skill-matrix", "--category", "none"])
    assert "Nothing to tell" in capsys.readouterr().out
    main(["person", "availability", "--from", "2026-06-01", "--to", "2026-06-12"])
    assert "left out" not in capsys.readouterr().out
