"""`milepost subject export ENTITY ID` and `… erase`: the data of one person."""

import argparse
import json

from milepost.cli.codes import Exit
from milepost.cli.failure import usage
from milepost.cli.house.parser import entity_of
from milepost.cli.house.secrets import named
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity, entities
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import read_row
from milepost.kernel.subjects import ERASE, EXPORT, is_subject


def export(actor: Actor, arguments: argparse.Namespace) -> int:
    """Prints everything, as JSON."""
    return _do(actor, arguments, EXPORT, {})


def erase(actor: Actor, arguments: argparse.Namespace) -> int:
    """Erases, and prints how much that was."""
    return _do(actor, arguments, ERASE, {"reason": arguments.reason})


def _do(actor: Actor, arguments: argparse.Namespace, verb: str, given: dict[str, str]) -> int:
    entity = _people(arguments.entity)
    key = read_row(entity, actor, named(entity, actor, arguments.key))["id"]
    done = perform(operation_named(entity.permission(verb)), actor, on=[key], given=given)
    (value,) = done.shown[key].values()
    print(json.dumps(value, indent=2, ensure_ascii=False))
    return Exit.OK


def _people(word: str) -> Entity:
    """The entity. Raises Failure (2) for one whose records are no people."""
    found = entity_of(word)
    if not is_subject(found):
        known = ", ".join(one.name for one in entities() if is_subject(one))
        raise usage(word, "its records are no people.", f"People are {known}.")
    return found
