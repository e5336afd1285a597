"""Every workflow against a model of it: random sequences of operations, allowed and not, leave records where the description says."""

from random import Random
from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity, entities
from milepost.kernel.errors import Invalid, WrongState
from milepost.kernel.operations import Operation, operations, perform
from tests.conformance_examples import given_to, made
from tests.security.rules import THOROUGH
from tests.security.two_sides import rolled_back

SEED = 20260131
NOT_BY_ITSELF = {"countersign"}
"""It does what was drafted, which tests/kernel does for it."""
SEQUENCES, STEPS = (1000, 50) if THOROUGH else (4, 40)
WITH_WORKFLOW = [one for one in entities() if one.workflow is not None and one.creatable]
EVERY = pytest.mark.parametrize("asked", WITH_WORKFLOW, ids=lambda one: one.name)


class Model:
    """What the description says and nothing else: the state and the version of one record."""

    def __init__(self, entity: Entity) -> None:
        assert entity.workflow is not None
        self.workflow, self.state, self.version, self.there = entity.workflow, entity.workflow.initial, 1, True

    def allows(self, operation: Operation) -> bool:
        for move in self.workflow.moves:
            if move.operation == operation.verb:
                return self.state in move.sources
        if operation.kind in ("edit", "delete") and self.workflow.open_states:
            return self.state in self.workflow.open_states
        return True

    def does(self, operation: Operation) -> None:
        self.there = operation.kind != "delete"
        self.version += operation.kind == "verb"
        for move in self.workflow.moves:
            if move.operation == operation.verb:
                self.state = move.target


def step(operation: Operation, actor: Actor, key: int, number: int) -> str:
    """ "done", "state" or "invalid"."""
    given = {name: asked.example(number) for name, asked in operation.inputs.items()} if operation.kind == "verb" else {}
    given |= given_to(operation.name)
    try:
        perform(operation, actor, on=[key], given=given)
    except WrongState:
        return "state"
    except Invalid:  # a rule of the room, which changes nothing
        return "invalid"
    return "done"


@EVERY
def test_random_sequences_end_where_the_workflow_says(asked: Entity, anybody: Actor) -> None:
    print(f"seed {SEED}")  # shown when it fails
    chosen = [one for one in operations(asked) if one.kind != "create"]
    used: set[tuple[str, str, str]] = set()
    for number in range(SEQUENCES):
        random = Random(f"{SEED} {asked.name} {number}")
        with rolled_back():
            key, model = made(asked, anybody).pk, Model(asked)
            for _ in range(STEPS):
                deletable = random.random() < 0.02
                operation = random.choice([one for one in chosen if deletable or one.kind != "delete"])
                found = step(operation, anybody, key, random.randrange(5000, 9000))
                used.add((operation.verb, model.state, found))
                where = f"seed {SEED}, sequence {number}: {operation.name} in {model.state}"
                assert (found == "state") == (not model.allows(operation)), where
                if found == "done":
                    model.does(operation)
                if not model.there:
                    assert not asked.model._default_manager.filter(pk=key).exists(), where
                    break
                row: Any = asked.model._default_manager.get(pk=key)
                assert (getattr(row, model.workflow.column), row.version) == (model.state, model.version), where
    # Every move was tried where it is allowed: done, or refused by a rule of its own that leaves the record as it was.
    moves = {move.operation for move in asked.workflow.moves} & {one.verb for one in chosen} - NOT_BY_ITSELF  # type: ignore[union-attr]
    assert {verb for verb, _, found in used if found != "state"} >= moves
    assert any(found == "state" for _, _, found in used)
