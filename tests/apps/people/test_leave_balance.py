"""How much leave is left: of annual leave, and of every other kind of which somebody has days."""

from typing import Any

import pytest

from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Invalid
from milepost.kernel.models import Account
from tests.apps.people.crew import FULL, approved, at, done, made, person
from tests.apps.people.test_questions import asked, titles

YEAR = {"first_day": "2026-01-01", "last_day": "2026-12-31"}


@pytest.fixture
def ann(anybody: Actor) -> int:
    """With 25 days of annual leave and 5 for training, of which one is taken and one half booked."""
    key = person("Ann", pattern=FULL)
    made("leave-allowance", person=key, kind="training", half_days="5", **YEAR)
    made("leave-allowance", person=key, half_days="25", **YEAR)
    approved(key, "2026-03-02", "2026-03-02", kind="training")
    approved(key, "2026-09-01", "2026-09-01", "morning", kind="training")
    approved(key, "2026-04-01", "2026-04-02")
    return key


def test_each_kind_of_leave_with_an_allowance_has_a_balance_of_its_own(anybody: Actor, ann: int) -> None:
    done("leave.request", made("leave", person=ann, kind="lieu", first_day="2026-07-01", last_day="2026-07-01"))
    with standing_at(at("2026-06-15")):
        told = titles(asked("leave-allowance.balance", anybody), "kind", "taken", "booked", "requested", "left")
        one = titles(asked("leave-allowance.balance", anybody, kind="training"), "allowance", "left")
    assert told == [("holiday", "2", "0", "0", "23"), ("training", "1", "0.5", "0", "3.5")]
    assert one == [("5", "3.5")]


def test_what_was_taken_of_other_kinds_is_told_only_to_who_may_see_why_somebody_is_away(ann: int, staff: Any) -> None:
    staff("Rosa", "leave-allowance.view", "leave-allowance.balance")
    rosa = staff("Rosa", "leave.kind", kind="own")
    mia = staff("Mia", "leave-allowance.view", "leave-allowance.balance", "leave.kind")
    own = person("Rosa", account=rosa, pattern=FULL)
    made("leave-allowance", person=own, kind="lieu", half_days="2", **YEAR)
    rosa = actor_of(Account.objects.get(pk=rosa.account))
    with standing_at(at("2026-06-15")):
        assert titles(asked("leave-allowance.balance", rosa), "kind") == ["holiday", "lieu"]
        assert titles(asked("leave-allowance.balance", mia), "kind") == ["holiday", "training", "lieu"]


def test_allowances_of_one_kind_do_not_overlap_and_those_of_two_may(ann: int) -> None:
    with pytest.raises(Invalid, match="there is an allowance from 2026-01-01 to 2026-12-31 already; a day counts to one of each kind"):
        made("leave-allowance", person=ann, kind="training", half_days="1", first_day="2026-12-31", last_day="2027-01-31")
    made("leave-allowance", person=ann, kind="parental", half_days="10", **YEAR)
