"""What documents are made of: rows and answers, each only as far as somebody may see it, and columns to put them in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.questions import Given, ask, questions
from milepost.kernel.rows import question_from, read_whole
from milepost.values import said

NOT_VISIBLE = said("not visible to you")
MOST = 20_000
"""Rows of one kind in a document. Who wants more takes the list's own export."""


def asked(actor: Actor, name: str, **given: Any) -> Given:
    """The answer to the question of that name; None among the inputs means that they are not given. Raises Denied and Invalid."""
    known = {one.name: one for one in questions()}
    return ask(known[name], actor, {key.removesuffix("_"): _plain(value) for key, value in given.items() if value is not None})


def rows(actor: Actor, entity: str, *, order: str = "", fields: Sequence[str] = (), **filters: Any) -> list[dict[str, Any]]:
    """All rows of an entity that the actor can see, as lists give them; hidden fields are not in them. Nothing where they may see
    none. Raises Invalid for filters that are none, and for more rows than a document holds."""
    what = entity_named(entity)
    if not can_anywhere(actor, what.permission("view")):
        return []
    asking: Mapping[str, list[str]] = {
        **{name: [str(_plain(one)) for one in (value if isinstance(value, list) else [value])] for name, value in filters.items()},
        **({"order": [order]} if order else {}),
        **({"fields": [",".join(fields)]} if fields else {}),
    }
    blocks = read_whole(what, actor, question_from(what, actor, asking), most=MOST + 1)
    found = [row for block in blocks for row in block]
    if len(found) > MOST:
        raise Invalid(
            {
                "": [
                    Fault(
                        "too-many-rows",
                        said("a document holds {most:,} {kinds}, and these are more. Ask for fewer.", most=MOST, kinds=what.plural),
                    )
                ]
            }
        )
    return found


def titled(value: Any) -> str:
    """What a reference is called, as rows and answers hold it; the reader may not know of some."""
    if not value:
        return ""
    return str(value["title"]) if value.get("title") else NOT_VISIBLE


def called(entity: str, column: str, value: str | None) -> str:
    """What a choice of an entity's column is called."""
    options = getattr(entity_named(entity).by_name[column].input, "options", {})
    return options.get(value, value or "")  # type: ignore[no-any-return]


def state_of(entity: str, value: str) -> str:
    """What a state is called."""
    workflow = entity_named(entity).workflow
    return workflow.states.get(value, value) if workflow is not None else value


def day(value: str | None) -> date | None:
    """A day of a row."""
    return date.fromisoformat(value) if value else None


def _plain(value: Any) -> Any:
    """A value as doors give it: a record's id, an ISO day."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)
