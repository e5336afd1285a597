"""The same rules where no door is: `perform` and the reads of the kernel, for every operation and every kind of person."""

from typing import Any

import pytest

from milepost.kernel.access.actor import NOBODY
from milepost.kernel.entity import entities
from milepost.kernel.errors import Denied, Missing, Refused
from milepost.kernel.operations import Operation, operations, perform
from milepost.kernel.rows import question_from, read_page, read_row
from tests.conformance_examples import given_to
from tests.security import rules
from tests.security.two_sides import TwoSides, given_for, rolled_back

MISSING = 987654321
PEOPLE = ("nobody", "stranger", "client", "other client", "reader", "member", "owner")
STATUS: dict[type[Refused], int] = {Denied: 403, Missing: 404}


def attempt(sides: TwoSides, person: str, operation: Operation, place: str) -> tuple[int, str]:
    """403, 404, or 0 for what access does not refuse; and what was told."""
    actor = NOBODY if person == "nobody" else sides.actors[person]
    key = MISSING if place == "missing" else sides.keys[place][operation.entity.name]
    creating = operation.kind == "create"
    given = {name: asked.example(5000) for name, asked in operation.inputs.items()} if operation.kind == "verb" else {}
    given |= given_to(operation.name)
    try:
        with rolled_back():
            perform(operation, actor, on=[] if creating else [key], given=given_for(sides, operation.entity, "A") if creating else given)
    except Refused as refusal:
        return STATUS.get(type(refusal), 0), str(refusal).replace(str(key), "KEY")
    return 0, ""


def declared(person: str, operation: Operation, place: str) -> int:
    one = operation.entity
    known = "stranger" if person == "nobody" else person
    if operation.kind == "create":
        if operation.verb != "create":  # such as publishing: what it says to those who may is tested with it
            return 0 if known in rules.WRITES else 403
        if not one.creatable:
            return 403
        status = rules._created(known, one)
        return status if status == 403 else 0
    if not rules.sees(known, one, place):
        return 404
    return rules.may(known, operation, place)


@pytest.mark.parametrize("person", PEOPLE)
def test_no_operation_lets_in_who_is_not_declared(person: str, sides: TwoSides) -> None:
    wrong = []
    for number, operation in enumerate(operations()):
        if (number + PEOPLE.index(person)) % 3 and not rules.THOROUGH:
            continue
        told: dict[str, str] = {}
        for place in ("A", "B", "missing") if operation.kind != "create" else ("A",):
            found, told[place] = attempt(sides, person, operation, place)
            wanted = declared(person, operation, place)
            if found != wanted:
                wrong.append(f"{operation.name} {place}: {found}, declared {wanted}: {told[place]}")
            if found == 404:
                told["404"] = told.get("404", told[place])
                if told[place] != told["404"]:
                    wrong.append(f"{operation.name}: '{told[place]}' tells more than '{told['404']}'")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("person", PEOPLE)
def test_rows_are_read_by_whom_the_rules_name(person: str, sides: TwoSides) -> None:
    actor: Any = NOBODY if person == "nobody" else sides.actors[person]
    known = "stranger" if person == "nobody" else person
    for one in entities():
        seen = {row["id"] for row in read_page(one, actor, question_from(one, actor, {"limit": ["1000"]})).rows}
        for place in ("A", "B"):
            key = sides.keys[place][one.name]
            assert (key in seen) == rules.sees(known, one, place), (one.name, place)
            if key in seen:
                assert read_row(one, actor, key)["id"] == key
                continue
            with pytest.raises(Missing):
                read_row(one, actor, key)
