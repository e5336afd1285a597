"""Leave: asked for, decided by somebody above or their stand-in, never by oneself, never twice for a day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from milepost.apps.people.entities import LEAVE
from milepost.apps.people.models import Leave, Person
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Denied, Invalid, Missing, WrongState
from milepost.kernel.journal.read import history_of
from milepost.kernel.models import Account, Grant, JournalEntry
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import approved, at, person

OWN = ("person.view", "leave.view", "leave.kind", "leave.create", "leave.edit", "leave.request", "leave.withdraw")
DECIDE = ("leave.view", "leave.approve", "leave.refuse", "leave.cancel")


@pytest.fixture
def people(anybody: Actor, staff: Any) -> dict[str, Actor]:
    """Ann reports to Mia, Mia to Max; Sam stands in for Mia in July, half of which she is away."""
    actors = {name: staff(name, *OWN, kind="own") for name in ("Ann", "Mia", "Max", "Sam")}
    made: dict[str, int] = {}
    for name, manager in (("Max", None), ("Mia", "Max"), ("Ann", "Mia"), ("Sam", None)):
        given = {"name": name} | ({"manager": made[manager]} if manager else {})
        made[name] = perform(operation_named("person.create"), anybody, given=given).records[0].pk
        Person.objects.filter(pk=made[name]).update(account_id=actors[name].account)
    perform(
        operation_named("stand-in.create"),
        anybody,
        given={"person": made["Mia"], "stand_in": made["Sam"], "first_day": "2026-07-01", "last_day": "2026-07-31"},
    )
    approved(made["Mia"], "2026-07-13", "2026-07-24")
    for name in ("Mia", "Max", "Sam"):
        staff(name, *DECIDE)
    return {name: actor_of(Account.objects.get(pk=actor.account)) for name, actor in actors.items()}


def asked(people: dict[str, Actor], who: str = "Ann", first: str = "2026-08-03", last: str = "2026-08-07", **more: str) -> int:
    person = Person.objects.get(name=who).pk
    given = {"person": person, "kind": "holiday", "first_day": first, "last_day": last, "part": "day", **more}
    made = perform(operation_named("leave.create"), people[who], given=given).records[0].pk
    perform(operation_named("leave.request"), people[who], on=[made])
    return made


def decide(actor: Actor, leave: int, verb: str = "approve", **given: str) -> None:
    with standing_at(datetime(2026, 7, 15, 12, tzinfo=UTC)):
        perform(operation_named(f"leave.{verb}"), actor, on=[leave], given=given)


@pytest.mark.parametrize("who", ["Mia", "Max", "Sam"])
def test_those_above_and_their_stand_in_approve(people: dict[str, Actor], who: str) -> None:
    leave = asked(people)
    decide(people[who], leave)
    found = Leave.objects.get(pk=leave)
    assert found.state == "approved" and found.decided_by is not None and found.decided_by.name == who


def test_nobody_approves_their_own_leave_and_no_stranger_does(people: dict[str, Actor], staff: Any) -> None:
    with pytest.raises(Denied, match="decided by the person's manager"):
        decide(people["Mia"], asked(people, "Mia"))
    with pytest.raises(Denied):
        decide(staff("Zoe", *DECIDE), asked(people))


@pytest.mark.parametrize("day", ["2026-07-10", "2026-07-27", "2026-08-01"])
def test_a_stand_in_decides_only_in_their_days_and_while_the_other_is_away(people: dict[str, Actor], day: str) -> None:
    leave = asked(people)
    with standing_at(at(day)), pytest.raises(Denied, match="while they are away"):
        perform(operation_named("leave.approve"), people["Sam"], on=[leave])


def test_the_journal_and_the_record_say_in_whose_place_it_was_decided(people: dict[str, Actor]) -> None:
    leave = asked(people)
    decide(people["Sam"], leave)
    found = Leave.objects.get(pk=leave)
    assert found.decided_for is not None and found.decided_for.name == "Mia" and found.decided_at is not None
    entry = JournalEntry.objects.latest("id")
    assert (entry.account_id, entry.in_place_of_id) == (people["Sam"].account, people["Mia"].account)
    told = history_of(LEAVE, people["Max"], leave)[0]
    assert (told["by"], told["in_place_of"]) == ("Sam", "Mia")
    other = asked(people, first="2026-09-01", last="2026-09-02")
    decide(people["Max"], other)
    assert Leave.objects.get(pk=other).decided_for is None and JournalEntry.objects.latest("id").in_place_of is None


def test_a_grant_for_ones_own_line_reaches_the_line_of_whom_one_stands_in_for(people: dict[str, Actor], staff: Any) -> None:
    Grant.objects.filter(account=people["Sam"].account).delete()
    sam = staff("Sam", *DECIDE, kind="line")
    leave = asked(people)
    with standing_at(at("2026-07-10")), pytest.raises(Missing):
        perform(operation_named("leave.approve"), sam, on=[leave])
    decide(sam, leave)
    assert Leave.objects.get(pk=leave).state == "approved"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-01-01", "2020-01-10", "Ann joins on 2020-01-06"),
        ("2027-03-29", "2027-04-02", "Ann leaves on 2027-03-31"),
        ("2021-01-01", "2026-01-01", "is the year right"),
    ],
)
def test_leave_lies_within_the_time_somebody_is_here(people: dict[str, Actor], first: str, last: str, said: str) -> None:
    Person.objects.filter(name="Ann").update(joined_on=date(2020, 1, 6), left_on=date(2027, 3, 31))
    with pytest.raises(Invalid, match=said):
        asked(people, first=first, last=last)


def test_days_are_taken_once(people: dict[str, Actor]) -> None:
    asked(people)
    with pytest.raises(Invalid, match="there is leave from 2026-08-03 to 2026-08-07 already"):
        asked(people, first="2026-08-07", last="2026-08-10")
    asked(people, first="2026-08-10", last="2026-08-10", part="morning")
    asked(people, first="2026-08-10", last="2026-08-10", part="afternoon")


def test_a_refusal_says_why_and_the_leave_can_be_asked_for_again(people: dict[str, Actor]) -> None:
    leave = asked(people)
    decide(people["Mia"], leave, "refuse", reason="Cut-over week")
    assert JournalEntry.objects.latest("id").reason == "Cut-over week"
    with pytest.raises(WrongState):
        decide(people["Mia"], leave)
    perform(operation_named("leave.request"), people["Ann"], on=[leave])
    decide(people["Mia"], leave)


def test_what_is_decided_cannot_be_edited(people: dict[str, Actor]) -> None:
    leave = asked(people)
    with pytest.raises(WrongState):
        perform(operation_named("leave.edit"), people["Ann"], on=[leave], given={"last_day": "2026-08-20"})
    assert Leave.objects.get(pk=leave).last_day == date(2026, 8, 7)


def test_the_kind_of_leave_is_told_only_to_those_who_may_know(people: dict[str, Actor], staff: Any) -> None:
    from milepost.kernel.rows import question_from, read_page, read_row

    leave = asked(people, kind="sickness", note="private")
    reader = staff("Zoe", "leave.view")
    assert read_row(LEAVE, people["Ann"], leave)["kind"] == "sickness"
    row = read_row(LEAVE, reader, leave)
    assert "kind" not in row and "note" not in row and row["state"] == "requested"
    for parameters in ({"kind": ["sickness"]}, {"order": ["kind"]}):
        with pytest.raises(Invalid, match="you may not see every kind"):
            read_page(LEAVE, reader, question_from(LEAVE, reader, parameters))


def test_who_has_nobody_above_them_is_decided_on_by_those_who_may_for_anybody(people: dict[str, Actor], staff: Any) -> None:
    staff("Zoe", *DECIDE, "person.decide")
    person("Zoe", account=staff("Zoe"))
    zoe = actor_of(Account.objects.get(name="Zoe"))
    leave = asked(people, "Max")
    with pytest.raises(Denied):
        decide(people["Mia"], leave)
    decide(zoe, leave)
    assert Leave.objects.get(pk=leave).state == "approved" and JournalEntry.objects.latest("id").in_place_of is None
    staff("Zoe", *OWN)
    own = asked({"Zoe": actor_of(Account.objects.get(name="Zoe"))}, "Zoe")
    with pytest.raises(Denied):
        decide(zoe, own)
