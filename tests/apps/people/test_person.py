"""People: who is above whom, where they work, and which account is theirs."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from milepost.apps.people.entities import PERSON
from milepost.apps.people.jobs import note_who_left
from milepost.apps.people.models import Person
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Denied, Invalid, Missing
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page
from milepost.kernel.settings import today_here
from tests.apps.people.crew import done, made, person


def do(what: str, actor: Actor, on: int, **given: Any) -> Person:
    perform(operation_named(f"person.{what}"), actor, on=[on], given=given)
    return Person.objects.get(pk=on)


def test_nobody_is_above_themselves(anybody: Actor) -> None:
    max_ = person("Max")
    mia = person("Mia", manager=max_)
    ann = person("Ann", manager=mia)
    with pytest.raises(Invalid, match="nobody is above themselves: Max → Ann → Mia → Max"):
        do("edit", anybody, max_, manager=ann)
    with pytest.raises(Invalid, match="nobody is above themselves: Ann → Ann"):
        do("edit", anybody, ann, manager=ann)
    assert Person.objects.get(pk=max_).manager_id is None
    do("edit", anybody, ann, manager=max_)
    do("edit", anybody, mia, manager=ann)


def test_a_set_of_people_is_looked_at_together(anybody: Actor) -> None:
    ann, bob = person("Ann"), person("Bob")
    with pytest.raises(Invalid, match="nobody is above themselves"):
        perform(operation_named("person.edit"), anybody, on=[ann, bob], given=[{"manager": bob}, {"manager": ann}])
    assert not Person.objects.exclude(manager=None).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"country": "GB", "region": "KENT"}, "GB has no region 'KENT'; known are ENG, NIR, SCT, WLS"),
        ({"country": "UK"}, "country: 'UK' is no country of ISO 3166; .*the United Kingdom is GB"),
        ({"country": "Great Britain"}, "is no country"),
        ({"region": "SCT"}, "a region lies in a country"),
        ({"country": "IE", "region": "D"}, "IE has no region 'D'; it has none"),
    ],
)
def test_public_holidays_are_asked_for_a_place_that_there_is(given: dict[str, str], said: str, anybody: Actor) -> None:
    with pytest.raises(Invalid, match=said):
        made("person", name="Ann", **given)
    made("person", name="Ann", country="gb", region="sct")
    found = Person.objects.get()
    assert (found.country, found.region) == ("GB", "SCT")


def test_with_their_account_people_reach_what_is_their_own(anybody: Actor, staff: Any) -> None:
    ann, other = person("Ann"), person("Bob")
    actor = staff("Ann", "person.view", "person.change-details", kind="own")
    assert read_page(PERSON, actor, question_from(PERSON, actor, {})).count == 0
    do("connect", anybody, ann, account=actor.account)
    assert [row["id"] for row in read_page(PERSON, actor, question_from(PERSON, actor, {})).rows] == [ann]
    assert do("change-details", actor, ann, phone="0123", email="ann@example.org").phone == "0123"
    assert do("change-details", actor, ann, phone="").email == "ann@example.org"
    with pytest.raises(Missing):
        do("change-details", actor, other, phone="0123")
    with pytest.raises(Denied):
        do("edit", actor, ann, name="Queen")
    do("disconnect", anybody, ann)
    assert read_page(PERSON, actor, question_from(PERSON, actor, {})).count == 0


def test_an_account_is_one_persons_and_of_the_house(anybody: Actor, staff: Any) -> None:
    ann, bob = person("Ann"), person("Bob")
    actor = staff("Ann")
    do("connect", anybody, ann, account=actor.account)
    with pytest.raises(Invalid, match="another record has this already"):
        do("connect", anybody, bob, account=actor.account)
    with pytest.raises(Invalid, match="Ann has an account already; disconnect that first"):
        do("connect", anybody, ann, account=staff("Other").account)
    client = Account.objects.create(email="c@example.com", name="C", kind="client")
    closed = Account.objects.create(email="d@example.com", name="D", is_active=False)
    for account, said in ((client, "a client's person"), (closed, "this account is closed")):
        with pytest.raises(Invalid, match=said):
            do("connect", anybody, bob, account=account.pk)
    assert Person.objects.get(pk=bob).account_id is None


def test_nobody_chooses_who_is_above_them(anybody: Actor, staff: Any) -> None:
    mia, zoe = person("Mia"), person("Zoe")
    office = staff("Office", "person.view", "person.edit")
    own = person("Office", account=office, manager=mia)
    for given in ({"manager": zoe}, {"works_under": zoe}, {"manager": None}):
        with pytest.raises(Denied, match="Nobody chooses who is above them"):
            do("edit", office, own, **given)
    assert do("edit", office, own, phone="0123").phone == "0123"
    assert do("edit", office, zoe, manager=mia).manager_id == mia


def test_who_leaves_and_comes_back(anybody: Actor) -> None:
    ann = person("Ann", joined_on="2020-01-06")
    with pytest.raises(Invalid, match="they left before they joined"):
        do("leave", anybody, ann, last_day="2019-12-31")
    assert do("leave", anybody, ann, last_day="2024-06-28").state == "left"
    assert do("return", anybody, ann).left_on is None
    assert [entry.operation for entry in JournalEntry.objects.filter(entity="person").order_by("id")] == [
        "person.create",
        "person.leave",
        "person.return",
    ]


def test_who_leaves_on_a_day_to_come_is_here_until_then(anybody: Actor) -> None:
    ann = person("Ann")
    today = today_here()
    coming = str(today + timedelta(days=2))
    with pytest.raises(Invalid, match="still to come"):
        do("leave", anybody, ann, last_day=coming)
    planned = do("plan-leaving", anybody, ann, last_day=coming)
    assert (planned.state, str(planned.left_on)) == ("active", coming)
    for days, state in ((2, "active"), (3, "left")):
        with standing_at(datetime.combine(today + timedelta(days=days), time(12), tzinfo=UTC)):
            note_who_left.func().apply()
        assert Person.objects.get(pk=ann).state == state
    with pytest.raises(Invalid, match="has gone by"):
        do("plan-leaving", anybody, person("Bob"), last_day=str(today - timedelta(days=1)))


def test_who_has_left_stands_in_for_nobody(anybody: Actor) -> None:
    ann, bob = person("Ann"), person("Bob")
    done("person.leave", bob, last_day="2024-06-28")
    with pytest.raises(Invalid, match="they have left"):
        made("stand-in", person=ann, stand_in=bob, first_day="2026-07-01", last_day="2026-07-31")


def test_a_team_is_no_part_of_itself_and_further_members_come_from_others(anybody: Actor) -> None:
    whole = made("team", name="Delivery")
    part = made("team", name="Networks", part_of=whole)
    with pytest.raises(Invalid, match="a team cannot be part of its own parts: Delivery → Networks → Delivery"):
        done("team.edit", whole, part_of=part)
    ann = person("Ann", team=part)
    with pytest.raises(Invalid, match="this is the team they belong to"):
        made("team-member", team=part, person=ann)
    made("team-member", team=whole, person=ann)
    with pytest.raises(Invalid, match="they are a member of it already"):
        made("team-member", team=whole, person=ann)


def test_one_grant_to_a_group_lets_each_reach_their_own_line(anybody: Actor, staff: Any) -> None:
    mia = staff("Mia", "person.view", kind="line")
    top = person("Mia", account=mia)
    ann = person("Ann", manager=top)
    person("Zoe")
    rows = read_page(PERSON, actor_of(Account.objects.get(name="Mia")), question_from(PERSON, mia, {})).rows
    assert {row["id"] for row in rows} == {top, ann}
