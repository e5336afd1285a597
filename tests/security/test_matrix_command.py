"""The same rules at the command line: `milepost ENTITY … --as` tells nobody what the API would not."""

import json
from typing import Any

import pytest

from milepost.cli.main import main
from milepost.kernel.entity import Entity, entities
from milepost.kernel.operations import operations
from tests.security import rules
from tests.security.two_sides import TwoSides, rolled_back

MISSING = 987654321
PEOPLE = ("stranger", "client", "other client", "reader", "member", "owner")


@pytest.fixture
def run(sides: TwoSides, capsys: Any) -> Any:
    def one(person: str, *words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with rolled_back():
            code = main([*words, "--as", sides.addresses[person]])
        found = capsys.readouterr()
        return code, found.out, " ".join(found.err.split())

    return one


def commands(one: Entity) -> list[tuple[str, ...]]:
    """Every command on a record of the entity, without its key."""
    found: list[tuple[str, ...]] = [("show",), ("history",)]
    for operation in operations(one):
        if operation.kind != "create":
            needed = {name: asked for name, asked in operation.inputs.items() if asked.required and not operation.partial}
            options = [word for name, asked in needed.items() for word in (f"--{name.replace('_', '-')}", str(asked.example(5000)))]
            found.append((operation.verb, *options))
    return found


@pytest.mark.parametrize("person", PEOPLE)
def test_a_record_that_is_not_theirs_is_to_everybody_as_if_it_were_not_there(person: str, sides: TwoSides, run: Any) -> None:
    number = PEOPLE.index(person)
    wrong = []
    for place in ("A", "B"):
        for one in entities():
            for at, (verb, *options) in enumerate(commands(one)):
                if (at + number) % 7 and not rules.THOROUGH:
                    continue
                key = str(sides.keys[place][one.name])
                code, out, told = run(person, one.name, verb, key, *options)
                if rules.sees(person, one, place):
                    if f"There is no {one.singular} " in told:
                        wrong.append(f"{one.name} {verb} {place}: {told}")
                    continue
                other = run(person, one.name, verb, str(MISSING), *options)
                if code == 0 or out or (code, told) != (other[0], other[2].replace(str(MISSING), key)):
                    wrong.append(f"{one.name} {verb} {place}: {code} {out}{told} beside {other}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("person", PEOPLE)
def test_lists_hold_what_the_rules_name(person: str, sides: TwoSides, run: Any) -> None:
    for one in entities():
        code, out, _ = run(person, one.name, "list", "--format", "json", "--limit", "1000")
        seen = {row["id"] for row in json.loads(out)["results"]}
        assert code == 0
        for place in ("A", "B"):
            assert (sides.keys[place][one.name] in seen) == rules.sees(person, one, place), (one.name, place)


def test_nobody_acts_as_a_closed_account_or_as_one_there_is_not(run: Any, sides: TwoSides) -> None:
    sides.addresses["nobody"] = "nobody@security.example.org"
    told = []
    for person in ("closed", "nobody"):
        code, out, error = run(person, "organisation", "list")
        assert code != 0 and not out
        told.append(error.replace(sides.addresses[person], "ADDRESS"))
    assert told[0] == told[1] and "closed" in told[0]
