"""What the pages of people, teams and leave ask: days one by one, what leave would take, what waits for whom, what hangs on one person."""

from typing import Any

import pytest

from milepost.apps.people.models import Leave, Person
from milepost.kernel.access import Actor, actor_of, held_on
from milepost.kernel.clock import standing_at
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.models import Account
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.questions import asker
from milepost.kernel.undo import undo, way_back
from tests.apps.people.crew import FULL, approved, at, done, made, person
from tests.apps.people.test_questions import asked, titles


def requested(who: int, first: str, last: str, **given: str) -> int:
    key = made("leave", person=who, first_day=first, last_day=last, **{"kind": "holiday", "part": "day", **given})
    done("leave.request", key)
    return key


def test_days_say_what_takes_the_time_and_where_somebody_is(anybody: Actor) -> None:
    house = made("organisation", name="House", kind="department")
    harbour = made("site", organisation=house, name="Harbour")
    ann = person("Ann", country="GB", region="ENG", pattern=FULL)
    approved(ann, "2026-12-23", "2026-12-23", "afternoon", kind="sickness")
    approved(ann, "2026-12-24", "2026-12-27")
    made("whereabouts", person=ann, first_day="2026-12-22", last_day="2026-12-24", place="site", site=harbour, overnight=True)
    found = asked("person.days", anybody, from_="2026-12-22", to="2026-12-26")
    assert titles(found, "day", "minutes", "holiday", "leave", "site", "overnight") == [
        ("2026-12-22", 420, "", "", "Harbour", True),
        ("2026-12-23", 210, "", "afternoon", "Harbour", True),
        ("2026-12-24", 0, "", "day", None, False),
        ("2026-12-25", 0, "Christmas Day", "", None, False),
        ("2026-12-26", 0, "Boxing Day", "", None, False),
    ]
    assert "sickness" not in str(found.rows)


def test_days_are_those_of_a_team_with_its_parts_or_of_one_person(anybody: Actor) -> None:
    above = made("team", name="Engineers")
    below = made("team", name="Networks", part_of=above)
    ann, _ = person("Ann", team=below, pattern=FULL), person("Bob", pattern=FULL)
    day = {"from_": "2026-06-08", "to": "2026-06-08"}
    assert titles(asked("person.days", anybody, team=above, **day), "person") == ["Ann"]
    assert titles(asked("person.days", anybody, person=ann, **day), "person") == ["Ann"]
    assert titles(asked("person.days", anybody, **day), "person") == ["Ann", "Bob"]


def test_leave_is_weighed_before_it_is_asked_for(anybody: Actor) -> None:
    ann = person("Ann", country="GB", region="ENG", pattern=FULL)
    approved(ann, "2026-12-29", "2026-12-30")
    (row,) = asked("person.leave-cost", anybody, person=ann, from_="2026-12-22", to="2026-12-30").rows
    assert row["takes"] == "5" and row["holidays"].startswith("Christmas Day (2026-12-25)")
    assert (row["clash_from"], row["clash_to"]) == ("2026-12-29", "2026-12-30")
    (half,) = asked("person.leave-cost", anybody, person=ann, from_="2026-12-22", to="2026-12-23", part="morning").rows
    assert half["takes"] == "1" and half["clash_from"] is None
    with pytest.raises(Invalid, match="before"):
        asked("person.leave-cost", anybody, person=ann, from_="2026-12-22", to="2026-12-21")


def test_nobody_weighs_the_leave_of_whom_they_may_not_ask_about(anybody: Actor, staff: Any) -> None:
    account = staff("Bob", "person.view")
    bob, ann = person("Bob", account=account, pattern=FULL), person("Ann", pattern=FULL)
    own = actor_of(Account.objects.get(pk=staff("Bob", "person.leave-cost", kind="own").account))
    days = {"from_": "2026-06-08", "to": "2026-06-08"}
    assert len(asked("person.leave-cost", own, person=bob, **days).rows) == 1
    assert asked("person.leave-cost", own, person=ann, **days).rows == ()


@pytest.fixture
def office(anybody: Actor, staff: Any) -> dict[str, Actor]:
    """Ann and Bob report to Mia, for whom Sam stands in while she is away."""
    needed = ("leave.view", "leave.waiting", "leave.approve", "leave.refuse", "leave.reconsider", "person.view", "person-skill.view")
    actors = {name: staff(name, *needed) for name in ("Mia", "Sam", "Ann")}
    people = {"Mia": person("Mia", account=actors["Mia"], pattern=FULL)}
    people["Sam"] = person("Sam", account=actors["Sam"], pattern=FULL)
    people["Ann"] = person("Ann", account=actors["Ann"], manager=people["Mia"], pattern=FULL)
    people["Bob"] = person("Bob", manager=people["Mia"], pattern=FULL)
    made("stand-in", person=people["Mia"], stand_in=people["Sam"], first_day="2026-06-01", last_day="2026-06-30")
    approved(people["Mia"], "2026-06-10", "2026-06-12")
    requested(people["Ann"], "2026-07-06", "2026-07-10")
    requested(people["Bob"], "2026-07-03", "2026-07-06", part="morning")
    return actors


def test_what_waits_says_for_whom_and_how_many_days_it_takes(office: dict[str, Actor]) -> None:
    with standing_at(at("2026-06-08")):
        mia, sam, ann = (asked("leave.waiting", office[name]) for name in ("Mia", "Sam", "Ann"))
    assert titles(mia, "person", "takes", "yours", "place") == [("Bob", "1", True, None), ("Ann", "5", True, None)]
    assert all(titles(mia, "nearest")) and not any(titles(sam, "nearest"))
    assert not any(titles(sam, "yours")) and not any(titles(ann, "yours"))


def test_what_waits_is_asked_for_as_far_as_it_is_ones_own_or_a_teams(office: dict[str, Actor], anybody: Actor) -> None:
    team = made("team", name="Networks")
    Person.objects.filter(name="Bob").update(team=team)
    with standing_at(at("2026-06-08")):
        assert titles(asked("leave.waiting", office["Mia"], whose="nearest"), "person") == ["Bob", "Ann"]
        assert titles(asked("leave.waiting", office["Ann"], whose="yours"), "person") == []
        assert titles(asked("leave.waiting", anybody, team=team), "person") == ["Bob"]
    with standing_at(at("2026-06-11")):
        assert titles(asked("leave.waiting", office["Sam"], whose="yours"), "person") == ["Bob", "Ann"]


def test_balances_and_absences_are_asked_of_several_people_at_once(anybody: Actor) -> None:
    keys = {name: person(name, pattern=FULL) for name in ("Ann", "Bob", "Cy")}
    for one in keys.values():
        made("leave-allowance", person=one, first_day="2026-01-01", last_day="2026-12-31", half_days="25")
        approved(one, "2026-06-10", "2026-06-12")
    numbers = dict(Person.objects.values_list("pk", "number"))
    both = [numbers[keys["Ann"]].lower(), str(keys["Cy"])]
    assert titles(asked("leave-allowance.balance", anybody, people=both, on="2026-06-01"), "person") == ["Ann", "Cy"]
    assert titles(asked("person.away", anybody, people=both, from_="2026-06-01", to="2026-06-30"), "person") == ["Ann", "Cy"]
    assert titles(asked("person.away", anybody, people=["PER-999"], from_="2026-06-01", to="2026-06-30"), "person") == []


def test_the_matrix_is_asked_for_some_people_at_a_time(anybody: Actor) -> None:
    routing = made("skill", name="Routing")
    for name in ("Ann", "Bob", "Cy", "Dee"):
        made("person-skill", person=person(name), skill=routing, level=3, evidence="Ten sites")
    person("Eve")
    found = asked("person.skill-matrix", anybody, limit=2, offset=1)
    assert titles(found, "person") == ["Bob", "Cy"] and "People 2 to 3 of 4, by name." in map(str, found.notes)
    assert titles(asked("person.skill-matrix", anybody, offset=3), "person") == ["Dee"]
    assert asked("person.skill-matrix", anybody, limit=2, offset=9).rows == ()


@pytest.mark.duty_part("SR-16", "who stands in sees what waits for them, and in whose place", where="milepost leave waiting")
def test_what_waits_for_somebody_who_is_away_waits_for_who_stands_in(office: dict[str, Actor]) -> None:
    with standing_at(at("2026-06-11")):
        found = asked("leave.waiting", office["Sam"])
    assert titles(found, "person", "yours", "place") == [("Bob", True, "Mia"), ("Ann", True, "Mia")]
    assert asker().account is None


def test_a_decision_is_taken_back_by_who_may_decide_and_by_nobody_else(office: dict[str, Actor]) -> None:
    one = Leave.objects.get(person__name="Ann")
    with standing_at(at("2026-06-08")):
        batch = perform(operation_named("leave.approve"), office["Mia"], on=[one.pk]).batch
        way = way_back(office["Mia"], batch)
        assert way is not None and way.main.operation.name == "leave.reconsider"
        with pytest.raises(Denied):
            perform(operation_named("leave.reconsider"), office["Sam"], on=[one.pk])
        undo(office["Mia"], batch)
    one.refresh_from_db()
    assert (one.state, one.decided_by, one.decided_for, one.decided_at) == ("requested", None, None, None)


def test_a_refusal_is_taken_back_but_not_onto_days_that_were_given_away(office: dict[str, Actor]) -> None:
    one = Leave.objects.get(person__name="Ann")
    with standing_at(at("2026-06-08")):
        perform(operation_named("leave.refuse"), office["Mia"], on=[one.pk], given={"reason": "too many"})
        requested(Person.objects.get(name="Ann").pk, "2026-07-08", "2026-07-08")
        with pytest.raises(Invalid, match="already"):
            perform(operation_named("leave.reconsider"), office["Mia"], on=[one.pk])


def test_a_skill_that_hangs_on_one_person_is_told_first_and_with_their_name(anybody: Actor) -> None:
    firewalls, routing, surveys = (made("skill", name=name) for name in ("Firewalls", "Routing", "Surveys"))
    ann, bob = person("Ann"), person("Bob")
    for who, skill, level in ((ann, firewalls, 3), (ann, routing, 5), (bob, routing, 3), (bob, firewalls, 2), (bob, surveys, 1)):
        made("person-skill", person=who, skill=skill, level=level)
    found = asked("person.skill-cover", anybody)
    assert titles(found, "skill", "cover", "able", "learning", "only") == [
        ("Surveys", "nobody", 0, 1, None),
        ("Firewalls", "one", 1, 1, "Ann"),
        ("Routing", "several", 2, 0, None),
    ]


def test_the_matrix_is_narrowed_to_a_work_role(anybody: Actor) -> None:
    trainer, skill = made("work-role", name="Trainer"), made("skill", name="Teaching")
    for name, role in (("Ann", trainer), ("Bob", None)):
        made("person-skill", person=person(name, **({"work_role": role} if role else {})), skill=skill, level=3)
    assert titles(asked("person.skill-matrix", anybody, work_role=trainer), "person") == ["Ann"]
    assert titles(asked("person.skill-cover", anybody, work_role=trainer), "able") == [1]


def test_which_permissions_reach_somebody_is_asked_in_one_query(anybody: Actor, staff: Any, django_assert_num_queries: Any) -> None:
    account = staff("Bob", "person.view")
    bob, ann = person("Bob", account=account), person("Ann")
    own = actor_of(Account.objects.get(pk=staff("Bob", "leave.view", kind="own").account))
    wanted = ("person.view", "leave.view", "certificate.view")
    with django_assert_num_queries(1):
        assert held_on(entity("person"), own, wanted, bob) == {"person.view", "leave.view"}
    assert held_on(entity("person"), own, wanted, ann) == {"person.view"}
    with django_assert_num_queries(0):
        assert held_on(entity("person"), anybody, wanted, ann) == set(wanted)
