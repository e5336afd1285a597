"""The board and the plan show the same tasks: what is moved on one is so on the other."""

import pytest

from milepost.apps.planning.models import BoardColumn, Iteration, Task, TaskDates
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.undo import undo
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made


@pytest.fixture
def board(anybody: Actor) -> tuple[int, int, dict[str, int]]:
    """A plan, its scope, and its columns by name."""
    plan, scope = sold_plan()
    done("project-plan.set-up-board", plan)
    done("project-plan.set-up-board", plan)
    return plan, scope, dict(BoardColumn.objects.filter(plan=plan).order_by("position").values_list("name", "pk"))


def on(column: int) -> list[str]:
    return list(Task.objects.filter(column=column).order_by("rank").values_list("name", flat=True))


def test_cards_stand_where_they_were_put(board: tuple[int, int, dict[str, int]]) -> None:
    plan, scope, columns = board
    assert list(columns) == ["To do", "Doing", "Review", "Done"]
    a, b, c = (task(plan, scope, name) for name in "ABC")
    done("task.move", a, column=columns["To do"], after=None)
    done("task.move", b, column=columns["To do"], after=a)
    done("task.move", c, column=columns["To do"], after=a)
    assert on(columns["To do"]) == ["A", "C", "B"]
    for _ in range(30):  # halves of halves of the room between two cards
        done("task.move", b, column=columns["To do"], after=a)
        done("task.move", c, column=columns["To do"], after=a)
    assert on(columns["To do"]) == ["A", "C", "B"]


def test_a_move_says_how_far_the_work_is_and_is_taken_back(board: tuple[int, int, dict[str, int]], anybody: Actor) -> None:
    plan, scope, columns = board
    key = task(plan, scope, "A")
    done("task.move", key, column=columns["Doing"])
    assert Task.objects.get(pk=key).started_at is not None
    batch = perform(operation_named("task.move"), anybody, on=[key], given={"column": columns["Done"]}).batch
    row = Task.objects.get(pk=key)
    assert row.done_share == 1_000_000 and row.finished_at == TaskDates.objects.get(task=key).finish
    undo(anybody, batch)
    row = Task.objects.get(pk=key)
    assert (row.column_id, row.finished_at, row.done_share) == (columns["Doing"], None, 0)


def test_a_full_column_takes_no_more_unless_somebody_says_so(board: tuple[int, int, dict[str, int]]) -> None:
    plan, scope, columns = board
    keys = [task(plan, scope, f"Task {number}") for number in range(4)]
    for key in keys[:3]:
        done("task.move", key, column=columns["Review"])
    with pytest.raises(Invalid, match="Review takes 3 at once and has 3"):
        done("task.move", keys[3], column=columns["Review"])
    done("task.move", keys[0], column=columns["Review"], after=keys[2])
    done("task.move", keys[3], column=columns["Review"], anyway=True)
    assert len(on(columns["Review"])) == 4


def test_what_waits_in_the_backlog_has_no_dates_until_it_is_taken_into_the_plan(board: tuple[int, int, dict[str, int]]) -> None:
    plan, scope, _ = board
    first, waiting = task(plan, scope, "First"), task(plan, scope, "Waiting", in_backlog=True, need="As a clerk I see who waits.", points=5)
    link(first, waiting)
    assert not TaskDates.objects.filter(task=waiting).exists()
    done("task.take-into-plan", waiting)
    assert TaskDates.objects.get(task=waiting).start > TaskDates.objects.get(task=first).finish
    done("task.put-into-backlog", waiting)
    assert not TaskDates.objects.filter(task=waiting).exists()
    done("task.move", first, column=BoardColumn.objects.get(plan=plan, name="Doing").pk)
    with pytest.raises(Invalid, match="is begun"):
        done("task.put-into-backlog", first)


def test_an_iteration_ends_with_what_is_finished_and_gives_the_rest_back(board: tuple[int, int, dict[str, int]]) -> None:
    plan, scope, columns = board
    one = made("iteration", plan=plan, name="Sprint 1", first_day="2026-03-02", last_day="2026-03-13")
    ready, left = task(plan, scope, "Ready", in_backlog=True), task(plan, scope, "Left")
    for key in (ready, left):
        done("task.plan-into", key, iteration=one)
    assert TaskDates.objects.filter(task=ready).exists()
    done("iteration.begin", one)
    done("task.move", ready, column=columns["Done"])
    done("iteration.end", one)
    assert list(Task.objects.filter(iteration=one)) == [Task.objects.get(pk=ready)]
    with pytest.raises(Invalid, match="has ended"):
        done("task.plan-into", left, iteration=one)
    assert Iteration.objects.get(pk=one).state == "ended"


def test_a_card_that_only_changes_places_reports_nothing(board: tuple[int, int, dict[str, int]]) -> None:
    plan, scope, columns = board
    review = made("board-column", plan=plan, name="Handed over", meaning="done")
    one, other = task(plan, scope, "One"), task(plan, scope, "Other")
    done("task.report", one, started="2026-03-02 09:00", finished="2026-03-02 17:30")
    done("task.move", other, column=columns["Done"])
    said = Task.objects.values_list("started_at", "finished_at", "reported_at").get(pk=one)
    done("task.move", one, column=columns["Done"], after=other)
    assert on(columns["Done"])[-1:] == ["One"]
    assert Task.objects.values_list("started_at", "finished_at", "reported_at").get(pk=one) == said
    done("task.move", one, column=review)
    assert Task.objects.values_list("started_at", "finished_at").get(pk=one) == said[:2]
    assert Task.objects.get(pk=one).column_id == review


def test_what_is_moved_back_from_done_has_all_of_it_left(board: tuple[int, int, dict[str, int]]) -> None:
    plan, scope, columns = board
    for column in ("Doing", "To do"):
        key = task(plan, scope, column)
        done("task.move", key, column=columns["Done"])
        done("task.move", key, column=columns[column])
        row = Task.objects.get(pk=key)
        assert (row.finished_at, row.done_share, row.remaining_minutes) == (None, 0, None)
    done("task.report", key, started="2026-03-02 09:00", finished="2026-03-02 17:30")
    done("task.report", key, done="50")
    row = Task.objects.get(pk=key)
    assert (row.finished_at, row.done_share, row.remaining_minutes) == (None, 500_000, None)
