"""Who is away, who is where, who can do what, who has time for it, and how much leave is left."""

from typing import Any

import pytest

from milepost.apps.people.models import Person
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import standing_at
from milepost.kernel.entity import entity
from milepost.kernel.errors import Invalid
from milepost.kernel.models import Account
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.questions import Given, ask, questions
from milepost.kernel.questions.question import question
from tests.apps.people.crew import FULL, approved, at, done, made, person


def asked(name: str, actor: Actor, **given: Any) -> Given:
    found = next(one for one in questions() if one.name == name)
    return ask(found, actor, {word.removesuffix("_"): value for word, value in given.items()})


def titles(found: Given, *names: str) -> list[Any]:
    rows = [tuple(row[name]["title"] if isinstance(row[name], dict) else row[name] for name in names) for row in found.rows]
    return [row[0] if len(row) == 1 else row for row in rows]


def test_who_is_away_and_who_stands_in(anybody: Actor) -> None:
    ann, bob, cat = person("Ann"), person("Bob"), person("Cat")
    approved(ann, "2026-06-08", "2026-06-12", kind="sickness")
    approved(bob, "2026-06-14", "2026-06-14", "morning")
    approved(cat, "2026-06-15", "2026-06-19")
    for stand_in in (bob, cat):
        made("stand-in", person=ann, stand_in=stand_in, first_day="2026-06-10", last_day="2026-06-30")
    made("leave", person=cat, kind="holiday", first_day="2026-06-09", last_day="2026-06-09")
    with standing_at(at("2026-06-08")):
        found = asked("person.away", anybody)
    assert titles(found, "person", "part", "stand_in") == [("Ann", "day", "Bob"), ("Ann", "day", "Cat"), ("Bob", "morning", None)]
    assert "sickness" not in str(found.rows)


@pytest.mark.duty_part("PS-5", "who is where, at short notice and away from home included", where="milepost person where")
def test_who_is_where_and_has_how_much_time(anybody: Actor) -> None:
    house = made("organisation", name="House", kind="department")
    office, harbour = (made("site", organisation=house, name=name) for name in ("Office", "Harbour"))
    ann, bob, cat = (person(name, site=office, country="GB", pattern=FULL) for name in ("Ann", "Bob", "Cat"))
    person("Dan", country="GB", pattern=FULL)
    made("whereabouts", person=bob, first_day="2026-06-08", last_day="2026-06-10", place="site", site=harbour, overnight=True)
    approved(ann, "2026-06-09", "2026-06-09", "afternoon")
    approved(cat, "2026-06-09", "2026-06-09")
    found = asked("person.where", anybody, on="2026-06-09")
    assert titles(found, "person", "place", "site", "overnight", "until", "minutes") == [
        ("Ann", "usual", "Office", False, None, 210),
        ("Bob", "site", "Harbour", True, "2026-06-10", 420),
        ("Cat", "away", None, False, None, 0),
        ("Dan", "unknown", None, False, None, 420),
    ]


def test_public_holidays_are_those_of_where_people_work(anybody: Actor) -> None:
    for name, region in (("Ann", "SCT"), ("Bob", "ENG"), ("Cat", "ENG")):
        person(name, country="GB", region=region)
    found = asked("person.public-holidays", anybody, from_="2026-01-01", to="2026-01-05")
    assert titles(found, "day", "region", "people") == [("2026-01-01", "ENG", 2), ("2026-01-01", "SCT", 1), ("2026-01-02", "SCT", 1)]
    other = asked("person.public-holidays", anybody, from_="2026-07-04", to="2026-07-04", country="us")
    assert titles(other, "name", "country", "people") == [("Independence Day", "US", 0)]
    for given, said in (
        ({"country": "UK"}, "the United Kingdom is GB"),
        ({"country": "GB", "region": "KENT"}, "known are ENG, NIR, SCT, WLS"),
    ):
        with pytest.raises(Invalid, match=said):
            asked("person.public-holidays", anybody, from_="2026-01-01", to="2026-01-05", **given)


@pytest.fixture
def skilled(anybody: Actor, staff: Any) -> dict[str, int]:
    """Ann and Bob report to Mia; Ann works alone with firewalls, Bob wants to, Cat has no skill listed."""
    keys = {"Mia": person("Mia", account=staff("Mia", "person-skill.view", "person-skill.confirm"))}
    keys |= {name: person(name, manager=keys["Mia"], country="GB", pattern=FULL) for name in ("Ann", "Bob")}
    keys |= {"Cat": person("Cat"), "firewalls": made("skill", name="Firewalls", category="Networks"), "sql": made("skill", name="SQL")}
    keys["held"] = made("person-skill", person=keys["Ann"], skill=keys["firewalls"], level=3, evidence="four projects")
    made("person-skill", person=keys["Bob"], skill=keys["firewalls"], level=1, wanted=True)
    made("person-skill", person=keys["Ann"], skill=keys["sql"], level=0, wanted=True)
    return keys


@pytest.mark.duty_part(
    "MSP-10", "each member's skills, confirmed or not, and what they want to work with", where="milepost person skill-matrix"
)
def test_the_skill_matrix_says_who_can_what_and_who_wants_to(skilled: dict[str, int], anybody: Actor) -> None:
    perform(operation_named("person-skill.confirm"), actor_of(Account.objects.get(name="Mia")), on=[skilled["held"]])
    found = asked("person.skill-matrix", anybody)
    assert titles(found, "person", "skill", "shown") == [("Ann", "SQL", "0?+"), ("Ann", "Firewalls", "3"), ("Bob", "Firewalls", "1?+")]
    assert "No skill is listed for Cat, Mia." in found.notes
    assert titles(asked("person.skill-matrix", anybody, category="networks"), "skill") == ["Firewalls", "Firewalls"]


def test_who_can_do_something_and_has_time_is_found(skilled: dict[str, int], anybody: Actor) -> None:
    week = {"skill": skilled["firewalls"], "from_": "2026-06-08", "to": "2026-06-12"}
    assert titles(asked("person.skilled", anybody, **week), "person", "minutes") == [("Ann", 2100)]
    approved(skilled["Ann"], "2026-06-08", "2026-06-09")
    assert titles(asked("person.skilled", anybody, level=1, **week), "person", "minutes") == [("Bob", 2100), ("Ann", 1260)]
    assert titles(asked("person.skilled", anybody, level=1, minutes="30h", **week), "person") == ["Bob"]
    approved(skilled["Ann"], "2026-06-10", "2026-06-12")
    assert titles(asked("person.skilled", anybody, **week), "person") == []


@pytest.mark.duty_part("MSP-10", "a team's objectives and each member's role", where="milepost team members")
def test_a_team_says_what_it_is_for_and_who_does_what_in_it(anybody: Actor) -> None:
    lead, engineer, trainer = (made("work-role", name=name) for name in ("Lead engineer", "Engineer", "Trainer"))
    team = made("team", name="Networks", objectives="No unplanned outage.")
    ann = person("Ann", team=team, work_role=lead)
    person("Bob", team=team, work_role=engineer)
    made("team-member", team=team, person=person("Cat", work_role=engineer), work_role=trainer)
    done("team.edit", team, lead=ann)
    found = asked("team.members", anybody, team=team)
    assert titles(found, "person", "part", "work_role") == [
        ("Ann", "lead", "Lead engineer"),
        ("Bob", "member", "Engineer"),
        ("Cat", "further", "Trainer"),
    ]
    assert found.notes == ("Networks: No unplanned outage.",)


def test_the_balance_of_leave_counts_half_days_on_which_one_would_have_worked(anybody: Actor) -> None:
    ann = person("Ann", country="GB", region="ENG", pattern=FULL)
    made("leave-allowance", person=ann, first_day="2026-04-01", last_day="2027-03-31", half_days="25.5")
    approved(ann, "2026-05-01", "2026-05-05")
    approved(ann, "2026-08-03", "2026-08-04", "morning")
    approved(ann, "2026-08-10", "2026-08-14", kind="sickness")
    approved(ann, "2027-03-31", "2027-04-01")
    done("leave.request", made("leave", person=ann, kind="holiday", first_day="2026-09-07", last_day="2026-09-08"))
    with standing_at(at("2026-06-15")):
        (row,) = asked("leave-allowance.balance", anybody).rows
    told = {name: row[name] for name in ("allowance", "taken", "booked", "requested", "left")}
    assert told == {"allowance": "25.5", "taken": "2", "booked": "2", "requested": "2", "left": "21.5"}


def test_allowances_of_one_person_do_not_overlap(anybody: Actor) -> None:
    ann = person("Ann")
    made("leave-allowance", person=ann, first_day="2026-04-01", last_day="2027-03-31", half_days="25")
    made("leave-allowance", person=person("Bob"), first_day="2026-04-01", last_day="2027-03-31", half_days="25")
    with pytest.raises(Invalid, match="there is an allowance from 2026-04-01 to 2027-03-31 already"):
        made("leave-allowance", person=ann, first_day="2027-03-31", last_day="2028-03-30", half_days="25")
    for half_days, said in (("25.3", "no whole or half days"), ("-1", "lie outside 0 to 366"), ("many", "is no number")):
        with pytest.raises(Invalid, match=said):
            made("leave-allowance", person=ann, first_day="2027-04-01", last_day="2028-03-30", half_days=half_days)


def test_a_person_is_in_one_place_at_a_time(anybody: Actor) -> None:
    ann = person("Ann")
    made("whereabouts", person=ann, first_day="2026-06-08", last_day="2026-06-10", place="home")
    with pytest.raises(Invalid, match="it is said already where they are from 2026-06-08 to 2026-06-10"):
        made("whereabouts", person=ann, first_day="2026-06-10", last_day="2026-06-12", place="travelling")
    with pytest.raises(Invalid, match="which site"):
        made("whereabouts", person=ann, first_day="2026-06-11", last_day="2026-06-12", place="site")
    rows = [{"person": ann, "first_day": day, "last_day": "2026-06-20", "place": "home"} for day in ("2026-06-18", "2026-06-20")]
    with pytest.raises(Invalid, match="from 2026-06-18 to 2026-06-20"):
        perform(operation_named("whereabouts.create"), anybody, given=rows)


def test_titles_of_what_one_may_not_see_are_not_told(anybody: Actor, staff: Any) -> None:
    person("Ann", country="GB", pattern=FULL, site=made("site", organisation=made("organisation", name="O", kind="client"), name="Secret"))
    asker = staff("Asker", "person.view", "person.where")
    (row,) = asked("person.where", asker, on="2026-06-09").rows
    assert row["person"]["title"] == "Ann" and row["site"]["title"] is None


def test_a_question_that_is_not_written_right_is_not_taken(anybody: Actor) -> None:
    def unsaid(people: Any) -> None: ...

    def undefaulted(people: Any, *, day: "object") -> None:
        """Says something."""

    with pytest.raises(TypeError, match="needs a sentence"):
        question(entity("person"), "unsaid", gives={})(unsaid)
    with pytest.raises(TypeError, match="is no input"):
        question(entity("person"), "undefaulted", gives={})(undefaulted)
    with pytest.raises(ValueError, match="is taken"):
        question(entity("person"), "list", gives={})(undefaulted)
    assert Person.objects.count() == 0
