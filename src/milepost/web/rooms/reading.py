"""What pages made by hand read: rows and answers, or None where whoever looks may not ask for them: then the panel is left out."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.questions import Given, ask, question_named
from milepost.kernel.rows import question_from, read_page, read_whole

Row = dict[str, Any]
NOT_YOURS = "not-yours"
"""How questions say that they may be asked, but not of this one."""


def rows(word: str, actor: Actor, where: Q, *, fields: str = "", order: str = "", limit: int | None = None) -> tuple[Row, ...] | None:
    """Rows of an entity that the actor can see, all of them where no limit is given; None where they see none of its kind anywhere."""
    asked = entity(word)
    if not can_anywhere(actor, asked.permission("view")):
        return None
    parameters = {
        **({"limit": [str(limit)]} if limit is not None else {}),
        **({"fields": [fields]} if fields else {}),
        **({"order": [order]} if order else {}),
    }
    question = replace(question_from(asked, actor, parameters), where=where)
    if limit is not None:
        return read_page(asked, actor, question).rows
    return tuple(row for block in read_whole(asked, actor, question) for row in block)


def answer(name: str, actor: Actor, **given: Any) -> Given | None:
    """The answer to a question; None where the actor may ask it of nothing, or not of what it is asked of here."""
    try:
        return ask(question_named(name), actor, {word.removesuffix("_"): value for word, value in given.items()})
    except Denied:
        return None
    except Invalid as refusal:
        if {fault.code for faults in refusal.fields.values() for fault in faults} == {NOT_YOURS}:
            return None
        raise


def own_person(actor: Actor) -> Row | None:
    """The person behind the account that looks, if there is one whom they can see."""
    if actor.account is None:
        return None
    found = rows("person", actor, Q(account=actor.account), fields="id,number,name,team,manager,state", limit=2)
    return found[0] if found else None


def keys(found: Iterable[Row] | None, name: str) -> list[int]:
    """Ids that a reference of the rows names, each once."""
    return list(dict.fromkeys(row[name]["id"] for row in found or () if row.get(name)))
