"""The search on whole periods: valid schedules, valid bounds, proven optima, the same answer each time."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.levelling.chance import below, seed_words
from milepost.engine.levelling.compiled import PERIODS
from milepost.engine.levelling.periods.bounds import windows
from milepost.engine.levelling.periods.instance import Project, check_project, prepare
from milepost.engine.levelling.periods.proof import prover
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
    assert len(prepare(large, PERIODS.plain).inst[2]) > 1
    assert solve(large, work=300) == solve(project, work=300)


@pytest.mark.parametrize("seed", range(25))
def test_the_optimum_of_small_projects_is_found_and_never_undercut(seed: int) -> None:
    project = random_project(seed, size=6)
    best = shortest(project)
    found = solve(project, work=500)
    assert found.bound <= best == found.length


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


def test_the_count_of_a_search_that_was_stopped_or_ended_early_replays_it() -> None:
    for seed in range(4):
        project = random_project(seed, size=15, resources=3)
        stopped = solve(project, work=50_000, seed=seed, report=lambda *_: False)
        again = solve(project, work=stopped.tried, seed=seed)
        assert again == stopped


@given(seed=st.integers(0, 10_000), more=st.integers(1, 4))
def test_more_capacity_never_raises_the_bound_of_work_or_undercuts_the_critical_path(seed: int, more: int) -> None:
    project = random_project(seed)
    larger = Project(project.durations, project.demands, project.predecessors, tuple(c + more for c in project.capacities))
    assert windows(project).length <= solve(larger, work=6).bound <= solve(project, work=6).bound


@given(seed=st.integers(0, 10_000), size=st.integers(1, 70), resources=st.integers(0, 5))
def test_what_is_prepared_for_the_kernel_agrees_with_the_rules_and_dates_computed_apart(seed: int, size: int, resources: int) -> None:
    project = random_project(seed, size=size, resources=resources)
    made, window, last = prepare(project, PERIODS.plain), windows(project), len(project.durations) - 1
    assert (tuple(made.early), tuple(made.late), made.length) == (window.early_start, window.late_finish, window.length)
    assert made.rules == [value for name in ("LFT", "LST", "MTS") for value in RULES[name](project, window)]
    for instance, source in ((made.inst, project), (made.mirror, project.mirrored())):
        for first, node, rows in ((*instance[4:6], source.predecessors), (*instance[6:8], source.successors)):
            assert tuple(tuple(node[first[j] : first[j + 1]]) for j in range(last + 1)) == rows
        assert tuple(instance[0]) == source.durations


def test_activities_longer_than_what_is_looked_at_in_one_go_are_placed_as_early_as_short_ones() -> None:
    for seed in range(10):
        project = random_project(seed, size=15)
        times = tuple(d * 40 for d in project.durations)
        longer = Project(times, project.demands, project.predecessors, project.capacities)
        found = solve(longer, work=300, seed=seed)
        assert is_valid(longer, found) and found.length == 40 * solve(project, work=300, seed=seed).length


def test_both_forms_agree_where_several_words_or_long_activities_take_the_slower_way() -> None:
    pytest.importorskip("numba")
    for seed in range(4):
        project = random_project(seed, size=20, resources=3)
        for factor, shift in ((40, 0), (1, 25), (40, 25)):
            changed = Project(
                tuple(d * factor for d in project.durations),
                tuple(tuple(d << shift for d in row) for row in project.demands),
                project.predecessors,
                tuple(c << shift for c in project.capacities),
            )
            assert solve(changed, work=400, seed=seed) == solve(changed, work=400, seed=seed, compiled=True)


def test_a_prover_closes_the_gap_and_finds_the_same_optimum_as_trying_all() -> None:
    pytest.importorskip("ortools")
    closed = 0
    for seed in range(12):
        project = random_project(seed, size=7)
        rough = solve(project, work=6)
        found = solve(project, work=6, prover=prover(effort=0.5))
        assert found.proven and is_valid(project, found) and rough.bound <= found.bound
        assert found.length == shortest(project)
        closed += not rough.proven
    assert closed


def test_a_prover_is_left_alone_where_it_would_be_of_no_use() -> None:
    asked = []

    def ask(project, starts, *, length, bound):
        asked.append(length)
        raise AssertionError

    hard = next(p for p in (random_project(s, size=40, resources=4) for s in range(99)) if not solve(p, work=3_000).proven)
    solve(hard, work=3_000, prover=ask, report=lambda *_: False)
    assert not asked


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
