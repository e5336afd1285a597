"""The JSON people file: everything it may state, the published schema, and errors with their path."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import milepost.exchange.people
from milepost.engine.model import RateUnit
from milepost.exchange.imported import Unreadable
from milepost.exchange.people import People, read_people

SCHEMA = json.loads((Path(milepost.exchange.people.__file__).parent / "people.schema.json").read_text("utf-8"))
NINE_TO_FIVE = {day: ["09:00-12:30", "13:30-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
FULL: dict[str, Any] = {
    "version": 1,
    "calendars": [
        {"name": "UK office", "week": NINE_TO_FIVE, "holidays": [{"from": "2026-12-25", "to": "2026-12-28", "name": "Christmas"}]},
        {"name": "Early", "base": "UK office", "week": {"mon": ["06:00-14:00"]}},
    ],
    "people": [
        {
            "name": "Ann Lee",
            "email": "ann@example.com",
            "aliases": ["A. Lee"],
            "initials": "AL",
            "code": "17",
            "group": "Networks",
            "units": "80%",
            "availability": [{"to": "2026-03-31", "units": 1}, {"from": "2026-04-01", "units": 0.5}],
            "skills": [{"name": "Routing", "level": 4}, {"name": "Firewalls"}],
            "calendar": "UK office",
            "patterns": [{"from": "2026-06-01", "week": {"fri": []}, "name": "four days"}],
            "leave": [{"from": "2026-02-16", "to": "2026-02-20", "reason": "skiing"}, {"from": "2026-03-02", "hours": ["09:00-12:30"]}],
            "holidays": ["Early"],
            "rates": [
                {"standard": 60.5},
                {"from": "2026-04-01", "standard": 64, "overtime": 90, "per": "day", "per_use": 5, "currency": "GBP"},
            ],
            "notes": "works from Leeds",
        },
        {"name": "Bob Ray", "calendar": {"base": "UK office", "tue": []}},
        {"name": "Network engineer", "generic": True, "calendar": {"mon": ["08:00-16:00"]}},
    ],
}


def read(document: Any) -> People:
    return read_people(json.dumps(document).encode(), name="people.json")


def changed(path: list[Any], value: Any) -> Any:
    """FULL with one value set, or taken out when it is ...."""
    document = json.loads(json.dumps(FULL))
    at = document
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document


def test_everything_a_person_may_have_is_read() -> None:
    people = read(FULL)
    ann, bob, role = people.persons
    assert people.notices == ()
    assert (ann.resource.name, ann.resource.email, ann.resource.max_units, ann.aliases) == (
        "Ann Lee",
        "ann@example.com",
        800_000,
        ("A. Lee",),
    )
    assert [(skill.name, skill.level) for skill in ann.resource.skills] == [("Routing", 4), ("Firewalls", 3)]
    assert [a.units for a in ann.resource.availability] == [1_000_000, 500_000]
    assert ann.resource.availability[0].valid_to == ann.resource.availability[1].valid_from
    first, second = ann.resource.rates
    assert (first.standard, first.valid_from, first.valid_to) == (Decimal("60.5"), None, second.valid_from)
    assert (second.standard, second.overtime, second.standard_per, second.per_use) == (Decimal(64), Decimal(90), RateUnit.DAY, Decimal(5))
    assert ann.patterns[0].week == (None, None, None, None, (), None, None)
    assert [(e.first_day, e.last_day, e.shifts, e.name) for e in ann.leave] == [
        (20500, 20504, (), "skiing"),
        (20514, 20514, ((32400, 45000),), ""),
    ]
    assert (bob.calendar, bob.week) == ("UK office", (None, (), None, None, None, None, None))
    assert role.resource.generic
    assert role.week == (((28800, 57600),), (), (), (), (), (), ())
    assert [(c.name, c.base) for c in people.calendars] == [("UK office", None), ("Early", "UK office")]


def test_the_schema_is_sound_and_accepts_what_the_reader_accepts() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(FULL, SCHEMA)


WRONG: list[tuple[list[Any], Any, str, str]] = [
    (["people"], ..., "people.json", "'people' is missing"),
    (["people"], [], "people.json", "nobody"),
    (["version"], 2, "people.json version", "version 1"),
    (["persons"], [], "people.json", "'persons' is not known"),
    (["people", 0, "name"], ..., "people.json people[0]", "'name' is missing"),
    (["people", 0, "name"], "  ", "people.json people[0].name", "empty"),
    (["people", 0, "emial"], "x", "people.json people[0]", "'emial' is not known"),
    (["people", 0, "units"], "lots", "people.json people[0].units", "found 'lots'"),
    (["people", 0, "units"], -1, "people.json people[0].units", "from 0 to 10000"),
    (["people", 0, "skills", 0, "level"], 6, "people.json people[0].skills[0].level", "from 1 to 5"),
    (["people", 0, "skills", 0, "level"], 2.5, "people.json people[0].skills[0].level", "whole number"),
    (["people", 0, "skills"], "Routing", "people.json people[0].skills", "array"),
    (["people", 0, "leave", 0, "from"], "16/02/2026", "people.json people[0].leave[0].from", "2026-01-31"),
    (["people", 0, "rates", 0, "per"], "fortnight", "people.json people[0].rates[0].per", "no unit"),
    (["people", 0, "rates", 1, "currency"], "pounds", "people.json people[0].rates[1].currency", "three letters"),
    (["people", 0, "rates", 0, "standard"], "60", "people.json people[0].rates[0].standard", "number"),
    (["people", 0, "generic"], "yes", "people.json people[0].generic", "true or false"),
    (["calendars", 0, "week", "mon"], ["nine to five"], "people.json calendars[0].week.mon", "time of day"),
    (["calendars", 0, "week", "mon"], "09:00-17:00", "people.json calendars[0].week.mon", "array"),
    (["calendars", 1], {"name": "Empty"}, "people.json calendars[1]", "neither a week nor a base"),
]


@pytest.mark.parametrize(("path", "value", "place", "said"), WRONG)
def test_what_is_wrong_is_told_with_its_path_and_the_schema_agrees(path: list[Any], value: Any, place: str, said: str) -> None:
    document = changed(path, value)
    with pytest.raises(Unreadable) as caught:
        read(document)
    assert [problem.place.strip() for problem in caught.value.problems] == [place]
    assert said in caught.value.problems[0].message
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["people", 0, "leave", 0, "to"], "2026-02-01", "ends before"),
        (["people", 0, "leave", 0, "from"], "2026-02-30", "not a date"),
        (["people", 0, "rates", 0, "from"], "2026-04-01", "same day"),
        (["people", 1, "email"], "ANN@example.com", "address of 'Ann Lee'"),
        (["people", 1, "email"], "not an address", "not an e-mail"),
        (["calendars", 1, "name"], "uk  OFFICE", "defined twice"),
        (["people", 0, "patterns", 0, "to"], "2026-05-01", "ends before"),
        (["people", 0, "leave", 1, "hours"], ["17:00-09:00"], "before it begins"),
        (["people", 0, "name"], "\ud800", "surrogate"),
    ],
)
def test_what_no_schema_can_say_is_told_too(path: list[Any], value: Any, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(changed(path, value))
    assert any(said in problem.message for problem in caught.value.problems)


def test_all_errors_come_at_once() -> None:
    document = changed(["people", 0, "units"], "lots")
    document["people"][1]["skills"] = [{"level": 9}]
    with pytest.raises(Unreadable) as caught:
        read(document)
    assert [problem.place for problem in caught.value.problems] == [
        "people.json people[0].units",
        "people.json people[1].skills[0]",
        "people.json people[1].skills[0].level",
    ]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b'{"people": [}', "json-broken", "people.json line 1, column 13"),
        (b'{"people": [{"name": "A"}]', "json-broken", "people.json line 1, column 27"),
        (b"{" * 100_000, "json-broken", "people.json line 1, column 2"),
        (b"[" * 200_000, "json-broken", "people.json"),
        (b'{"people": [{"name": "A", "units": NaN}]}', "json-broken", "people.json"),
        (b'{"people": [{"name": "A", "units": ' + b"9" * 10_000 + b"}]}", "json-broken", "people.json"),
        (b'{"people": [{"name": "\xff"}]}', "encoding", "people.json byte 23"),
        (b'{"people": [{"name": "A"}], "people": []}', "people-key-twice", "people.json"),
        (b"[1, 2]", "people-value", "people.json"),
    ],
)
def test_what_is_no_json_is_refused_with_line_and_column(data: bytes, code: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_people(data, name="people.json")
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].place.strip() == place


def test_the_file_may_have_a_byte_order_mark_or_be_utf_16() -> None:
    text = json.dumps({"people": [{"name": "Jürgen"}]}, ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16"):
        assert read_people(text.encode(encoding), name="people.json").resources[0].name == "Jürgen"
