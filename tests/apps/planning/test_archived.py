"""A plan that is archived stays as it was, through every door, until it is taken up again."""

from typing import Any

import pytest

from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskLink
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.undo import undo
from tests.apps.planning.plans import link, sold_plan, task
from tests.apps.projects.works import done, made


def put_away() -> tuple[int, int, int, int]:
    """The plan, two tasks that are linked, and who works on the first."""
    plan, scope = sold_plan()
    first, second = task(plan, scope, "First"), task(plan, scope, "Second")
    link(first, second)
    work = made("assignment", task=first, person=made("person", name="Ann Archer"))
    done("project-plan.archive", plan)
    return plan, first, second, work


def test_nothing_is_changed_in_a_plan_that_is_archived(anybody: Actor) -> None:
    plan, first, second, work = put_away()
    scope = Task.objects.get(pk=first).scope_item_id
    chain = TaskLink.objects.get().pk
    deeds: list[tuple[str, list[int], dict[str, Any]]] = [
        ("task.create", [], {"plan": plan, "scope_item": scope, "name": "Third"}),
        ("task.edit", [first], {"name": "Other"}),
        ("task.place", [first], {"after": second}),
        ("task.report", [first], {"done": "50"}),
        ("task.delete", [second], {}),
        ("task-link.edit", [chain], {"lag": 60}),
        ("task-link.delete", [chain], {}),
        ("assignment.edit", [work], {"share": "50"}),
        ("assignment.delete", [work], {}),
        ("assignment.create", [], {"task": second, "person": Assignment.objects.get().person_id}),
    ]
    for name, on, given in deeds:
        with pytest.raises(Invalid) as refused:
            perform(operation_named(name), anybody, on=on, given=given)
        assert {one.code for faults in refused.value.fields.values() for one in faults} == {"archived"}, (name, refused.value.fields)
    assert "is archived; take it up again first" in str(refused.value.fields[""][0].message)
    assert (Task.objects.count(), TaskLink.objects.count(), Assignment.objects.get().share) == (2, 1, 1_000_000)
    assert Task.objects.get(pk=first).name == "First"


def test_once_it_is_taken_up_again_it_is_changed_and_what_was_done_before_is_undone(anybody: Actor) -> None:
    plan, scope = sold_plan()
    first = task(plan, scope, "First")
    batch = perform(operation_named("task.edit"), anybody, on=[first], given={"name": "Other"}).batch
    archived = perform(operation_named("project-plan.archive"), anybody, on=[plan]).batch
    with pytest.raises(Invalid):
        undo(anybody, batch)
    assert Task.objects.get(pk=first).name == "Other"
    undo(anybody, archived)
    undo(anybody, batch)
    assert Task.objects.get(pk=first).name == "First"
    done("project-plan.archive", plan)
    done("project-plan.unarchive", plan)
    done("task.edit", first, name="Third")
    assert (Task.objects.get(pk=first).name, ProjectPlan.objects.get(pk=plan).state) == ("Third", "open")


def test_scope_is_decided_on_whatever_became_of_the_plan(anybody: Actor) -> None:
    plan, first, *_ = put_away()
    done("scope-item.revoke", Task.objects.get(pk=first).scope_item_id, reason="A mistake")
    assert not Task.objects.get(pk=first).chargeable
    assert ProjectPlan.objects.get(pk=plan).state == "archived"
