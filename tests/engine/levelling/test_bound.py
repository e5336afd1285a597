"""The bound of levelling is one: no schedule that exists is below it, tried out on all of them where they are few."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.engine.levelling import Priority, level
from milepost.engine.model import Assignment, Calendar, Link, Plan, Resource, Skill, Task, every_day
from milepost.values import DAY, HOUR
from tests.engine.levelling.peopled import MONDAY, peopled

SHIFT = Calendar("shift", "Shift", every_day((8 * HOUR, 16 * HOUR)))
SKILLS = ("cabling", "design")

Rows = list[list[tuple[int, int, bool]]]
"""Projects of tasks: hours, skill, whether it follows the task before."""


def portfolio(projects: Rows, abilities: list[int]) -> tuple[Plan, ...]:
    people = [Resource(f"any{k}", f"any {skill}", generic=True, skills=(Skill(skill),)) for k, skill in enumerate(SKILLS)]
    for number, ability in enumerate(abilities):
        people.append(Resource(f"p{number}", f"p{number}", skills=tuple(Skill(s) for k, s in enumerate(SKILLS) if ability >> k & 1)))
    plans = []
    for number, rows in enumerate(projects):
        tasks = tuple(Task(str(i), str(i), duration=hours * HOUR, work=hours * HOUR) for i, (hours, _, _) in enumerate(rows))
        links = tuple(Link(str(i - 1), str(i)) for i, row in enumerate(rows) if i and row[2])
        held = tuple(Assignment(str(i), str(i), f"any{skill}", work=hours * HOUR) for i, (hours, skill, _) in enumerate(rows))
        plans.append(Plan(f"p{number}", MONDAY, tasks, links, (SHIFT,), "shift", tuple(people), held))
    return tuple(plans)


def clock(hours: int) -> int:
    """When so many working hours have passed."""
    return MONDAY + ((hours - 1) // 8 * 24 + (hours - 1) % 8 + 1) * HOUR if hours else MONDAY


def least(projects: Rows, abilities: list[int], weights: list[int]) -> int:
    """The least weighted delay, by trying every order of the tasks and everybody for each."""
    tasks = [(p, i) for p, rows in enumerate(projects) for i in range(len(rows))]
    free = []
    for rows in projects:
        ends: list[int] = []
        for i, (hours, _, follows) in enumerate(rows):
            ends.append(hours + (ends[i - 1] if i and follows else 0))
        free.append(max(ends))
    best = 1 << 60

    def go(done: dict[tuple[int, int], int], until: list[int]) -> None:
        nonlocal best
        ends = [max((done.get((p, i), 0) for i in range(len(rows))), default=0) for p, rows in enumerate(projects)]
        cost = sum(w * max(clock(e) - clock(f), 0) for w, e, f in zip(weights, ends, free, strict=True))
        if cost >= best:
            return
        if len(done) == len(tasks):
            best = cost
            return
        for p, i in tasks:
            hours, skill, follows = projects[p][i]
            if (p, i) in done or (i and follows and (p, i - 1) not in done):
                continue
            for r, ability in enumerate(abilities):
                if ability >> skill & 1:
                    end = max(until[r], done[p, i - 1] if i and follows else 0) + hours
                    go({**done, (p, i): end}, [end if k == r else t for k, t in enumerate(until)])

    go({}, [0] * len(abilities))
    return best


task = st.tuples(st.sampled_from([4, 8, 16, 20]), st.integers(0, 1), st.booleans())
projects = st.lists(st.lists(task, min_size=1, max_size=2), min_size=2, max_size=3)


@given(
    rows=projects,
    abilities=st.lists(st.integers(1, 3), min_size=0, max_size=1),
    weights=st.lists(st.integers(0, 5), min_size=3, max_size=3),
)
@example(rows=[[(20, 0, True)], [(20, 0, True)], [(16, 0, True)]], abilities=[], weights=[1, 2, 3])
@settings(max_examples=40, deadline=None)
def test_no_schedule_is_below_the_bound(rows: Rows, abilities: list[int], weights: list[int]) -> None:
    abilities, weights = [3, *abilities], weights[: len(rows)]
    result = level(
        portfolio(rows, abilities), choose_people=True, priorities=[Priority(w) for w in weights], work=60, compiled=False
    )  # fmt: skip
    assert result.verified
    assert result.bound <= least(rows, abilities, weights) <= result.delay


def test_where_all_want_one_person_the_bound_is_well_above_none() -> None:
    rows: Rows = [[(16, 0, True), (16, 0, True)] for _ in range(8)]
    result = level(portfolio(rows, [3]), choose_people=True, work=300)
    assert 0.5 * result.delay < result.bound <= result.delay


@given(rows=projects, abilities=st.lists(st.integers(1, 3), min_size=1, max_size=2), more=st.integers(1, 3), seed=st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_with_more_people_the_bound_never_excludes_what_fewer_can_do(rows: Rows, abilities: list[int], more: int, seed: int) -> None:
    few, many = ([3, *abilities], [3, *abilities, more])
    one, other = (level(portfolio(rows, team), choose_people=True, work=40, seed=seed, compiled=False) for team in (few, many))
    assert other.bound <= one.delay and one.verified and other.verified
    known = level(portfolio(rows, many), choose_people=True, work=40, seed=seed, compiled=False, no_worse_than=one)
    assert measure(known) <= measure(one) + 1 and known.verified


def measure(result) -> float:
    """What the search makes the least of, in minutes of delay."""
    return (result.delay + sum(abs(m.start - m.start_before) for m in result.moved) / 64) / 60


def test_named_people_bound_their_projects() -> None:
    for seed in range(12):
        plans = tuple(peopled(seed + 100 * n, tasks=12).with_(name=str(n)) for n in range(3))
        plans = tuple(p.with_(tasks=tuple(replace(t, actual_start=None, actual_finish=None) for t in p.tasks)) for p in plans)
        low = min(level(plans, work=60, seed=s, compiled=False).delay for s in range(3))
        assert level(plans, work=1, compiled=False).bound <= low


def test_the_clock_of_these_tests_counts_shifts() -> None:
    assert clock(8) == MONDAY + 8 * HOUR and clock(9) == MONDAY + DAY + HOUR
