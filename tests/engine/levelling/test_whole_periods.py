"""Plans that are classic projects go to the quicker search, and come back as levelled plans that hold."""

import random
from dataclasses import replace

import pytest

from milepost.engine.levelling import Booking, level
from milepost.engine.levelling.shortest import solve
from milepost.engine.levelling.whole_periods import WholePeriods, search_whole
from milepost.engine.model import Assignment, Constraint, Link, LinkKind, Plan, Resource, Task
from milepost.values import DAY, FULL_SHARE, HOUR
from tests.engine.levelling.peopled import MONDAY


def crew_plan(seed: int, *, size: int = 14) -> Plan:
    """A plan of two teams; tasks of some half days, demands of some half people, finish-to-start links, some of them with a lag."""
    rng = random.Random(seed)
    teams = (Resource("a", "Cablers", max_units=3 * FULL_SHARE), Resource("b", "Testers", max_units=2 * FULL_SHARE))
    tasks, held, links = [], [], []
    for j in range(size):
        hours = 4 * rng.randint(1, 6)
        tasks.append(Task(f"t{j}", f"Task {j}", duration=hours * HOUR))
        for team in rng.sample(teams, rng.choice([1, 1, 2])):
            units = rng.randint(1, team.max_units // FULL_SHARE * 2) * FULL_SHARE // 2
            held.append(Assignment(f"{j}{team.id}", f"t{j}", team.id, units=units, work=hours * HOUR * units // FULL_SHARE))
        for p in rng.sample(range(j), min(j, rng.randint(0, 2))):
            links.append(Link(f"t{p}", f"t{j}", lag=rng.choice([0, 0, 8 * HOUR])))
    return Plan("Move", MONDAY, tuple(tasks), tuple(links), resources=teams, assignments=tuple(held))


@pytest.fixture
def sent(monkeypatch):
    """The projects that went to the search on whole periods."""
    found: list[WholePeriods] = []

    def search(whole, *given, **named):
        found.append(whole)
        return search_whole(whole, *given, **named)

    monkeypatch.setattr("milepost.engine.levelling.running.search_whole", search)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_a_plan_that_is_classic_is_levelled_as_short_as_its_project(seed, sent):
    result = level(crew_plan(seed), work=120, seed=2, compiled=False)
    assert result.verified, [str(p) for p in result.problems]
    assert result.delay >= result.bound
    if sent:
        (whole,) = sent
        assert whole.period == 4 * HOUR
        finish = max(d.finish for d in result.schedules[0])
        assert finish >= whole.finish(solve(whole.project, work=6).bound)
        assert finish <= whole.finish(solve(whole.project, work=80, seed=2).length)


def test_most_of_these_plans_do_go_to_the_quicker_search(sent):
    for seed in range(8):
        level(crew_plan(seed), work=40, compiled=False)
    assert len(sent) >= 5


CHANGES = {
    "a link of another kind": lambda p: p.with_(links=(*p.links, Link("t0", "t13", kind=LinkKind.SS))),
    "a lead": lambda p: p.with_(links=(*p.links, Link("t0", "t13", lag=-HOUR))),
    "a task that has begun": lambda p: p.with_(tasks=(replace(p.tasks[0], actual_start=MONDAY), *p.tasks[1:])),
    "a fixed task": lambda p: p.with_(tasks=(replace(p.tasks[0], constraint=Constraint.MSO, constraint_date=MONDAY), *p.tasks[1:])),
    "a deadline": lambda p: p.with_(tasks=(replace(p.tasks[0], deadline=MONDAY + 9 * DAY), *p.tasks[1:])),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_not_classic_is_levelled_on_the_calendars(what, sent):
    result = level(CHANGES[what](crew_plan(1)), work=30, compiled=False)
    assert result.verified and not sent


def test_a_firm_booking_is_not_classic_and_an_earliest_date_is(sent):
    plan = crew_plan(1)
    assert level(plan, bookings=(Booking("a", MONDAY, MONDAY + DAY, FULL_SHARE),), work=30, compiled=False).verified and not sent
    later = replace(plan.tasks[3], constraint=Constraint.SNET, constraint_date=MONDAY + 2 * DAY)
    result = level(plan.with_(tasks=(*plan.tasks[:3], later, *plan.tasks[4:])), work=30, compiled=False)
    assert result.verified and len(sent) == 1 and result.schedules[0]["t3"].start >= MONDAY + 2 * DAY


def test_who_stops_gets_what_was_found_so_far(sent):
    stopped = level(crew_plan(1, size=30), work=10_000, watch=lambda progress: progress.tried < 50, compiled=False)
    assert stopped.verified and stopped.stopped
