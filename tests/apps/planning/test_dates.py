"""The dates of a plan follow every change at once, and only once for all that is done together."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milepost.apps.planning.bridge.changes import since
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import ChecklistItem, PlanChange, PlanRun, Task, TaskDates, TaskLink
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform, together
from milepost.kernel.undo import undo
from tests.apps.planning.plans import dates, link, outline, sold_plan, task
from tests.apps.projects.works import AGREED, done, for_client, item, made


def test_a_task_has_its_dates_as_soon_as_it_is_there(anybody: Actor) -> None:
    plan, scope = sold_plan()
    first = task(plan, scope, "Order switches", 2)
    behind = task(plan, scope, "Rack them", 3)
    assert dates(first) == ("Mon 02 09:00", "Tue 03 17:30")
    assert dates(behind) == ("Mon 02 09:00", "Wed 04 17:30")
    link(first, behind)
    assert dates(behind) == ("Wed 04 09:00", "Fri 06 17:30")
    done("task.edit", first, duration_minutes=450)
    assert dates(behind) == ("Tue 03 09:00", "Thu 05 17:30")


def test_the_run_says_what_the_plan_came_to_and_its_history_how_that_moved(anybody: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "Order switches")
    done("task.edit", key, duration_minutes=3 * 450)
    done("task.edit", key, name="Order the switches")
    run = PlanRun.objects.get(plan=plan)
    entries = JournalEntry.objects.filter(entity="plan-run", record=run.pk, operation="plan-run.record").order_by("id")
    finishes = [entry.difference["finish"][1] for entry in entries if "finish" in entry.difference]
    assert finishes == ["2026-03-02T17:30", "2026-03-04T17:30"]
    assert entries.last().cause == JournalEntry.objects.filter(operation="task.edit").order_by("id")[0].batch


def test_what_is_done_together_is_computed_once(anybody: Actor) -> None:
    plan, scope = sold_plan()
    before = PlanChange.objects.count()
    with together():
        keys = [task(plan, scope, f"Task {number}") for number in range(5)]
        for one, behind in pairwise(keys):
            link(one, behind)
        assert not TaskDates.objects.filter(plan=plan).exists()
    assert dates(keys[-1]) == ("Fri 06 09:00", "Fri 06 17:30")
    assert PlanChange.objects.count() == before + 1


def test_whoever_looks_is_told_what_changed_since(anybody: Actor) -> None:
    plan, scope = sold_plan()
    first, behind, beside = task(plan, scope, "First"), task(plan, scope, "Behind"), task(plan, scope, "Beside")
    link(first, behind)
    seen = PlanChange.objects.filter(plan=plan).latest("number").number
    done("task.edit", first, duration_minutes=900)
    told = since(plan, seen)
    assert told is not None and {first, behind} <= told.tasks and not told.gone and not told.parts
    done("task.delete", beside)
    told = since(plan, seen)
    assert told is not None and (told.tasks - {first, behind}, told.gone, told.parts) == (set(), {beside}, {"outline"})
    assert since(plan, told.number) is not None and since(plan, told.number).tasks == frozenset()
    assert since(plan, told.number + 1) is None


def test_scope_that_nobody_approved_is_held_apart(anybody: Actor) -> None:
    project, contact = for_client()
    plan = made("project-plan", project=project, name="Plan", starts_at="2026-03-02 09:00")
    agreed, proposed = item(project), item(project, name="More of it")
    done("scope-item.approve", agreed, contact=contact, on="2026-01-05", **AGREED)
    sold, held = task(plan, agreed, "Agreed"), task(plan, proposed, "Wished for", 10)
    assert dict(TaskDates.objects.values_list("task", "held")) == {sold: False, held: True}
    assert PlanRun.objects.get(plan=plan).finish == TaskDates.objects.get(task=sold).finish
    done("scope-item.approve", proposed, contact=contact, on="2026-01-06", **AGREED)
    assert PlanRun.objects.get(plan=plan).finish == TaskDates.objects.get(task=held).finish
    assert Task.objects.get(pk=held).chargeable


def test_with_a_task_go_its_parts_and_links(anybody: Actor) -> None:
    plan, scope = sold_plan()
    phase = task(plan, scope, "Phase")
    part = task(plan, scope, "Part", parent=phase)
    below = task(plan, scope, "Part of the part", parent=part)
    other = task(plan, scope, "Other")
    link(below, other)
    person = made("person", name="Ana")
    made("assignment", task=below, person=person)
    done("task.delete", phase)
    assert list(Task.objects.values_list("pk", flat=True)) == [other] and not TaskLink.objects.exists()
    gone = JournalEntry.objects.filter(operation="task.delete")
    assert sorted(gone.values_list("record", flat=True)) == [phase, part, below]


def test_a_plan_is_loaded_in_eight_queries_however_large_it_is(anybody: Actor) -> None:
    plan, scope = sold_plan()
    given: list[dict[str, Any]] = [{"plan": plan, "scope_item": scope, "name": f"Task {number}"} for number in range(30)]
    perform(operation_named("task.create"), anybody, given=given)
    person = made("person", name="Ana")
    made("assignment", task=Task.objects.first().pk, person=person)
    with CaptureQueriesContext(connection) as captured:
        load(plan)
    assert len(captured) == 8


def test_who_is_away_is_waited_for_and_who_declined_is_not(anybody: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack them", 1)
    person = made("person", name="Ana")
    week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-12:30, 13:30-17:30")
    made("working-pattern", person=person, valid_from="2026-01-01", **week)
    away = made("leave", person=person, kind="holiday", first_day="2026-03-02", last_day="2026-03-03")
    done("leave.request", away)
    done("leave.approve", away)
    one = made("assignment", task=key, person=person)
    assert dates(key)[0] == "Wed 04 09:00"
    done("assignment.decline", one, why="On leave")
    assert dates(key)[0] == "Mon 02 09:00"


def test_parts_of_what_waits_in_the_backlog_are_scheduled_by_themselves(anybody: Actor) -> None:
    plan, scope = sold_plan()
    phase = task(plan, scope, "Phase")
    part = task(plan, scope, "Part", 2, parent=phase)
    done("task.put-into-backlog", phase)
    assert dates(part) == ("Mon 02 09:00", "Tue 03 17:30") and PlanRun.objects.get(plan=plan).problems == []
    done("task.edit", part, duration_minutes=450)
    assert dates(part) == ("Mon 02 09:00", "Mon 02 17:30")


def test_nothing_becomes_a_part_of_what_waits_for_it(anybody: Actor) -> None:
    plan, scope = sold_plan()
    first, behind, last = task(plan, scope, "First"), task(plan, scope, "Behind"), task(plan, scope, "Last")
    link(first, behind)
    link(behind, last)
    with pytest.raises(Invalid, match=r"wait for the next, in a circle: .*Behind"):
        done("task.place", first, parent=behind)
    phase = task(plan, scope, "Phase")
    done("task.place", first, parent=phase)
    link(phase, behind)
    with pytest.raises(Invalid, match="in a circle"):  # what is in between waits for the phase, and the phase for it
        done("task.place", last, parent=phase)
    assert Task.objects.get(pk=last).parent_id is None and PlanRun.objects.get(plan=plan).problems == []


def test_undoing_a_step_of_the_outline_makes_nothing_a_part_of_itself(anybody: Actor) -> None:
    plan, scope = sold_plan()
    above, part = task(plan, scope, "Above"), task(plan, scope, "Part")
    done("task.place", part, parent=above)
    out = perform(operation_named("task.place"), anybody, on=[part], given={"parent": None})
    done("task.place", above, parent=part)
    with pytest.raises(Invalid, match="cannot hold it"):
        undo(anybody, out.batch)
    assert Task.objects.get(pk=part).parent_id is None


def test_a_task_with_things_ticked_off_is_deleted_and_comes_back_with_them(anybody: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "Rack them")
    point = made("checklist-item", task=key, text="Labels")
    done("checklist-item.tick", point)
    gone = perform(operation_named("task.delete"), anybody, on=[key])
    assert not Task.objects.exists()
    undo(anybody, gone.batch)
    assert ChecklistItem.objects.get(pk=point).state == "done"


def test_a_task_is_moved_behind_itself_wherever_there_is_room(anybody: Actor) -> None:
    plan, scope = sold_plan()
    keys = [task(plan, scope, name) for name in "ABC"]
    for place, key in enumerate(keys):
        Task.objects.filter(pk=key).update(position=place)
    done("task.place", keys[1], parent=None, after=keys[1])
    assert [name for name, _ in outline(plan)] == ["A", "B", "C"]
