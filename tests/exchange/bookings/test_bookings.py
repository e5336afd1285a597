"""Firm bookings: days and moments, shares, who is meant, and what is wrong told with its place."""

import json
import re
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from milepost.engine.levelling.request import Booking
from milepost.engine.model import Resource, ResourceKind
from milepost.engine.problem import Severity
from milepost.exchange.bookings import BookingFile, read_bookings
from milepost.exchange.imported import Unreadable
from milepost.exchange.people import read_people
from milepost.values import to_moment

SCHEMA = json.loads(files("milepost.exchange.bookings").joinpath("bookings.schema.json").read_text("utf-8"))
PEOPLE = (
    Resource("1", "Ann Lee", email="ann@firm.example"),
    Resource("2", "Bob Ray"),
    Resource("3", "Paper", kind=ResourceKind.MATERIAL),
    Resource("4", "Technician", generic=True),
)


def read(*lines: str, head: str = "Person,From,To,Share,Label", **options: Any) -> BookingFile:
    return read_bookings("\n".join((head, *lines)).encode(), name="bookings.csv", **options)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return to_moment(datetime(year, month, day, hour, minute))


def test_days_are_whole_and_the_last_one_is_included() -> None:
    bookings, problems = read("Bob Ray,2026-03-02,2026-03-06,50%,Move").for_people(PEOPLE)
    assert problems == ()
    assert bookings == (Booking("2", to_moment(date(2026, 3, 2)), to_moment(date(2026, 3, 7)), 500_000, "Move"),)


@pytest.mark.parametrize(
    ("cells", "start", "finish", "units"),
    [
        ("2026-03-02,,,", at(2026, 3, 2), at(2026, 3, 3), 1_000_000),
        ("2026-03-02 09:00,2026-03-02 12:30,0.25,", at(2026, 3, 2, 9), at(2026, 3, 2, 12, 30), 250_000),
        ("2026-03-02 13:00,,100%,", at(2026, 3, 2, 13), at(2026, 3, 3), 1_000_000),
        ("2 Mar 2026,03.03.2026,300 %,", at(2026, 3, 2), at(2026, 3, 4), 3_000_000),
        ("02/03/2026,31/03/2026,1,", at(2026, 3, 2), at(2026, 4, 1), 1_000_000),
    ],
)
def test_days_moments_and_shares(cells: str, start: int, finish: int, units: int) -> None:
    ((booking,), problems) = read(f"Bob Ray,{cells}").for_people(PEOPLE)
    assert (problems, booking.start, booking.finish, booking.units, booking.label) == ((), start, finish, units, "a firm booking")


def test_people_are_found_by_address_name_or_alias() -> None:
    people = read_people(b'{"people": [{"name": "Bob Ray", "aliases": ["Robert"], "email": "bob@firm.example"}]}', name="people.json")
    file = read("ANN  LEE,2026-03-02", "ann@firm.example,2026-03-03", "Robert,2026-03-04", "bob@firm.example,2026-03-05")
    bookings, problems = file.for_people(PEOPLE, people=people, key=lambda resource: resource.name)
    assert problems == ()
    assert [booking.person for booking in bookings] == ["Ann Lee", "Ann Lee", "Bob Ray", "Bob Ray"]


def test_a_person_of_several_plans_is_one_by_key() -> None:
    pool = (Resource("p1", "Ann Lee"), Resource("p1", "Annie Lee"), Resource("p2", "Bob Ray"))
    bookings, problems = read("Annie Lee,2026-03-02").for_people(pool)
    assert (problems, [booking.person for booking in bookings]) == ((), ["p1"])


def test_a_placeholder_can_be_booked() -> None:
    assert read("Technician,2026-03-02").for_people(PEOPLE)[1] == ()


@pytest.mark.parametrize(
    ("who", "code", "hint"),
    [
        ("Anne Lee", "booking-of-stranger", "Did you mean 'Ann Lee'?"),
        ("B. Ray", "booking-of-stranger", "Did you mean 'Bob Ray'?"),
        ("Zoe Fox", "booking-of-stranger", "The people are 'Ann Lee', 'Bob Ray'"),
        ("Paper", "booking-of-stranger", "The people are"),
        ("zoe@firm.example", "booking-of-stranger", "The people are"),
    ],
)
def test_somebody_nobody_is_is_told_with_those_of_similar_names(who: str, code: str, hint: str) -> None:
    bookings, (problem,) = read(f"{who},2026-03-02", "Bob Ray,2026-03-02", f"{who},2026-04-02").for_people(PEOPLE)
    assert len(bookings) == 1
    assert (problem.code, problem.severity, problem.place) == (code, Severity.ERROR, "bookings.csv line 2 and 1 more")
    assert hint in problem.remedy


def test_two_people_of_one_name_are_asked_and_told_apart_by_address() -> None:
    twins = (Resource("1", "Ann Lee", email="a@x.example"), Resource("2", "Ann Lee", email="b@x.example"))
    _, (problem,) = read("Ann Lee,2026-03-02").for_people(twins)
    assert problem.code == "person-unclear"
    assert "a@x.example, b@x.example" in problem.message
    bookings, problems = read("Ann Lee,b@x.example,2026-03-02", head="Person,Email,From").for_people(twins)
    assert (problems, bookings[0].person) == ((), "2")


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (",2026-03-02", "Person", "who is booked"),
        ("Bob Ray,", "From", "no first day"),
        ("Bob Ray,soon", "From", "'soon' is not a date"),
        ("Bob Ray,2026-03-02,2026-02-31", "To", "'2026-02-31' is not a date"),
        ("Bob Ray,2026-03-02,2026-03-01", "To", "ends before it begins"),
        ("Bob Ray,2026-03-02 12:00,2026-03-02 09:00", "To", "ends before it begins"),
        ("Bob Ray,2026-03-02,,0", "Share", "out of range"),
        ("Bob Ray,2026-03-02,,-10%", "Share", "out of range"),
        ("Bob Ray,2026-03-02,,50", "Share", "50% or 0.5"),
        ("Bob Ray,2026-03-02,,half", "Share", "'half' is not a number"),
    ],
)
def test_a_wrong_cell_is_told_with_its_column(line: str, column: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read("Ann Lee,2026-03-02", line)
    (problem,) = caught.value.problems
    assert problem.place == f"bookings.csv line 3, column '{column}'"
    assert said in f"{problem.message} {problem.remedy}"


def test_days_that_may_be_months_are_asked_and_settled_by_the_caller() -> None:
    with pytest.raises(Unreadable) as caught:
        read("Bob Ray,03/04/2026,04/04/2026")
    assert "--date-order" in caught.value.problems[0].remedy
    ((booking,), _) = read("Bob Ray,03/04/2026,04/04/2026", date_order="mdy").for_people(PEOPLE)
    assert booking.start == at(2026, 3, 4)


def test_the_same_booking_twice_and_unknown_columns_are_told() -> None:
    file = read("Bob Ray,2026-03-02,,,X,red", "bob ray,2026-03-02,,,x,red", head="Person,From,To,Share,Label,Colour")
    assert [(notice.code, notice.severity) for notice in file.notices] == [
        ("column-unknown", Severity.NOTE),
        ("booking-twice", Severity.WARNING),
    ]
    assert "line 2" in file.notices[1].message


@pytest.mark.parametrize(
    ("data", "code"),
    [(b" ", "empty-file"), (b"a,b\n1,2", "heading-missing"), (b"Person,From\n", "bookings-empty"), (b'{"bookings": []}', "bookings-empty")],
)
def test_a_file_that_books_nobody_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bookings(data, name="bookings")
    assert caught.value.problems[0].code == code
    assert "Person, From" in str(caught.value)


JSON: dict[str, Any] = {
    "version": 1,
    "bookings": [
        {"person": "Bob Ray", "from": "2026-03-02", "to": "2026-03-06", "share": "50%", "label": "Move"},
        {"email": "ann@firm.example", "from": "2026-03-02T09:00", "to": "2026-03-02T12:30", "share": 0.5},
    ],
}


def test_json_is_read_and_its_schema_published(root: Path) -> None:
    bookings, problems = read_bookings(json.dumps(JSON).encode(), name="bookings.json").for_people(PEOPLE)
    assert problems == ()
    assert bookings == (
        Booking("2", at(2026, 3, 2), at(2026, 3, 7), 500_000, "Move"),
        Booking("1", at(2026, 3, 2, 9), at(2026, 3, 2, 12, 30), 500_000),
    )
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(JSON, SCHEMA)
    assert json.loads((root / "docs/reference/bookings.schema.json").read_text("utf-8")) == SCHEMA


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("person", ..., "bookings.json bookings[0]"),
        ("from", ..., "bookings.json bookings[0]"),
        ("from", "2.3.2026", "bookings.json bookings[0].from"),
        ("to", "2026-03-02T09:00+01:00", "bookings.json bookings[0].to"),
        ("share", 0, "bookings.json bookings[0].share"),
        ("share", 50, "bookings.json bookings[0].share"),
        ("share", "half", "bookings.json bookings[0].share"),
        ("shares", 1, "bookings.json bookings[0]"),
    ],
)
def test_wrong_json_is_told_with_its_path_and_the_schema_agrees(key: str, value: Any, place: str) -> None:
    document = json.loads(json.dumps(JSON))
    document["bookings"][0][key] = value
    if value is ...:
        del document["bookings"][0][key]
    with pytest.raises(Unreadable) as caught:
        read_bookings(json.dumps(document).encode(), name="bookings.json")
    assert [problem.place.strip() for problem in caught.value.problems] == [place]
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(document))


def test_json_that_ends_before_it_begins_is_told() -> None:
    document = {"bookings": [{"person": "Bob", "from": "2026-03-02", "to": "2026-03-01"}]}
    with pytest.raises(Unreadable) as caught:
        read_bookings(json.dumps(document).encode(), name="bookings.json")
    assert caught.value.problems[0].place == "bookings.json bookings[0]"


def test_the_examples_of_the_reference_page_read_without_a_notice(root: Path) -> None:
    page = (root / "docs/reference/bookings-file.md").read_text("utf-8")
    for kind, count in (("json", 2), ("csv", 3)):
        example = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        assert example
        file = read_bookings(example[1].encode(), name=f"bookings.{kind}")
        assert (file.notices, len(file.bookings)) == ((), count)
