"""People who leave a project and come back to it: counted, and fewer where that is asked for."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.engine.levelling import level
from milepost.engine.model import Plan, Resource, Skill, Task
from milepost.values import DAY, HOUR
from tests.engine.levelling.peopled import MONDAY, peopled, team

CABLING = (Skill("cabling"),)


def interleaved() -> tuple[Plan, ...]:
    """Two projects of four tasks each; whoever can cable can do all of them, and each task may begin two days after the one before."""
    people = (
        Resource("any", "Cabler", generic=True, skills=CABLING),
        *(Resource(n, n.capitalize(), skills=CABLING) for n in ("bo", "cy")),
    )
    rows = tuple((name, 16, "any") for name in "abcd")
    links = (("a", "b"), ("b", "c"), ("c", "d"))
    return tuple(team(*rows, links=links, people=people).with_(name=name) for name in ("one", "other"))


def by_hand(result) -> int:
    """Comings-back counted from the plans and schedules alone."""
    found = 0
    people: dict[str, list[tuple[int, int, int]]] = {}
    for number, (plan, schedule) in enumerate(zip(result.plans, result.schedules, strict=True)):
        for held in plan.assignments:
            dates = schedule[held.task]
            people.setdefault(plan.resource[held.resource].name, []).append((dates.start, dates.finish, number))
    for rows in people.values():
        rows.sort()
        for at, (start, _, project) in enumerate(rows):
            own = [i for i in range(at) if rows[i][2] == project]
            if own and (own[-1] != at - 1 or start - max(rows[i][1] for i in own) > 14 * DAY):
                found += 1
    return found


def test_each_stays_with_a_project_where_that_costs_nothing() -> None:
    result = level(interleaved(), choose_people=True, steady=True, work=60)
    assert (result.returns, result.delay, result.verified) == (0, 0, True)
    assert len({(a.plan, a.person) for a in result.assigned}) == 2


def test_the_count_is_that_by_hand() -> None:
    for steady in (False, True):
        result = level(interleaved(), choose_people=True, steady=steady, work=40)
        assert result.returns == by_hand(result)


def named(seed: int) -> tuple[Plan, ...]:
    plans = tuple(peopled(seed + 1000 * n, tasks=15).with_(name=f"p{n}") for n in range(3))
    return tuple(plan.with_(tasks=tuple(replace(t, actual_start=None, actual_finish=None) for t in plan.tasks)) for plan in plans)


@given(seed=st.integers(0, 300))
@settings(max_examples=10, deadline=None)
def test_steady_levelling_keeps_all_promises_and_weighs_returns_against_delay(seed: int) -> None:
    plans = named(seed)
    free, steady = (level(plans, work=40, seed=seed, steady=wish, compiled=False) for wish in (False, True))
    assert steady.verified and steady.bound <= steady.delay
    # The search begins with the same schedules, so it is never worse than the first of them by its own measure.
    assert steady.delay + steady.returns * DAY <= level(plans, work=1, steady=True, compiled=False).delay + free.returns_before * DAY + DAY


def test_fewer_come_back_over_many_portfolios() -> None:
    pairs = [[level(named(seed), work=60, steady=wish, compiled=False).returns for wish in (False, True)] for seed in range(8)]
    assert sum(steady for _, steady in pairs) < sum(free for free, _ in pairs)


def test_in_one_plan_its_branches_are_the_projects() -> None:
    rows = (
        Task("all", "All"),
        *(Task(b, b, parent="all", level=2) for b in ("north", "south")),
        *(Task(b[0] + n, b[0] + n, parent=b, level=3, duration=8 * HOUR, work=8 * HOUR) for n in "123" for b in ("north", "south")),
    )
    plan = team(*((t.id, 8, "bo") for t in rows[3:])).with_(tasks=rows)
    result = level(plan, steady=True, work=300)
    order = "".join(task[0] for _, task in sorted((result.schedules[0][t.id].start, t.id) for t in rows[3:]))
    assert order in ("nnnsss", "sssnnn") and result.returns == 0
    assert result.schedules[0].finish == MONDAY + 7 * DAY + 9 * HOUR


def test_a_fortnight_without_work_on_it_is_a_coming_back_too() -> None:
    plan = team(("a", 8, "bo"), ("wait", 8 * 15, "cy"), ("b", 8, "bo"), links=(("a", "wait"), ("wait", "b")))
    assert level(plan).returns == 1
    assert level(team(("a", 8, "bo"), ("wait", 8 * 5, "cy"), ("b", 8, "bo"), links=(("a", "wait"), ("wait", "b")))).returns == 0
