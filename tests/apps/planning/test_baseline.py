"""A baseline holds what was agreed, and the plan is compared with it."""

import json
from hashlib import sha256

import pytest

from milepost.apps.planning.models import Baseline, PlanRun, ProjectPlan, TaskDates
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.kernel.questions import ask, question_named
from tests.apps.planning.plans import sold_plan, task
from tests.apps.projects.works import done, item


def test_a_baseline_keeps_the_dates_of_approved_work_alone(anybody: Actor) -> None:
    plan, scope = sold_plan()
    first = task(plan, scope, "First", 2)
    project = ProjectPlan.objects.get(pk=plan).project_id
    task(plan, item(project, name="Not approved"), "Held")
    done("project-plan.take-baseline", plan, name="Contract")
    found = Baseline.objects.get()
    assert list(found.content["tasks"]) == [str(first)] and found.content["tasks"][str(first)]["name"] == "First"
    assert found.finish_at == found.content["tasks"][str(first)]["finish"]
    assert found.sha256 == sha256(json.dumps(found.content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def test_a_plan_without_approved_work_has_nothing_to_freeze(anybody: Actor) -> None:
    plan, _ = sold_plan()
    with pytest.raises(Invalid, match="no dates to freeze"):
        done("project-plan.take-baseline", plan, name="Contract")


def test_what_moved_came_and_went_since_is_told(anybody: Actor) -> None:
    plan, scope = sold_plan()
    first, gone, same = task(plan, scope, "First"), task(plan, scope, "Gone"), task(plan, scope, "Same")
    done("project-plan.take-baseline", plan, name="Contract")
    done("task.edit", first, duration_minutes=900)
    done("task.delete", gone)
    new = task(plan, scope, "New")
    found = ask(question_named("baseline.compare"), anybody, {"baseline": Baseline.objects.get().pk}).rows
    told = {row["name"]: (row["change"], row["minutes_later"]) for row in found}
    assert told == {"First": ("moved", 1440), "Gone": ("gone", None), "Same": ("as before", 0), "New": ("new", None)}
    assert {row["task"]["id"] for row in found if row["task"]} == {first, same, new}


def test_old_dates_of_what_cannot_be_scheduled_any_more_are_not_frozen(anybody: Actor) -> None:
    plan, scope = sold_plan()
    key = task(plan, scope, "First", 2)
    done("task.edit", key, duration_minutes=200 * 366 * 1440)
    assert TaskDates.objects.filter(task=key).exists() and PlanRun.objects.get(plan=plan).finish is None
    with pytest.raises(Invalid, match="cannot be scheduled"):
        done("project-plan.take-baseline", plan, name="Contract")
