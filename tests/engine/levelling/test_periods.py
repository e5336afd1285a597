"""The search on whole periods: valid schedules, valid bounds, proven optima, the same answer each time."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.levelling.chance import below, seed_words
from milepost.engine.levelling.periods.bounds import lower_bound, windows
from milepost.engine.levelling.periods.instance import Project, check_project, pack
from milepost.engine.levelling.periods.rules import RULES
from milepost.engine.levelling.shortest import Solution, solve


def random_project(seed: int, *, size: int = 12, resources: int = 2) -> Project:
    rng = random.Random(seed)
    capacities = tuple(rng.randint(2, 6) for _ in range(resources))
    durations = (0, *(rng.randint(1, 6) for _ in range(size)), 0)
    demands = tuple(tuple(rng.randint(0, c) if d else 0 for c in capacities) for d in durations)
    before = [
        (),
        *(tuple(sorted({rng.randrange(j) for _ in range(rng.randint(1, 2))})) for j in range(1, size + 1)),
        tuple(range(size + 1)),
    ]
    return Project(durations, demands, tuple(before), capacities)


def is_valid(project: Project, solution: Solution) -> bool:
    finish = [s + d for s, d in zip(solution.starts, project.durations, strict=True)]
    if any(solution.starts[j] < finish[p] for j, before in enumerate(project.predecessors) for p in before) or min(solution.starts) < 0:
        return False
    for t, (r, capacity) in itertools.product(range(max(finish)), enumerate(project.capacities)):
        if sum(demand[r] for s, f, demand in zip(solution.starts, finish, project.demands, strict=True) if s <= t < f) > capacity:
            return False
    return max(finish) == solution.length


def shortest(project: Project) -> int:
    """By trying every list: an oracle for very small projects."""
    best = sum(project.durations)

    def go(placed: dict[int, int], length: int) -> None:
        nonlocal best
        if length >= best:
            return
        if len(placed) == len(project.durations):
            best = length
            return
        for j, before in enumerate(project.predecessors):
            if j in placed or any(p not in placed for p in before):
                continue
            t = max((placed[p] + project.durations[p] for p in before), default=0)
            while not _fits(project, placed, j, t):
                t += 1
            go({**placed, j: t}, max(length, t + project.durations[j]))

    go({}, 0)
    return best


def _fits(project: Project, placed: dict[int, int], j: int, t: int) -> bool:
    for u, (r, capacity) in itertools.product(range(t, t + project.durations[j]), enumerate(project.capacities)):
        used = sum(project.demands[i][r] for i, s in placed.items() if s <= u < s + project.durations[i])
        if used + project.demands[j][r] > capacity:
            return False
    return True


@given(seed=st.integers(0, 10_000), size=st.integers(1, 20), resources=st.integers(1, 9))
def test_every_schedule_keeps_links_and_capacities_and_no_bound_is_above_it(seed: int, size: int, resources: int) -> None:
    project = random_project(seed, size=size, resources=resources)
    assert check_project(project) == []
    made = solve(project, work=60, seed=seed)
    assert is_valid(project, made) and windows(project).length <= made.bound <= made.length


def test_capacities_too_large_for_one_word_are_shared_out_over_several() -> None:
    project = random_project(5, size=15, resources=3)
    large = Project(
        project.durations,
        tuple(tuple(d << 25 for d in row) for row in project.demands),
        project.predecessors,
        tuple(c << 25 for c in project.capacities),
    )
    assert len(pack(large)[2]) > 1
    assert solve(large, work=300) == solve(project, work=300)


@pytest.mark.parametrize("seed", range(25))
def test_the_optimum_of_small_projects_is_found_and_never_undercut(seed: int) -> None:
    project = random_project(seed, size=6)
    best = shortest(project)
    assert lower_bound(project) <= best == solve(project, work=500).length


def test_more_work_is_never_worse_than_the_rules_alone() -> None:
    for seed in range(20):
        project = random_project(seed, size=25)
        assert solve(project, work=600).length <= solve(project, work=6).length


def test_the_same_project_work_and_seed_give_the_same_schedule_however_often_somebody_looks() -> None:
    project = random_project(3, size=30)
    seen: list[tuple[int, int, int]] = []
    watched = solve(project, work=5_000, seed=9, report=lambda *row: seen.append(row) is None)
    assert watched == solve(project, work=5_000, seed=9)
    assert [row[1] for row in seen] == sorted((row[1] for row in seen), reverse=True)


def test_who_stops_gets_the_best_so_far_and_the_count_replays_it() -> None:
    project = next(p for p in (random_project(s, size=40, resources=4) for s in range(99)) if not solve(p, work=3_000).proven)
    stopped = solve(project, work=50_000, report=lambda tried, best, bound: tried < 4_000)
    assert 4_000 <= stopped.tried < 50_000 and is_valid(project, stopped)


def test_an_empty_project_and_one_without_resources() -> None:
    assert solve(Project((), (), (), ()), work=10).length == 0
    chain = Project((2, 3, 4), ((), (), ()), ((), (0,), (1,)), ())
    assert solve(chain, work=10).starts == (0, 2, 5)


def test_what_is_wrong_with_a_project_is_told() -> None:
    codes = {p.code for p in check_project(Project((1, -1), ((5,), (0,)), ((1,), ()), (4,)))}
    assert codes == {"demand-above-capacity", "negative-number", "not-in-order"}


def test_rules_give_every_activity_a_value_and_prefer_what_they_say() -> None:
    project = Project((1, 1, 1, 5), ((1,),) * 4, ((), (), (0,), (2,)), (1,))
    window = windows(project)
    for name, rule in RULES.items():
        values = rule(project, window)
        assert len(values) == 4 and values[0] < values[1], name


def test_random_numbers_are_those_of_the_published_generator_and_stay_in_range() -> None:
    # First words of xoroshiro64** from state (1, 2), computed by hand from its definition.
    dice = [1, 2]
    a = (((1 * 0x9E3779BB) & 0xFFFFFFFF) << 5 | ((1 * 0x9E3779BB) & 0xFFFFFFFF) >> 27) & 0xFFFFFFFF
    assert below(dice, 1 << 31) == ((a * 5) & 0xFFFFFFFF) >> 1
    assert dice == [((1 << 26) ^ 3 ^ (3 << 9)) & 0xFFFFFFFF, (3 << 13) & 0xFFFFFFFF]
    dice = seed_words(0)
    counts = [0] * 10
    for _ in range(10_000):
        counts[below(dice, 10)] += 1
    assert all(900 < count < 1100 for count in counts) and seed_words(1) != seed_words(2)
