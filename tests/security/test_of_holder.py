"""A grant that is of its holder reaches exactly what is theirs: the projects they manage or answer for, the tasks they are assigned to."""

from collections.abc import Callable
from typing import Any

import pytest

from milepost.kernel.access import Actor, actor_of, house
from milepost.kernel.entity import Entity, entities, entity
from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.models import Account, Grant, Role
from milepost.kernel.operations import operation_named, operations, perform
from milepost.kernel.rows import question_from, read_page
from tests.conformance_examples import made
from tests.security.two_sides import TwoSides, rolled_back

EVERY = {"limit": ["1000"]}


def of_holder(kind: str, theirs: Callable[[int], None]) -> Actor:
    """Somebody who may do everything within that scope alone; `theirs` says with their person what is theirs."""
    account = Account.objects.create(email=f"{kind}@security.example.org", name=kind, kind="person")
    person = made(entity("person"), house("the tests")).pk
    put("person", person, account_id=account.pk)
    theirs(person)
    every = sorted({one.permission("view") for one in entities()} | {one.name for one in operations()})
    Grant.objects.create(account=account, role=Role.objects.create(name=f"role of {kind}", permissions=every), scope_kind=kind)
    return actor_of(account)


def put(name: str, key: int, **values: Any) -> None:
    entity(name).model._default_manager.filter(pk=key).update(**values)


def rows(one: Entity, actor: Actor) -> set[int]:
    return {row["id"] for row in read_page(one, actor, question_from(one, actor, EVERY)).rows}


def reached(kind: str, actor: Actor, record: int) -> None:
    """Of every entity exactly the rows that lie within the record; of one that knows no such scope, and does not go by others, none."""
    for one in entities():
        path, found = one.scopes.get(kind), rows(one, actor)
        if path is not None:
            wanted = set(one.model._default_manager.filter(**{path: record}).values_list("pk", flat=True))
            assert found == wanted, one.name
            assert wanted, one.name
        elif one.reach is None:
            assert not found, one.name


@pytest.mark.parametrize(("kind", "column"), [("managed", "manager_id"), ("sponsored", "sponsor_id")])
def test_projects_of_ones_own_and_no_others(kind: str, column: str, sides: TwoSides) -> None:
    here, there = (sides.keys[side]["project"] for side in "AB")
    actor = of_holder(kind, lambda person: put("project", here, **{column: person}))
    reached(kind, actor, here)
    edit = operation_named("project.edit")
    with rolled_back():
        perform(edit, actor, on=[here], given={"purpose": "Ours."})
    with pytest.raises(Missing):
        perform(edit, actor, on=[there], given={"purpose": "Not ours."})
    with pytest.raises(Invalid):
        perform(operation_named("stage.create"), actor, given={"project": there, "name": "Next", "position": 900})
    put("project", here, **{column: None})
    assert not rows(entity("project"), actor) and not rows(entity("task"), actor)


def test_who_is_executive_of_the_board_answers_for_it_and_a_user_does_not(sides: TwoSides) -> None:
    here, member = sides.keys["A"]["project"], sides.keys["A"]["project-member"]
    actor = of_holder("sponsored", lambda person: put("project-member", member, person_id=person, part="executive"))
    assert rows(entity("project"), actor) == {here}
    put("project-member", member, part="user")
    assert not rows(entity("project"), actor)


def test_tasks_one_is_assigned_to_and_no_others_of_the_plan(sides: TwoSides) -> None:
    task, assignment = sides.keys["A"]["task"], sides.keys["A"]["assignment"]
    actor = of_holder("assigned", lambda person: put("assignment", assignment, person_id=person))
    reached("assigned", actor, task)
    plan = entity("task").model._default_manager.filter(plan=sides.keys["A"]["project-plan"])
    assert plan.count() > 1
    with rolled_back():
        perform(operation_named("task.report"), actor, on=[task], given={"done": 40})
    other = plan.exclude(pk=task).values_list("pk", flat=True)[0]
    with pytest.raises(Missing):
        perform(operation_named("task.report"), actor, on=[other], given={"done": 40})
    put("assignment", assignment, state="declined")
    assert not rows(entity("task"), actor)
