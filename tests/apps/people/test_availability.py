"""When people are available: pattern, less public holidays, less approved leave, in whole minutes of local days."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import Person
from milepost.apps.people.rules.availability import Working, days_of
from milepost.apps.people.selectors.availability import available
from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.questions import Given, ask, questions
from tests.apps.people.crew import FULL, approved, made, person

AVAILABILITY = next(one for one in questions(PERSON) if one.word == "availability")
QUERIES = 3


def asked(actor: Actor, first: str, last: str, **more: Any) -> Given:
    return ask(AVAILABILITY, actor, {"from": first, "to": last, **more})


def minutes(actor: Actor, first: str, last: str, **more: Any) -> list[int]:
    return [row["minutes"] for row in asked(actor, first, last, **more).rows]


def test_a_pattern_holds_from_its_day_on_and_history_is_not_rewritten(anybody: Actor) -> None:
    ann = person("Ann", country="GB", region="ENG", pattern=FULL)
    made("working-pattern", person=ann, valid_from="2026-06-10", monday="09:00-13:00", wednesday="09:00-13:01")
    assert minutes(anybody, "2026-06-08", "2026-06-12", by="day") == [420, 420, 241, 0, 0]
    assert minutes(anybody, "2026-06-08", "2026-06-21") == [1081, 240 + 241]


@pytest.mark.duty_part("PS-5", "when each consultant is available, leave and public holidays counted", where="milepost person availability")
def test_public_holidays_and_leave_are_taken_off_once(anybody: Actor) -> None:
    ann = person("Ann", country="GB", region="ENG", pattern=FULL)
    approved(ann, "2026-08-31", "2026-09-01")
    approved(ann, "2026-09-02", "2026-09-02", "morning")
    (row,) = asked(anybody, "2026-08-31", "2026-09-06").rows
    assert {name: row[name] for name in ("pattern", "holiday", "leave", "minutes")} == {
        "pattern": 5 * 420,
        "holiday": 420,
        "leave": 420 + 210,
        "minutes": 2 * 420 + 210,
    }
    assert row["person"] == {"id": ann, "title": "Ann"} and (row["first_day"], row["last_day"]) == ("2026-08-31", "2026-09-06")


def test_leave_counts_only_once_it_is_approved(anybody: Actor) -> None:
    ann = person("Ann", country="GB", pattern=FULL)
    made("leave", person=ann, kind="holiday", first_day="2026-06-08", last_day="2026-06-12")
    assert minutes(anybody, "2026-06-08", "2026-06-14") == [5 * 420]


def test_a_day_observed_in_the_place_of_another_is_free_and_so_is_that(anybody: Actor) -> None:
    week = FULL | {"saturday": "09:00-12:00", "sunday": "09:00-12:00"}
    person("Ann", country="GB", region="ENG", pattern=week)
    assert minutes(anybody, "2027-12-24", "2027-12-29", by="day") == [420, 0, 0, 0, 0, 420]


def test_a_new_year_observed_in_the_old_year_is_free(anybody: Actor) -> None:
    person("Bob", country="US", pattern=FULL)
    assert minutes(anybody, "2027-12-30", "2027-12-31", by="day") == [420, 0]


def test_a_change_of_clocks_changes_nothing(anybody: Actor) -> None:
    person("Ann", country="GB", region="ENG", pattern={"sunday": "00:00-24:00"})
    for day in ("2026-03-29", "2026-10-25", "2026-11-01"):
        assert minutes(anybody, day, day) == [24 * 60]


def test_nobody_is_available_before_joining_and_after_leaving(anybody: Actor) -> None:
    person("Ann", country="GB", pattern=FULL, joined_on="2026-06-10")
    bob = person("Bob", country="GB", pattern=FULL)
    Person.objects.filter(pk=bob).update(left_on=date(2026, 6, 9), state="left")
    rows = asked(anybody, "2026-06-08", "2026-06-12", by="span").rows
    assert [(row["person"]["title"], row["minutes"]) for row in rows] == [("Ann", 3 * 420), ("Bob", 2 * 420)]
    assert [row["person"]["title"] for row in asked(anybody, "2026-06-15", "2026-06-19").rows] == ["Ann"]


def test_what_is_not_known_is_told(anybody: Actor) -> None:
    person("Ann", pattern=FULL)
    person("Bob", country="GB", region="ENG")
    cat = person("Cat", country="GB")
    made("working-pattern", person=cat, valid_from="2026-06-10", **FULL)
    Person.objects.filter(pk=person("Dan", country="BV", pattern=FULL)).update(country="ZZ")
    notes = " ".join(asked(anybody, "2026-06-08", "2026-06-12").notes)
    for said in (
        "No working pattern, and so no time at all: Bob",
        "no time before it: Cat (2026-06-10)",
        "no public holidays: Ann",
        "No public holidays are known there: Dan (ZZ)",
    ):
        assert said in notes


def test_it_takes_the_same_few_queries_however_many_people(anybody: Actor, django_assert_num_queries: Any) -> None:
    for many in (2, 20):
        for n in range(many):
            approved(person(f"Person {many} {n}", country="GB", pattern=FULL), "2026-06-08", "2026-06-08")
        with django_assert_num_queries(QUERIES):
            days, _ = available(Person.objects.all(), date(2026, 6, 8), date(2026, 6, 9))
        assert sum(day.minutes for day in days) == 420 * Person.objects.count()


def test_a_team_takes_in_its_parts_and_its_further_members(anybody: Actor) -> None:
    whole = made("team", name="Delivery")
    part = made("team", name="Networks", part_of=whole)
    person("Ann", team=whole)
    person("Bob", team=part)
    made("team-member", team=part, person=person("Cat"), duties="firewalls")
    person("Dan")
    rows = asked(anybody, "2026-06-08", "2026-06-12", team=whole).rows
    assert [row["person"]["title"] for row in rows] == ["Ann", "Bob", "Cat"]


def test_it_is_told_of_those_whom_one_may_ask_about(anybody: Actor, staff: Any) -> None:
    team = made("team", name="Networks")
    person("Ann", team=team)
    person("Bob")
    lead = staff("Lead", "person.view", "person.availability", kind="team", scope=team)
    assert [row["person"]["title"] for row in asked(lead, "2026-06-08", "2026-06-12").rows] == ["Ann"]
    viewer = staff("Viewer", "person.view")
    with pytest.raises(Denied, match=r"it takes person\.availability"):
        asked(viewer, "2026-06-08", "2026-06-12")
    staff("Half", "person.view", kind="team", scope=team)
    half = staff("Half", "person.availability")
    assert [row["person"]["title"] for row in asked(half, "2026-06-08", "2026-06-12").rows] == ["Ann"]


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"from": "2026-06-12", "to": "2026-06-08"}, "to: 2026-06-08 lies before 2026-06-12"),
        ({"from": "2026-06-08", "to": "2036-06-08"}, "at most 731 days"),
        ({"from": "yesterday", "to": "2026-06-08"}, "from: 'yesterday' is no day"),
        ({"to": "2026-06-08"}, "from: this is needed"),
        ({"from": "2026-06-08", "to": "2026-06-08", "team": "99"}, "team: there is no team '99'"),
        ({"from": "2026-06-08", "to": "2026-06-08", "by": "year"}, "by: 'year' is none of day, week, month, span"),
        ({"from": "2026-06-08", "to": "2026-06-08", "colour": "red"}, "there is no field 'colour'"),
    ],
)
def test_what_cannot_be_meant_is_told_by_input(inputs: dict[str, str], said: str, anybody: Actor) -> None:
    with pytest.raises(Invalid, match=said):
        ask(AVAILABILITY, anybody, inputs)


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
STRETCHES = st.lists(st.tuples(DAYS, DAYS, st.sampled_from(("day", "morning", "afternoon"))), max_size=5)
WEEKS = st.tuples(*[st.integers(0, 1440)] * 7)


@given(st.lists(st.tuples(DAYS, WEEKS), max_size=3), st.sets(DAYS, max_size=5), STRETCHES)
def test_the_parts_of_a_day_make_it_up_and_none_is_less_than_nothing(patterns: Any, holidays: set[date], leave: Any) -> None:
    one = Working(1, sorted(patterns), holidays, leave)
    for day in days_of(one, date(2026, 1, 1), date(2026, 3, 31)):
        assert min(day.pattern, day.holiday, day.leave, day.minutes) >= 0
        assert day.minutes + day.holiday + day.leave == day.pattern
        assert not (day.holiday and day.leave)


@given(st.integers(0, 1440))
def test_two_halves_are_a_day(minutes: int) -> None:
    day = date(2026, 1, 5)
    taken = []
    for part in ("day", "morning", "afternoon"):
        one = Working(1, [(day, (minutes,) * 7)], (), [(day, day, part)])
        taken.append(next(days_of(one, day, day)).leave)
    assert taken[0] == taken[1] + taken[2] == minutes
