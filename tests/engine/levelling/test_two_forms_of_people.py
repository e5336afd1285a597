"""The compiled kernel on real calendars and the plain one give the same answer with people chosen, kept together, or never free."""

from dataclasses import replace

from milepost.engine.levelling import level
from milepost.engine.model import Availability
from milepost.values import DAY, FULL_SHARE
from tests.engine.levelling.peopled import MONDAY, peopled
from tests.engine.levelling.test_replay import staffed


def test_chosen_people_are_the_same() -> None:
    for own_calendars in (False, True):
        for steady in (False, True):
            plans = staffed(own_calendars=own_calendars)
            results = [level(plans, work=90, seed=4, choose_people=True, steady=steady, compiled=form) for form in (False, True)]
            assert results[0] == results[1]


def test_people_kept_together_are_the_same() -> None:
    for seed in range(6):
        plans = tuple(peopled(seed + 50 * n).with_(name=str(n)) for n in range(3))
        results = [level(plans, work=60, seed=seed, steady=True, compiled=form) for form in (False, True)]
        assert results[0] == results[1], seed


def test_tasks_nobody_is_free_for_are_the_same() -> None:
    for seed in range(4):
        plan = peopled(seed)
        gone = (Availability(None, MONDAY + 10 * DAY, FULL_SHARE),)
        people = tuple(replace(r, availability=gone) for r in plan.resources)
        results = [level(plan.with_(resources=people), work=60, seed=seed, compiled=form) for form in (False, True)]
        assert results[0] == results[1] and any(p.code == "never-free" for p in results[0].problems), seed
