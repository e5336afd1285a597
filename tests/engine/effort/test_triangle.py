"""Work = duration x units: what follows when one of the three changes, or when people come and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.effort import add_assignment, change_duration, change_units, change_work, remove_assignment, workers
from milepost.engine.model import Assignment, Contour, Resource, ResourceKind, Task, TaskType, TimePhase
from tests.engine.placed import hours, week_plan

UNITS, WORK, DURATION = TaskType.FIXED_UNITS, TaskType.FIXED_WORK, TaskType.FIXED_DURATION
KINDS = st.sampled_from(list(TaskType))
WEEK = hours(40)


def task_of(kind, *, duration=WEEK, effort_driven=False, **more):
    return Task("t", "Paint", type=kind, duration=duration, effort_driven=effort_driven, **more)


def person(name, *, work=WEEK, percent=100, **more):
    return Assignment(name, "t", name, units=percent * 10_000, work=work, **more)


def result(effort):
    """(duration, work) of the task in hours, then (name, percent, work) of each person."""
    assert effort.problems == ()
    assert effort.task.work == sum(a.work for a in effort.assignments) or not effort.assignments
    people = [(a.id, a.units / 10_000, a.work / 3600) for a in effort.assignments]
    return effort.task.duration / 3600, effort.task.work / 3600, *people


# One person, 40 h at 100 %: the nine cells of the table in Microsoft's "Change the task type Project uses to calculate task duration".
TABLE = [
    (UNITS, "units", (80, 40, ("a", 50, 40))),
    (UNITS, "duration", (80, 80, ("a", 100, 80))),
    (UNITS, "work", (80, 80, ("a", 100, 80))),
    (WORK, "units", (80, 40, ("a", 50, 40))),
    (WORK, "duration", (80, 40, ("a", 50, 40))),
    (WORK, "work", (80, 80, ("a", 100, 80))),
    (DURATION, "units", (40, 20, ("a", 50, 20))),
    (DURATION, "duration", (80, 80, ("a", 100, 80))),
    (DURATION, "work", (40, 80, ("a", 200, 80))),
]


@pytest.mark.parametrize("effort_driven", [True, False])
@pytest.mark.parametrize(("kind", "changed", "expected"), TABLE, ids=lambda x: getattr(x, "value", str(x)))
def test_one_of_the_three_changes_and_the_kind_says_which_other_follows(kind, changed, expected, effort_driven):
    task, people = task_of(kind, effort_driven=effort_driven), (person("a"),)
    if changed == "units":
        effort = change_units(task, people, "a", units=500_000)
    elif changed == "duration":
        effort = change_duration(task, people, duration=hours(80))
    else:
        effort = change_work(task, people, work=hours(80))
    assert result(effort) == expected


def test_the_worked_example_of_a_project_adviser():
    # Julie Sheets (MVP), "Task types" in the Project newsgroup: one day at 100 %; two days make 16 h; 20 h make 2.5 days. With the
    # duration fixed at one day, 16 h make 200 % and 50 % make 4 h.
    one_day = task_of(UNITS, duration=hours(8))
    two_days = change_duration(one_day, (person("r1", work=hours(8)),), duration=hours(16))
    assert result(two_days) == (16, 16, ("r1", 100, 16))
    assert result(change_work(two_days.task, two_days.assignments, work=hours(20))) == (20, 20, ("r1", 100, 20))
    fixed = task_of(DURATION, duration=hours(8))
    doubled = change_work(fixed, (person("r1", work=hours(8)),), work=hours(16))
    assert result(doubled) == (8, 16, ("r1", 200, 16))
    assert result(change_units(fixed, doubled.assignments, "r1", units=500_000)) == (8, 4, ("r1", 50, 4))


def test_the_painters_of_microsoft_s_training():
    # Microsoft Project 98 training, "Fixed-Duration Tasks": two painters full time for 4 days; two more make it 50 % each;
    # halving the duration to 2 days makes 32 hours.
    task = task_of(DURATION, duration=hours(32), effort_driven=True)
    two = (person("p1", work=hours(32)), person("p2", work=hours(32)))
    four = add_assignment(task, two, person("p3", work=0), person("p4", work=0))
    assert result(four) == (32, 64, *((f"p{n}", 50, 16) for n in (1, 2, 3, 4)))
    halved = change_duration(four.task, four.assignments, duration=hours(16))
    assert result(halved) == (16, 32, *((f"p{n}", 50, 8) for n in (1, 2, 3, 4)))


@pytest.mark.parametrize(
    ("kind", "effort_driven", "expected"),
    [
        (UNITS, True, (20, 40, ("a", 100, 20), ("b", 100, 20))),
        (UNITS, False, (40, 80, ("a", 100, 40), ("b", 100, 40))),
        (WORK, True, (20, 40, ("a", 100, 20), ("b", 100, 20))),
        (WORK, False, (20, 40, ("a", 100, 20), ("b", 100, 20))),
        (DURATION, True, (40, 40, ("a", 50, 20), ("b", 50, 20))),
        (DURATION, False, (40, 80, ("a", 100, 40), ("b", 100, 40))),
    ],
)
def test_a_second_person_shares_the_work_or_adds_theirs(kind, effort_driven, expected):
    assert result(add_assignment(task_of(kind, effort_driven=effort_driven), (person("a"),), person("b", work=0))) == expected


@pytest.mark.parametrize(
    ("kind", "effort_driven", "expected"),
    [
        (UNITS, True, (80, 80, ("a", 100, 80))),
        (UNITS, False, (40, 40, ("a", 100, 40))),
        (WORK, False, (80, 80, ("a", 100, 80))),
        (DURATION, True, (40, 80, ("a", 200, 80))),
        (DURATION, False, (40, 40, ("a", 100, 40))),
    ],
)
def test_when_one_of_two_leaves_the_work_stays_or_goes_with_them(kind, effort_driven, expected):
    people = (person("a"), person("b"))
    assert result(remove_assignment(task_of(kind, effort_driven=effort_driven), people, "b")) == expected


def test_effort_driven_work_is_shared_out_by_units():
    effort = add_assignment(task_of(UNITS, effort_driven=True), (person("a", work=hours(30)),), person("b", work=0, percent=50))
    assert result(effort) == (20, 30, ("a", 100, 20), ("b", 50, 10))


def test_work_done_stays_with_whoever_did_it():
    begun = person("a", work=hours(40), actual_work=hours(30))
    effort = add_assignment(task_of(UNITS, effort_driven=True), (begun,), person("b", work=0))
    assert [(a.work, a.actual_work, a.remaining_work) for a in effort.assignments] == [
        (hours(35), hours(30), hours(5)),
        (hours(5), 0, hours(5)),
    ]


def test_the_first_person_takes_the_work_a_task_has_or_works_for_its_duration():
    assert result(add_assignment(task_of(UNITS, work=hours(60)), (), person("a", work=0, percent=50))) == (120, 60, ("a", 50, 60))
    assert result(add_assignment(task_of(UNITS), (), person("a", work=0, percent=50))) == (40, 20, ("a", 50, 20))
    assert result(add_assignment(task_of(DURATION, work=hours(60)), (), person("a", work=0))) == (40, 60, ("a", 150, 60))


def test_the_last_person_leaves_the_duration_and_on_effort_driven_tasks_the_work():
    for effort_driven, left in ((True, hours(40)), (False, 0)):
        effort = remove_assignment(task_of(UNITS, effort_driven=effort_driven), (person("a"),), "a")
        assert (effort.task.duration, effort.task.work, effort.assignments) == (hours(40), left, ())


def test_work_of_a_task_is_shared_in_the_proportions_it_has():
    effort = change_work(task_of(UNITS), (person("a", work=hours(30)), person("b", work=hours(10))), work=hours(60))
    assert result(effort) == (45, 60, ("a", 100, 45), ("b", 100, 15))


def test_work_of_one_person_changes_alone():
    effort = change_work(task_of(UNITS), (person("a"), person("b")), work=hours(60), assignment="b")
    assert result(effort) == (60, 100, ("a", 100, 40), ("b", 100, 60))


def test_a_shorter_assignment_stays_shorter_in_proportion():
    effort = change_duration(task_of(UNITS), (person("a"), person("b", work=hours(20))), duration=hours(20))
    assert result(effort) == (20, 30, ("a", 100, 20), ("b", 100, 10))


def test_a_contour_keeps_its_shape():
    bell = person("a", contour=Contour.BELL)
    assert result(change_units(task_of(UNITS), (bell,), "a", units=2_000_000)) == (40, 40, ("a", 200, 40))
    assert result(change_duration(task_of(UNITS, duration=hours(80)), (bell,), duration=hours(160))) == (160, 80, ("a", 100, 80))


def test_progress_is_kept_when_the_duration_grows():
    begun = task_of(UNITS, actual_duration=hours(20), percent_complete=50)
    effort = change_work(begun, (person("a", actual_work=hours(20)),), work=hours(80))
    assert (effort.task.remaining_duration, effort.task.percent_complete, effort.task.remaining_work) == (hours(60), 25, hours(60))


def test_work_laid_out_by_hand_becomes_flat_and_that_is_said():
    edited = person("a", contour=Contour.EDITED, phases=(TimePhase(1, 0, 10, work=5), TimePhase(2, 0, 10, work=5)))
    effort = change_work(task_of(UNITS), (edited,), work=hours(80))
    assert [p.code for p in effort.problems] == ["edited-contour-flattened"]
    assert effort.assignments[0].contour is Contour.FLAT
    assert [p.kind for p in effort.assignments[0].phases] == [2]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t, p: change_units(t, p, "a", units=0), "units-not-positive"),
        (lambda t, p: change_units(t, p, "z", units=5), "unknown-assignment"),
        (lambda t, p: change_work(t, p, work=hours(5)), "work-below-done"),
        (lambda t, p: change_work(t, p, work=-1, assignment="a"), "work-below-done"),
        (lambda t, p: change_work(t, p, work=1, assignment="z"), "unknown-assignment"),
        (lambda t, p: change_work(t, (), work=-1), "negative-work"),
        (lambda t, p: change_duration(t, p, duration=-1), "negative-duration"),
        (lambda t, p: change_duration(t, p, duration=hours(5)), "duration-below-done"),
        (lambda t, p: add_assignment(t, p, person("b", percent=0)), "units-not-positive"),
        (lambda t, p: add_assignment(t, p, person("a")), "assignment-exists"),
        (lambda t, p: remove_assignment(t, p, "z"), "unknown-assignment"),
        (lambda t, p: remove_assignment(t, p, "a"), "assignment-has-work-done"),
    ],
)
def test_an_impossible_change_is_refused_and_changes_nothing(change, code):
    task, people = task_of(UNITS, actual_duration=hours(10)), (person("a", actual_work=hours(10)),)
    effort = change(task, people)
    assert [p.code for p in effort.problems] == [code]
    assert "'Paint'" in effort.problems[0].place
    assert effort.task == task
    assert effort.assignments in (people, ())


def test_only_people_are_workers():
    resources = (Resource("a", "A"), Resource("cable", "Cable", ResourceKind.MATERIAL))
    plan = week_plan(person("a"), Assignment("2", "t", "cable"), Assignment("3", "t", None), resources=resources)
    assert [a.id for a in workers(plan, plan.tasks[0])] == ["a"]


@given(
    kind=KINDS,
    effort_driven=st.booleans(),
    shares=st.lists(st.tuples(st.integers(1, 300), st.integers(1, 10**6)), min_size=1, max_size=5),
    percent=st.integers(1, 300),
)
def test_effort_driven_keeps_the_work_to_the_second_and_fixed_durations_their_duration(kind, effort_driven, shares, percent):
    people = tuple(person(str(n), work=work, percent=p) for n, (p, work) in enumerate(shares))
    task = task_of(kind, effort_driven=effort_driven)
    added = add_assignment(task, people, person("new", work=0, percent=percent))
    removed = remove_assignment(added.task, added.assignments, "new")
    if effort_driven or kind is WORK:
        assert added.task.work == removed.task.work == sum(a.work for a in people)
    if kind is DURATION:
        assert added.task.duration == removed.task.duration == task.duration
    assert sum(a.work for a in added.assignments) == added.task.work


@given(kind=KINDS, work=st.integers(0, 10**6), percents=st.lists(st.integers(1, 300), min_size=1, max_size=4))
def test_new_work_of_a_task_is_exactly_what_was_asked_for(kind, work, percents):
    people = tuple(person(str(n), percent=p) for n, p in enumerate(percents))
    assert change_work(task_of(kind), people, work=work).task.work == work


@given(kind=st.sampled_from([UNITS, WORK]), percent=st.integers(1, 400), more=st.integers(0, 400))
def test_more_units_never_make_a_task_longer(kind, percent, more):
    people = (person("a"),)
    less = change_units(task_of(kind), people, "a", units=percent * 10_000)
    assert change_units(task_of(kind), people, "a", units=(percent + more) * 10_000).task.duration <= less.task.duration
