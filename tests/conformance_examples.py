"""Records of any entity, made from the examples of its inputs; what they refer to is made first."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.entity import Entity, entity
from milepost.kernel.inputs import Instant, Ref, Text
from milepost.kernel.models import Record
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings import SettingKind, declare

_numbers = count(1)


def example(asked: Entity, actor: Actor) -> dict[str, Any]:
    """Inputs that create a record. References that need not be are left out, so that there is no circle; rows about other records are
    about an organisation."""
    number = next(_numbers)
    given: dict[str, Any] = {}
    for name, column in operation_named(asked.permission("create")).inputs.items():
        if isinstance(column, Ref):
            if column.required:
                given[name] = made(entity(column.entity), actor).pk
        else:
            given[name] = column.example(number)
    if asked.hangs:
        for before in ("", "other_") if "other_record" in given else ("",):
            given |= {f"{before}entity": "organisation", f"{before}record": made(entity("organisation"), actor).pk}
    special = SPECIAL.get(asked.name)
    return given | special(actor, number) if special is not None else given


def changed(asked: Entity, actor: Actor) -> dict[str, Any]:
    """Inputs that edit a record."""
    inputs = operation_named(asked.permission("edit")).inputs
    return {name: value for name, value in example(asked, actor).items() if name in inputs}


def made(asked: Entity, actor: Actor) -> Record:
    """A record of the entity."""
    return perform(operation_named(asked.permission("create")), actor, given=example(asked, actor)).records[0]


def _setting(actor: Actor, number: int) -> dict[str, Any]:
    """A setting has to be declared."""
    name = f"test-{number}"
    declare(SettingKind(name, Text(), "usual"))
    return {"name": name, "value": f"value {number}"}


def _for_an_account(actor: Actor, number: int) -> dict[str, Any]:
    return {"account": made(entity("account"), actor).pk}


def _a_token(actor: Actor, number: int) -> dict[str, Any]:
    """It ends tomorrow, whenever this runs."""
    return {**_for_an_account(actor, number), "expires_at": Instant().write(now() + timedelta(days=1))}


SPECIAL: dict[str, Callable[[Actor, int], dict[str, Any]]] = {
    "attachment": lambda actor, number: {"name": f"example {number}.txt"},
    "account": lambda actor, number: {"kind": "person"},
    "draft": lambda actor, number: {"record": None, "inputs": {"name": f"Drafted {number}", "kind": "client"}},
    "mail-preference": lambda actor, number: {**_for_an_account(actor, number), "hour": number % 24},
    "mute": _for_an_account,
    "person": lambda actor, number: {"country": "GB", "region": "SCT", "joined_on": "2020-01-06"},
    "whereabouts": lambda actor, number: {"place": "home"},
    "grant": lambda actor, number: {**_for_an_account(actor, number), "scope_id": None},
    "saved-view": lambda actor, number: {"shared": True, "is_default": False},
    "setting": _setting,
    "token": _a_token,
    "watch": _for_an_account,
}
"""What examples of single inputs do not know of each other."""


def given_to(operation: str) -> dict[str, Any]:
    """What examples of an operation's inputs do not know: which day it is."""
    return {"last_day": str(now().date() - timedelta(days=1))} if operation == "person.leave" else {}
