"""What was done in a plan is taken back whole: with what it called, and with the dates that follow."""

from typing import Any

import pytest

from milepost.apps.planning.models import Assignment, ChecklistItem, Task, TaskDates, TaskLink
from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, WrongState
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.undo import undo, way_back
from tests.apps.planning.plans import dates, link, outline, sold_plan, task
from tests.apps.projects.works import made

PLANNING = ("task.view", "task.edit", "task.place", "task.delete", "task.create", "task.report", "project-plan.view", "scope-item.view")


@pytest.fixture
def planner(staff: Any) -> Actor:
    found: Actor = staff("Ann", *PLANNING)
    return found


def did(actor: Actor, what: str, *on: int, **given: Any) -> str:
    return perform(operation_named(what), actor, on=list(on), given=given).batch


def test_an_edit_is_taken_back_with_the_dates_that_followed(anybody: Actor, planner: Actor) -> None:
    plan, scope = sold_plan()
    first, behind = task(plan, scope, "First"), task(plan, scope, "Behind")
    link(first, behind)
    before = dates(behind)
    batch = did(planner, "task.edit", first, duration_minutes=2250)
    assert dates(behind) != before
    undo(planner, batch)
    assert dates(behind) == before and Task.objects.get(pk=first).duration_minutes == 450


def test_a_move_in_the_outline_is_taken_back_and_done_again(anybody: Actor, planner: Actor) -> None:
    plan, scope = sold_plan()
    first, second = task(plan, scope, "First"), task(plan, scope, "Second")
    batch = did(planner, "task.place", second, parent=first, after=None)
    assert outline(plan) == [("First", None), ("Second", "First")]
    back = undo(planner, batch).batch
    assert outline(plan) == [("First", None), ("Second", None)]
    undo(planner, back)
    assert outline(plan) == [("First", None), ("Second", "First")]


def test_a_deleted_phase_comes_back_with_its_parts_links_people_and_place(anybody: Actor, planner: Actor) -> None:
    plan, scope = sold_plan()
    before = task(plan, scope, "Before")
    phase = task(plan, scope, "Phase")
    part = task(plan, scope, "Part", 2, parent=phase)
    after = task(plan, scope, "After")
    link(before, part)
    link(part, after)
    made("assignment", task=part, person=made("person", name="Ana"))
    stood, moment = outline(plan), dates(after)
    batch = did(planner, "task.delete", phase)
    assert dates(after) != moment and way_back(planner, batch) is not None
    undo(planner, batch)
    assert outline(plan) == stood and dates(after) == moment
    assert TaskLink.objects.count() == 2 and Assignment.objects.get().task_id == part
    assert TaskDates.objects.filter(plan=plan).count() == 4
    with pytest.raises(WrongState, match="took it back already"):
        undo(planner, batch)


def test_a_report_of_progress_is_taken_back(anybody: Actor, planner: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "First")
    batch = did(planner, "task.report", key, done="40", started="2026-03-02 09:00", blocked_by="No access card")
    undo(planner, batch)
    row = Task.objects.get(pk=key)
    assert (row.done_share, row.started_at, row.blocked_by) == (0, None, "")


def test_who_may_not_move_tasks_any_more_does_not_move_them_back(anybody: Actor, planner: Actor, staff: Any) -> None:
    plan, scope = sold_plan()
    first, second = task(plan, scope, "First"), task(plan, scope, "Second")
    batch = did(planner, "task.place", second, parent=first, after=None)
    from dataclasses import replace

    less = replace(planner, granted=tuple(replace(one, permissions=one.permissions - {"task.place"}) for one in planner.granted))
    assert way_back(less, batch) is None
    with pytest.raises(Denied):
        undo(less, batch)


def test_ticking_something_off_is_taken_back(anybody: Actor, staff: Any) -> None:
    plan, scope = sold_plan()
    item = made("checklist-item", task=task(plan, scope, "First"), text="Labels")
    who = staff("Ann", "checklist-item.view", "checklist-item.tick", "checklist-item.untick", "task.view")
    undo(who, did(who, "checklist-item.tick", item))
    found = ChecklistItem.objects.get(pk=item)
    assert (found.state, found.done_at, found.done_by_id) == ("open", None, None)
