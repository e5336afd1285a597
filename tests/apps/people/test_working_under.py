"""Who works under somebody: their drafts are countersigned by the one who is named, or who acts for that one."""

from typing import Any

import pytest

from milepost.apps.people.models import Person
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import standing_at
from milepost.kernel.countersigning.authority import over, under
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.models import Account, Draft, Grant, JournalEntry
from milepost.kernel.operations import operation_named, perform
from tests.apps.people.crew import approved, at, made, person

DRAFTING = ("draft.view", "draft.inputs", "draft.create", "draft.submit")
DECIDING = ("draft.view", "draft.inputs", "draft.countersign", "draft.return", "person.view", "person.edit")
DAY = "2026-07-15"


@pytest.fixture
def crew(anybody: Actor, staff: Any) -> dict[str, Actor]:
    """Ann's manager is Max, and she works under Mia; Sam stands in for Mia in July; Ben's manager is Mia, and nobody else is named."""
    actors = {name: staff(name, *DRAFTING, kind="own") for name in ("Ann", "Ben", "Mia", "Max", "Sam")}
    keys = {name: person(name, account=actors[name]) for name in ("Max", "Mia", "Sam")}
    person("Ann", account=actors["Ann"], manager=keys["Max"], works_under=keys["Mia"])
    person("Ben", account=actors["Ben"], manager=keys["Mia"])
    made("stand-in", person=keys["Mia"], stand_in=keys["Sam"], first_day="2026-07-01", last_day="2026-07-31")
    staff("Ann", "person.view", "person.edit")
    Grant.objects.filter(account=actors["Ann"].account, scope_kind="house").update(countersigned=True)
    for name in ("Mia", "Max", "Sam"):
        staff(name, *DECIDING)
    return {name: actor_of(Account.objects.get(pk=actor.account)) for name, actor in actors.items()}


def names(accounts: Any) -> set[str]:
    return set(Account.objects.filter(pk__in=list(accounts)).values_list("name", flat=True))


def submitted(ann: Actor, **inputs: Any) -> int:
    record = Person.objects.get(name="Ben").pk
    given = {"operation": "person.edit", "record": record, "inputs": inputs or {"phone": "0123"}}
    draft = perform(operation_named("draft.create"), ann, given=given).records[0].pk
    perform(operation_named("draft.submit"), ann, on=[draft])
    return draft


def countersign(who: Actor, draft: int, day: str = DAY) -> None:
    with standing_at(at(day)):
        perform(operation_named("draft.countersign"), who, on=[draft])


def test_it_is_the_one_who_is_named_and_else_the_manager_and_nobody_further_up(crew: dict[str, Actor]) -> None:
    with standing_at(at(DAY)):
        assert names(over(crew["Ann"].account)) == {"Mia"} == names(over(crew["Ben"].account))
        assert over(crew["Max"].account) == {} == over(None)
        assert names(under(crew["Mia"].account)) == {"Ann", "Ben"} and under(crew["Max"].account) == [] == under(crew["Sam"].account)


@pytest.mark.duty_part("APM-20", "a stand-in countersigns while the named manager is away", where="milepost draft countersign")
def test_who_stands_in_countersigns_while_the_other_is_away(crew: dict[str, Actor]) -> None:
    draft = submitted(crew["Ann"])
    with pytest.raises(Denied, match="by whom its author works under"):
        countersign(crew["Sam"], draft)
    approved(Person.objects.get(name="Mia").pk, "2026-07-13", "2026-07-17")
    with standing_at(at(DAY)):
        assert names(under(crew["Sam"].account)) == {"Ann", "Ben"}
    countersign(crew["Sam"], draft)
    entry = JournalEntry.objects.get(operation="person.edit")
    assert [crew[name].account for name in ("Sam", "Mia", "Ann")] == [entry.account_id, entry.in_place_of_id, entry.drafted_by_id]
    assert Person.objects.get(name="Ben").phone == "0123"


def test_a_manager_further_up_does_not_countersign(crew: dict[str, Actor]) -> None:
    with pytest.raises(Denied):
        countersign(crew["Max"], submitted(crew["Ann"]))


def test_who_stands_in_for_their_own_manager_does_not_countersign_for_themselves(crew: dict[str, Actor], staff: Any) -> None:
    ann, mia = (Person.objects.get(name=name).pk for name in ("Ann", "Mia"))
    made("stand-in", person=mia, stand_in=ann, first_day="2026-07-01", last_day="2026-07-31")
    approved(mia, "2026-07-13", "2026-07-17")
    staff("Ann", *DECIDING[:4])
    draft = submitted(crew["Ann"])
    with pytest.raises(Denied, match="Nobody countersigns their own"):
        countersign(actor_of(Account.objects.get(name="Ann")), draft)
    countersign(crew["Sam"], draft)


def test_who_has_left_countersigns_no_more(crew: dict[str, Actor]) -> None:
    draft = submitted(crew["Ann"])
    Person.objects.filter(name="Mia").update(state="left")
    with pytest.raises(Denied):
        countersign(crew["Mia"], draft)
    assert Draft.objects.get(pk=draft).state == "submitted"


def test_nobody_works_under_themselves_through_others(crew: dict[str, Actor], anybody: Actor) -> None:
    mia, ann = (Person.objects.get(name=name).pk for name in ("Mia", "Ann"))
    with pytest.raises(Invalid, match="nobody countersigns for themselves, not even through others: Mia → Ann → Mia"):
        perform(operation_named("person.edit"), anybody, on=[mia], given={"works_under": ann})


def test_drafts_are_reached_by_those_who_countersign_them(crew: dict[str, Actor], staff: Any) -> None:
    draft = submitted(crew["Ann"])
    Grant.objects.filter(account__name__in=("Mia", "Max"), scope_kind="house").delete()
    for name in ("Mia", "Max"):
        staff(name, *DECIDING[:4], kind="works-under")
        staff(name, "person.view", "person.edit")
    with pytest.raises(Missing):
        countersign(actor_of(Account.objects.get(name="Max")), draft)
    countersign(actor_of(Account.objects.get(name="Mia")), draft)
