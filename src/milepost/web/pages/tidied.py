"""The address that is meant by one that a form made without script, or somebody typed: of which the list sends the browser on."""

from django.http import QueryDict

from milepost.kernel.entity import Entity
from milepost.kernel.inputs import Day
from milepost.kernel.rows import fields_of
from milepost.web.asked import Asking
from milepost.web.parts.typed import day_typed

STEPS = {"up": -1, "down": 1}


def tidied(entity: Entity, asked: Asking) -> str:
    """Columns that are ticked or moved one by one become one word, and days as the reader's language writes them become those that mean
    the same to everybody: the address may be kept as a view, or sent to somebody else. Empty where nothing is to be tidied."""
    columns, days = _columns(asked), _days(entity, asked.query)
    if columns is None and days == asked.query:
        return ""
    found = Asking(asked.path, days, asked.from_view)
    return found.address if columns is None else found.with_(columns=columns, up=None, down=None)


def _columns(asked: Asking) -> str | None:
    names = [name for text in asked.query.getlist("columns") for name in text.split(",") if name]
    moved = next((step for step in STEPS if asked.query.get(step)), None)
    if moved is None and len(asked.query.getlist("columns")) < 2:
        return None
    name = str(asked.query.get(moved or "", ""))
    if moved is not None and name in names:
        at = names.index(name)
        names.insert(max(0, at + STEPS[moved]), names.pop(at))
    return ",".join(dict.fromkeys(names))


def _days(entity: Entity, query: QueryDict) -> QueryDict:
    known, found = fields_of(entity), query.copy()
    for name in query:
        field = known.get(name.partition("__")[0])
        if field is not None and isinstance(field.input, Day):
            found.setlist(name, [day_typed(text) for text in query.getlist(name)])
    return found
