"""A people file meets a plan: who is who, what is taken over, and what is asked instead of guessed."""

import json
from decimal import Decimal
from typing import Any

import pytest

from milepost.engine.model import Calendar, CalendarException, Plan, Rate, Resource, ResourceKind, weekdays
from milepost.engine.problem import Problem, Severity
from milepost.engine.working_time import Calendars
from milepost.exchange.people import People, apply_people, read_people

DAY = 86400


def people(*persons: dict[str, Any], calendars: list[dict[str, Any]] | None = None) -> People:
    return read_people(json.dumps({"people": persons, "calendars": calendars or []}).encode(), name="people.json")


def plan(*resources: Resource, calendars: tuple[Calendar, ...] = (Calendar("standard", "Standard", weekdays()),)) -> Plan:
    return Plan("Plan", 0, resources=resources, calendars=calendars)


def one(resource: Resource, person: dict[str, Any], **same: str) -> tuple[Resource, tuple[Problem, ...]]:
    changed, problems = apply_people(plan(resource), people(person), same=same)
    return changed.resources[0], problems


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("resource", "person"),
    [
        (Resource("r", "Anything", email="ANN@example.com"), {"name": "Ann Lee", "email": "ann@example.com"}),
        (Resource("r", "ann   LEE"), {"name": "Ann Lee"}),
        (Resource("r", "A. Lee"), {"name": "Ann Lee", "aliases": ["A. Lee"]}),
        (Resource("r", "Ju\u0308rgen Groß"), {"name": "J\u00fcrgen GROSS"}),
        (Resource("r", "Ann Lee", email="ann@example.com"), {"name": "Ann Lee"}),
    ],
)
def test_people_match_by_address_then_by_name_or_alias(resource: Resource, person: dict[str, Any]) -> None:
    found, problems = one(resource, {**person, "code": "17"})
    assert found.code == "17"
    assert problems == ()


@pytest.mark.parametrize(
    ("name", "other", "why"),
    [
        ("J. Smith", "John Smith", "initial"),
        ("Smith, John", "John Smith", "another order"),
        ("Smith, J", "John Smith", "initial"),
        ("Jose Garcia", "José García", "accents"),
        ("Jon Smith", "John Smith", "one letter"),
        ("John Smiht", "John Smith", "one letter"),
        ("John A. Smith", "John Smith", "initial"),
    ],
)
def test_a_name_that_is_only_nearly_the_same_is_asked_and_not_taken(name: str, other: str, why: str) -> None:
    found, problems = one(Resource("r", name), {"name": other, "code": "17"})
    assert found.code == ""
    question = problems[0]
    assert (question.code, question.severity) == ("person-unclear", Severity.ERROR)
    assert why in question.message
    assert f'--same "{name}={other}"' in question.remedy
    assert one(Resource("r", name), {"name": other, "code": "17"}, **{name: other})[0].code == "17"
    assert one(Resource("r", name), {"name": other, "code": "17"}, **{other: name})[0].code == "17"
    assert codes(one(Resource("r", name), {"name": other}, **{name: name})[1]) == ["people-unused", "person-unknown"]


@pytest.mark.parametrize(
    ("name", "other"), [("Ann Lee", "Bob Ray"), ("Engineer 1", "Engineer 2"), ("John Smith", "Jane Smith"), ("Lee", "Lea")]
)
def test_names_that_are_not_alike_raise_no_question(name: str, other: str) -> None:
    assert codes(one(Resource("r", name), {"name": other})[1]) == ["people-unused", "person-unknown"]


def test_the_same_name_with_another_address_is_asked_and_answered_by_address() -> None:
    resource, person = Resource("r", "Ann Lee", email="ann@one.example"), {"name": "Ann Lee", "email": "ann@two.example", "code": "17"}
    found, problems = one(resource, person)
    assert found.code == ""
    assert '--same "ann@one.example=ann@two.example"' in problems[0].remedy
    assert one(resource, person, **{"ann@one.example": "ann@two.example"})[0].code == "17"
    assert codes(one(resource, person, **{"ann@one.example": "ann@one.example"})[1]) == ["people-unused", "person-unknown"]


def test_two_people_of_the_file_with_one_name_are_asked() -> None:
    file = people({"name": "Ann Lee", "email": "a@example.com"}, {"name": "Ann Lee", "email": "b@example.com"})
    changed, problems = apply_people(plan(Resource("r", "Ann Lee")), file)
    assert changed.resources[0].email == ""
    assert "<a@example.com> or 'Ann Lee' <b@example.com>" in problems[0].message


def test_two_resources_of_the_plan_cannot_be_one_person() -> None:
    _, problems = apply_people(plan(Resource("1", "Ann Lee"), Resource("2", "ann lee")), people({"name": "Ann Lee"}))
    assert "person-unclear" in codes(problems)


def test_materials_and_placeholders_are_never_nearly_a_person() -> None:
    changed, problems = apply_people(
        plan(Resource("m", "Ann Lee", ResourceKind.MATERIAL), Resource("g", "A. Lee", generic=True)),
        people({"name": "Ann Lee", "code": "1"}),
    )
    assert [resource.code for resource in changed.resources] == ["", ""]
    assert codes(problems) == ["people-unused"]


def test_what_the_file_states_wins_and_what_it_does_not_stays() -> None:
    resource = Resource(
        "r", "Ann", initials="AL", group="Old", max_units=500_000, rates=(Rate(standard=Decimal(1)), Rate(table=1, standard=Decimal(9)))
    )
    found, _ = one(resource, {"name": "Ann", "group": "New", "rates": [{"standard": 60}]})
    assert (found.initials, found.group, found.max_units) == ("AL", "New", 500_000)
    assert [(rate.table, rate.standard) for rate in found.rates] == [(0, Decimal(60)), (1, Decimal(9))]


def test_rates_in_another_currency_are_told_and_not_used() -> None:
    found, problems = one(Resource("r", "Ann"), {"name": "Ann", "rates": [{"standard": 60, "currency": "EUR"}]})
    assert found.rates == ()
    assert problems[0].code == "rate-currency"


def hours(changed: Plan, resource: Resource, first: int, last: int) -> float:
    return Calendars(changed.calendars, first=first, last=last)[resource.calendar or changed.calendar].total / 3600


def test_leave_is_added_to_the_plans_calendar_of_the_person() -> None:
    own = Calendar("own", "Ann", (None,) * 7, "standard", (CalendarException(4, 4),), personal=True)
    start = plan(Resource("r", "Ann", calendar="own"), calendars=(Calendar("standard", "Standard", weekdays()), own))
    changed, _ = apply_people(start, people({"name": "Ann", "leave": [{"from": "1970-01-06"}]}))
    assert hours(changed, changed.resources[0], 4, 10) == 24.0
    assert hours(start, start.resources[0], 4, 10) == 32.0


def test_a_calendar_of_the_file_with_holidays_patterns_and_leave() -> None:
    office = {
        "name": "Office",
        "week": {day: ["09:00-16:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
        "holidays": [{"from": "1970-01-08"}],
    }
    person = {
        "name": "Ann",
        "calendar": "Office",
        "leave": [{"from": "1970-01-06"}],
        "patterns": [{"from": "1970-01-12", "week": {"fri": []}}],
    }
    changed, problems = apply_people(plan(Resource("r", "Ann")), people(person, calendars=[office]))
    assert problems == ()
    assert hours(changed, changed.resources[0], 4, 10) == 21.0
    assert hours(changed, changed.resources[0], 11, 17) == 28.0


def test_holidays_of_another_calendar_are_added() -> None:
    bank = {"name": "Bank holidays", "base": "Standard", "holidays": [{"from": "1970-01-07"}]}
    changed, _ = apply_people(plan(Resource("r", "Ann")), people({"name": "Ann", "holidays": ["Bank holidays"]}, calendars=[bank]))
    assert hours(changed, changed.resources[0], 4, 10) == 32.0


def test_a_calendar_alone_is_used_as_it_is() -> None:
    changed, _ = apply_people(plan(Resource("r", "Ann")), people({"name": "Ann", "calendar": "standard"}))
    assert changed.resources[0].calendar == "standard"
    assert len(changed.calendars) == 1


@pytest.mark.parametrize(
    ("calendars", "code"),
    [
        ([], "calendar-unknown"),
        ([{"name": "Office", "base": "Nowhere"}], "calendar-unknown"),
        ([{"name": "Office", "base": "B"}, {"name": "B", "base": "Office"}], "calendar-circle"),
        ([{"name": "Office", "base": "Office"}], "calendar-unknown"),
    ],
)
def test_a_calendar_nobody_knows_is_told(calendars: list[dict[str, Any]], code: str) -> None:
    changed, problems = apply_people(plan(Resource("r", "Ann")), people({"name": "Ann", "calendar": "Office"}, calendars=calendars))
    assert code in codes(problems)
    Calendars(changed.calendars, first=0, last=10)[changed.resources[0].calendar or "standard"]


def test_people_without_a_place_are_counted_or_added() -> None:
    file = people({"name": "Ann"}, {"name": "Bob", "units": 0.5})
    changed, problems = apply_people(plan(Resource("person-2", "Ann")), file)
    assert (len(changed.resources), codes(problems)) == (1, ["people-unused"])
    changed, problems = apply_people(plan(Resource("person-2", "Ann")), file, everyone=True)
    assert [(resource.id, resource.name, resource.max_units) for resource in changed.resources] == [
        ("person-2", "Ann", 1_000_000),
        ("person-2+", "Bob", 500_000),
    ]
    assert problems == ()
