"""A scenario is a copy to try things in; chosen changes come back, and conflicts are shown before."""

from typing import Any

import pytest

from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskDates, TaskLink
from milepost.apps.planning.selectors.scenario import changes_of
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from tests.apps.planning.plans import dates, link, outline, sold_plan, task
from tests.apps.projects.works import done, made


@pytest.fixture
def plan(anybody: Actor) -> dict[str, int]:
    """A phase with two linked tasks, somebody on the second."""
    key, scope = sold_plan()
    phase = task(key, scope, "Phase")
    first, second = task(key, scope, "First", 2, parent=phase), task(key, scope, "Second", 3, parent=phase)
    link(first, second, lag=450)
    person = made("person", name="Ana")
    made("assignment", task=second, person=person, share="50")
    done("task.report", first, done="40")
    return {"key": key, "scope": scope, "phase": phase, "first": first, "second": second, "person": person}


def branched(plan: dict[str, int]) -> int:
    project = ProjectPlan.objects.get(pk=plan["key"]).project_id
    return made("project-plan", project=project, name="Two weeks less", branched_from=plan["key"])


def copy_of(scenario: int, key: int) -> int:
    return Task.objects.get(plan=scenario, origin=key).pk


def keys(scenario: int) -> dict[str, Any]:
    return {change.key: change for change in changes_of(ProjectPlan.objects.get(pk=scenario))}


def test_a_scenario_is_the_same_plan_with_the_same_dates(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    assert ProjectPlan.objects.get(pk=scenario).kind == "scenario"
    assert outline(scenario) == outline(plan["key"]) == [("Phase", None), ("First", "Phase"), ("Second", "Phase")]
    assert dates(copy_of(scenario, plan["second"])) == dates(plan["second"])
    assert Task.objects.get(pk=copy_of(scenario, plan["first"])).done_share == 400_000
    assert TaskLink.objects.filter(successor__plan=scenario).get().lag == 450
    assert Assignment.objects.filter(task__plan=scenario).get().share == 500_000
    assert keys(scenario) == {}


def test_what_is_tried_there_moves_nothing_here(plan: dict[str, int]) -> None:
    before = dates(plan["second"])
    scenario = branched(plan)
    done("task.edit", copy_of(scenario, plan["first"]), duration_minutes=450)
    assert dates(plan["second"]) == before
    (change,) = keys(scenario).values()
    assert (change.key, change.before, change.after) == (
        f"tasks {plan['first']}",
        {"duration_minutes": 900},
        {"duration_minutes": 450},
    )


def test_chosen_changes_are_merged_and_are_no_changes_any_more(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    done("task.edit", copy_of(scenario, plan["first"]), duration_minutes=450)
    done("task.edit", copy_of(scenario, plan["second"]), name="Second, shorter")
    new = task(scenario, plan["scope"], "Third", parent=copy_of(scenario, plan["phase"]))
    link(copy_of(scenario, plan["second"]), new)
    made("assignment", task=new, person=plan["person"])
    wanted = [key for key in keys(scenario) if key != f"tasks {plan['second']}"]
    done("project-plan.merge", scenario, chosen=wanted)
    third = Task.objects.get(plan=plan["key"], name="Third")
    assert third.parent_id == plan["phase"] and third.chargeable
    assert TaskLink.objects.filter(predecessor=plan["second"], successor=third.pk).exists()
    assert Assignment.objects.filter(task=third, person=plan["person"]).exists()
    assert Task.objects.get(pk=plan["first"]).duration_minutes == 450
    assert Task.objects.get(pk=plan["second"]).name == "Second"
    assert list(keys(scenario)) == [f"tasks {plan['second']}"]
    assert TaskDates.objects.filter(task=third).exists()


def test_work_that_is_given_away_is_so_in_the_scenario_and_in_the_plan_it_is_merged_into(plan: dict[str, int]) -> None:
    done("task.plan-unsold", plan["first"])
    scenario = branched(plan)
    assert keys(scenario) == {} and not Task.objects.get(pk=copy_of(scenario, plan["first"])).chargeable
    done("task.plan-as-sold", copy_of(scenario, plan["first"]))
    done("task.plan-unsold", copy_of(scenario, plan["second"]))
    free = task(scenario, plan["scope"], "Third")
    done("task.plan-unsold", free)
    done("project-plan.merge", scenario, chosen=list(keys(scenario)))
    rows = Task.objects.filter(plan=plan["key"]).values_list("name", "chargeable", "given_away")
    assert set(rows) == {("Phase", True, False), ("First", True, False), ("Second", False, True), ("Third", False, True)}
    assert keys(scenario) == {}


def test_what_was_removed_there_is_removed_here_when_it_is_chosen(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    done("task.delete", copy_of(scenario, plan["second"]))
    found = keys(scenario)
    assert {change.kind for change in found.values()} == {"gone"} and len(found) == 3
    done("project-plan.merge", scenario, chosen=list(found))
    assert outline(plan["key"]) == [("Phase", None), ("First", "Phase")] and keys(scenario) == {}


def test_what_both_changed_is_a_conflict_that_somebody_decides(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    done("task.edit", copy_of(scenario, plan["first"]), duration_minutes=450, name="First of all")
    done("task.edit", plan["first"], duration_minutes=1350)
    (change,) = keys(scenario).values()
    assert change.theirs == {"duration_minutes": 1350} and change.clashes
    with pytest.raises(Invalid, match="the plan changed Duration of TSK-2 First"):
        done("project-plan.merge", scenario, chosen=[change.key])
    done("project-plan.merge", scenario, chosen=[change.key], mine=True)
    row = Task.objects.get(pk=plan["first"])
    assert (row.duration_minutes, row.name) == (450, "First of all")


def test_what_the_plan_changed_meanwhile_alone_stands(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    done("task.edit", plan["second"], priority=900)
    done("task.edit", copy_of(scenario, plan["second"]), name="Renamed")
    done("project-plan.merge", scenario, chosen=list(keys(scenario)))
    row = Task.objects.get(pk=plan["second"])
    assert (row.name, row.priority) == ("Renamed", 900) and keys(scenario) == {}


@pytest.mark.parametrize("chosen", [[], "tasks 1", ["tasks 999"], [3], {"tasks": 1}])
def test_what_is_no_change_is_not_merged(plan: dict[str, int], chosen: Any) -> None:
    scenario = branched(plan)
    with pytest.raises(Invalid):
        done("project-plan.merge", scenario, chosen=chosen)


def test_a_link_to_a_new_task_needs_the_task(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    new = task(scenario, plan["scope"], "Third")
    link(copy_of(scenario, plan["second"]), new)
    with pytest.raises(Invalid, match=r"TSK-\d+ Second needs the new task TSK-\d+ Third"):
        done("project-plan.merge", scenario, chosen=[key for key in keys(scenario) if key.startswith("links")])


def test_a_scenario_is_of_its_plans_project_and_of_no_scenario(plan: dict[str, int]) -> None:
    scenario = branched(plan)
    project = ProjectPlan.objects.get(pk=scenario).project_id
    with pytest.raises(Invalid, match="a scenario itself"):
        made("project-plan", project=project, name="Again", branched_from=scenario)


def test_what_the_plan_lost_meanwhile_is_refused_with_the_reason(plan: dict[str, int]) -> None:
    branched(plan)  # where it is called otherwise
    scenario = branched(plan)
    first, second, phase = (copy_of(scenario, plan[name]) for name in ("first", "second", "phase"))
    done("task.edit", second, name="Second, shorter")
    made("assignment", task=second, person=made("person", name="Ben"))
    link(second, task(scenario, plan["scope"], "Third", parent=phase), kind="SS")
    done("task.place", first, parent=None)
    done("task.delete", plan["second"])
    found = keys(scenario)
    new = next(name for name in found if name.startswith("tasks new"))
    gone = str(plan["second"])
    lost = [name for name in found if name.startswith((f"tasks {gone}", f"links {gone}>", f"work {gone} "))]
    assert {name.split()[0] for name in lost} == {"tasks", "links", "work"}
    for name in lost:
        with pytest.raises(Invalid, match=r"TSK-\d+ Second, shorter .* in the plan no more"):
            done("project-plan.merge", scenario, chosen=[new, name], mine=True)


def test_two_moves_that_together_make_a_circle_are_not_merged(plan: dict[str, int]) -> None:
    one, other = (task(plan["key"], plan["scope"], name) for name in ("One", "Other"))
    scenario = branched(plan)
    done("task.place", copy_of(scenario, one), parent=copy_of(scenario, other))
    done("task.place", other, parent=one)
    (change,) = (key for key, found in keys(scenario).items() if found.after.get("parent") == str(other))
    with pytest.raises(Invalid, match="cannot hold it"):
        done("project-plan.merge", scenario, chosen=[change])
