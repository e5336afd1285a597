"""Skills of people: assessed by themselves or others, confirmed by somebody above."""

from typing import Any

import pytest

from milepost.apps.people.models import Person, PersonSkill
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import approved, at, made, person

OWN = ("person.view", "skill.view", "person-skill.view", "person-skill.create", "person-skill.edit", "person-skill.confirm")


@pytest.fixture
def crew(anybody: Actor, staff: Any) -> dict[str, Actor]:
    """Ann reports to Mia, for whom Sam stands in."""
    mia = person("Mia", account=staff("Mia", *OWN))
    sam = person("Sam", account=staff("Sam", *OWN))
    person("Ann", account=staff("Ann", *OWN, kind="own"), manager=mia)
    staff("Ann", "skill.view")
    made("stand-in", person=mia, stand_in=sam, first_day="2026-06-01", last_day="2026-06-30")
    return {account.name: actor_of(account) for account in Account.objects.all()}


def assessed(actor: Actor, level: int = 3) -> int:
    given = {"person": Person.objects.get(name="Ann").pk, "skill": made("skill", name="Firewalls"), "level": level, "evidence": "four"}
    with standing_at(at("2026-06-08")):
        return perform(operation_named("person-skill.create"), actor, given=given).records[0].pk


def do(verb: str, actor: Actor, skill: int, **given: Any) -> PersonSkill:
    with standing_at(at("2026-06-10")):
        perform(operation_named(f"person-skill.{verb}"), actor, on=[skill], given=given)
    return PersonSkill.objects.get(pk=skill)


def test_who_gives_a_level_has_assessed_it(crew: dict[str, Actor]) -> None:
    found = PersonSkill.objects.get(pk=assessed(crew["Ann"]))
    assert found.assessed_by is not None and found.assessed_by.name == "Ann" and str(found.assessed_on) == "2026-06-08"
    found = do("edit", crew["Mia"], found.pk, level=2)
    assert found.assessed_by is not None and found.assessed_by.name == "Mia" and str(found.assessed_on) == "2026-06-10"


def test_somebody_above_confirms_and_nobody_does_for_themselves(crew: dict[str, Actor]) -> None:
    skill = assessed(crew["Ann"])
    for name in ("Ann", "Sam"):
        with pytest.raises(Denied, match="A level of skill is decided by the person's manager"):
            do("confirm", crew[name], skill)
    found = do("confirm", crew["Mia"], skill)
    assert found.confirmed_by is not None and found.confirmed_by.name == "Mia" and str(found.confirmed_on) == "2026-06-10"


def test_who_stands_in_confirms_in_the_place_of_the_other(crew: dict[str, Actor]) -> None:
    skill = assessed(crew["Ann"])
    approved(Person.objects.get(name="Mia").pk, "2026-06-08", "2026-06-12")
    found = do("confirm", crew["Sam"], skill)
    assert found.confirmed_for is not None and found.confirmed_for.name == "Mia"
    assert JournalEntry.objects.latest("id").in_place_of_id == crew["Mia"].account


CHANGES = [({"level": 4}, False), ({"evidence": "five"}, False), ({"wanted": True}, True), ({"level": 3}, True)]


@pytest.mark.parametrize(("given", "kept"), CHANGES)
def test_what_was_confirmed_of_one_level_is_not_of_another(given: dict[str, Any], kept: bool, crew: dict[str, Actor]) -> None:
    skill = assessed(crew["Ann"])
    do("confirm", crew["Mia"], skill)
    found = do("edit", crew["Ann"], skill, **given)
    assert (found.confirmed_on is not None) == kept == (found.confirmed_by_id is not None)


@pytest.mark.parametrize("level", [-1, 6])
def test_a_level_lies_between_none_and_five(level: int, crew: dict[str, Actor]) -> None:
    with pytest.raises(Invalid, match="lies outside 0 to 5"):
        assessed(crew["Ann"], level)
