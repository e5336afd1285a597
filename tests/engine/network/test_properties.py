"""What holds for every schedule, whatever the plan: links are kept, float means what it says, and order and names do not matter."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from milepost.engine import Driver, Schedule, schedule_plan
from milepost.engine.model import Constraint, Link, LinkKind, Plan, Task
from milepost.engine.network import critical_paths, explain, longest_path_to
from milepost.engine.working_time import Calendars
from milepost.values import DAY, HOUR
from tests.engine.network.plans import random_plan
from tests.engine.network.strategies import START, plans
from tests.engine.oracle import Oracle

FORWARDS = st.integers(0, 20)
MIRROR = {LinkKind.FS: LinkKind.FS, LinkKind.SF: LinkKind.SF, LinkKind.SS: LinkKind.FF, LinkKind.FF: LinkKind.SS}


def early(schedule: Schedule) -> dict[str, tuple[int, int]]:
    return {d.task: (d.early_start, d.early_finish) for d in schedule}


def with_task(plan: Plan, changed: Task) -> Plan:
    return replace(plan, tasks=tuple(changed if task.id == changed.id else task for task in plan.tasks))


def delayed(plan: Plan, task: str, by: int) -> Schedule:
    """The schedule once the task may start only `by` working seconds after its early start."""
    dates = schedule_plan(plan)[task]
    working = Calendars(plan.calendars, first=START // DAY - 30, last=START // DAY + 2000)[plan.calendar]
    date = working.add(dates.early_start, by) if by else dates.early_start
    return schedule_plan(with_task(plan, replace(plan.task[task], constraint=Constraint.SNET, constraint_date=date)))


@pytest.mark.duty_part("SR-18", "every link is kept, or what overrides it is named", where="milepost.engine.network")
@pytest.mark.parametrize("seed", range(25))
def test_every_link_is_kept_unless_a_constraint_or_what_happened_overrides_it(seed: int) -> None:
    plan = random_plan(seed, outline=False)
    schedule = schedule_plan(plan)
    oracle = Oracle(plan)
    oracle.dates = {d.task: (oracle.hour(d.early_start), oracle.hour(d.early_finish)) for d in schedule}
    for link in plan.links:
        task, dates = plan.task[link.successor], schedule[link.successor]
        if dates.driver in (Driver.CONSTRAINT, Driver.ACTUAL, Driver.MANUAL):
            continue
        work = oracle.clock if task.elapsed else oracle.hours[task.calendar or plan.calendar]
        start, finish = oracle.dates[task.id]
        assert oracle.keeps(link, start, finish, work, task.duration // HOUR), link


@settings(max_examples=40)
@given(plans(constraints=True) | plans(kinds=(LinkKind.FS, LinkKind.SS), lags=FORWARDS, mixed=True, constraints=True))
def test_float_is_never_negative_without_a_promise_to_break(plan: Plan) -> None:
    for dates in schedule_plan(plan):
        assert dates.total_float >= 0


@pytest.mark.parametrize("seed", range(25))
def test_free_float_is_never_negative_and_at_most_the_total(seed: int) -> None:
    for dates in schedule_plan(random_plan(seed)):
        assert 0 <= dates.free_float <= max(dates.total_float, 0)


@pytest.mark.parametrize("seed", range(25))
def test_negative_float_always_comes_with_a_promise_and_its_problem(seed: int) -> None:
    plan = random_plan(seed, progress=False, outline=False)
    schedule = schedule_plan(plan)
    if any(d.total_float < 0 for d in schedule):
        assert {p.code for p in schedule.problems} & {"deadline-missed", "constraint-broken", "constraint-conflict"}


@settings(max_examples=40)
@given(plans(), st.data())
def test_a_task_delayed_by_its_free_float_moves_no_other(plan: Plan, data: st.DataObject) -> None:
    before = schedule_plan(plan)
    task = data.draw(st.sampled_from([t.id for t in plan.tasks]))
    after = delayed(plan, task, before[task].free_float)
    assert {name: dates for name, dates in early(after).items() if name != task} == {
        name: dates for name, dates in early(before).items() if name != task
    }


@settings(max_examples=40)
@given(plans(shortest=1), st.data())
def test_a_task_delayed_by_its_total_float_does_not_move_the_finish_but_an_hour_more_does(plan: Plan, data: st.DataObject) -> None:
    before = schedule_plan(plan)
    task = data.draw(st.sampled_from([t.id for t in plan.tasks]))
    room = before[task].total_float
    assert delayed(plan, task, room).finish == before.finish
    assert delayed(plan, task, room + HOUR).finish > before.finish


@settings(max_examples=40)
@given(plans(mixed=True))
def test_there_is_a_critical_path_to_the_finish(plan: Plan) -> None:
    schedule = schedule_plan(plan)
    ends = {path.tasks[-1] for path in critical_paths(plan, schedule)}
    assert any(schedule[task].critical and schedule[task].early_finish == schedule.finish for task in ends)


@settings(max_examples=40)
@given(plans(kinds=(LinkKind.FS,), lags=FORWARDS, mixed=True, constraints=True), st.data())
def test_a_longer_duration_never_finishes_anything_earlier(plan: Plan, data: st.DataObject) -> None:
    before = early(schedule_plan(plan))
    task = plan.task[data.draw(st.sampled_from([t.id for t in plan.tasks]))]
    assume(task.duration)
    longer = replace(task, duration=task.duration + data.draw(st.integers(1, 30)) * HOUR)
    after = early(schedule_plan(with_task(plan, longer)))
    assert all(after[name][1] >= before[name][1] for name in before)


@settings(max_examples=40)
@given(plans(mixed=True, constraints=True), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_links_does_not_matter(plan: Plan, rng: object) -> None:
    tasks, links = list(plan.tasks), list(plan.links)
    rng.shuffle(tasks)  # type: ignore[attr-defined]
    rng.shuffle(links)  # type: ignore[attr-defined]
    shuffled = schedule_plan(replace(plan, tasks=tuple(tasks), links=tuple(links)))
    for dates in schedule_plan(plan):
        assert replace(shuffled[dates.task], driver=dates.driver, driving_link=dates.driving_link) == dates


@settings(max_examples=40)
@given(plans(mixed=True, constraints=True))
def test_ids_do_not_matter(plan: Plan) -> None:
    name = {task.id: f"z{99 - number}" for number, task in enumerate(plan.tasks)}
    tasks = tuple(replace(task, id=name[task.id]) for task in plan.tasks)
    links = tuple(replace(link, predecessor=name[link.predecessor], successor=name[link.successor]) for link in plan.links)
    renamed = schedule_plan(replace(plan, tasks=tasks, links=links))
    assert list(renamed) == [replace(dates, task=name[dates.task]) for dates in schedule_plan(plan)]


@settings(max_examples=40)
@given(plans(constraints=True), st.integers(-30, 30))
def test_a_plan_moved_by_weeks_keeps_its_shape(plan: Plan, weeks: int) -> None:
    by = weeks * 7 * DAY
    tasks = tuple(replace(t, constraint_date=None if t.constraint_date is None else t.constraint_date + by) for t in plan.tasks)
    moved = schedule_plan(replace(plan, start=plan.start + by, tasks=tasks))
    columns = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")
    for dates in schedule_plan(plan):
        assert replace(dates, **{column: getattr(dates, column) + by for column in columns}) == moved[dates.task]


@settings(max_examples=40)
@given(plans(shortest=1))
def test_a_plan_scheduled_from_its_finish_is_the_mirror_of_one_scheduled_from_its_start(plan: Plan) -> None:
    about = 2 * START + 4 * DAY + 9 * HOUR  # twice Wednesday 12:30, about which the standard week is symmetrical
    links = tuple(Link(link.successor, link.predecessor, MIRROR[link.kind], link.lag, link.lag_kind) for link in plan.links)
    backwards = schedule_plan(replace(plan, links=links, finish=about - plan.start, from_finish=True))
    for dates in schedule_plan(plan):
        mirrored = backwards[dates.task]
        assert (mirrored.late_start, mirrored.late_finish) == (about - dates.early_finish, about - dates.early_start)


@pytest.mark.duty_part("SR-18", "the longest path to any milestone", where="milepost.engine.network")
@pytest.mark.parametrize("seed", range(25))
def test_the_longest_path_is_a_chain_of_driving_links_from_a_task_that_none_drives(seed: int) -> None:
    plan = random_plan(seed, outline=False)
    schedule = schedule_plan(plan)
    for dates in schedule:
        path = longest_path_to(plan, schedule, dates.task)
        assert path.tasks[-1] == dates.task and len(path.links) == len(path.tasks) - 1
        for number, (one, other) in zip(path.links, zip(path.tasks, path.tasks[1:], strict=False), strict=True):
            assert (plan.links[number].predecessor, plan.links[number].successor) == (one, other)
            assert schedule.is_driving(number)
        assert schedule[path.tasks[0]].driving_link is None


@pytest.mark.duty_part("SR-6", "says why each date is what it is", where="milepost.engine.network")
@pytest.mark.parametrize("seed", range(25))
def test_an_explanation_ends_with_a_reason_that_is_no_link(seed: int) -> None:
    plan = random_plan(seed)
    schedule = schedule_plan(plan)
    for dates in schedule:
        codes = [reason.code for reason in explain(plan, schedule, dates.task)]
        chain = [code for code in codes if code not in ("float", "deadline")]
        assert chain[-1] not in ("link", "length", "children"), (dates.task, codes)


@settings(max_examples=50)
@given(plans(mixed=True, constraints=True))
def test_a_plan_gives_the_same_schedule_every_time(plan: Plan) -> None:
    assert schedule_plan(plan) == schedule_plan(plan)
