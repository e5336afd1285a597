"""A draft's page: what would be changed, from what into what, and by whom; whoever countersigns reads it there."""

from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.errors import Refused
from milepost.kernel.inputs import Input, Ref, Unread
from milepost.kernel.operations import Operation, operation_named
from milepost.kernel.rows import read_row
from milepost.web.address import record_url
from milepost.web.pages.form import controls
from milepost.web.parts.value import shown_whole
from milepost.web.rooms.reading import Row


def draft(actor: Actor, row: Row) -> dict[str, Any]:
    """What the page knows of it: nothing of what is proposed for who may not see that."""
    try:
        operation = operation_named(row["operation"])
    except KeyError:  # of an older version
        return {"proposed": None}
    if "inputs" not in row:
        return {"proposed": None, "deed": operation}
    current = _current(actor, operation, row.get("record"))
    given = row["inputs"] if isinstance(row["inputs"], dict) else {}
    return {
        "deed": operation,
        "proposed": _lines(actor, operation, given, current if row["state"] != "countersigned" else None),
        "about": {"address": record_url(operation.entity, current), "title": row["subject"]} if current is not None else None,
        "compared": current is not None and operation.kind == "edit" and row["state"] != "countersigned",
    }


def _current(actor: Actor, operation: Operation, record: int | None) -> Row | None:
    if record is None:
        return None
    try:
        return read_row(operation.entity, actor, record)
    except Refused:
        return None


def _lines(actor: Actor, operation: Operation, given: Row, current: Row | None) -> list[dict[str, Any]]:
    """Label, what stands there now, what is proposed: only what would be other than it is."""
    asked = {name: one for name, one in operation.inputs.items() if name in given}
    found = []
    for control in controls(actor, asked, given):
        name, one = control.name, asked[control.name]
        now = current.get(name) if current is not None and operation.kind == "edit" else None
        before = shown_whole(one, now) if now not in (None, "") else ""
        if isinstance(one, Ref):
            after, same = control.title or given[name] or "", _same(now, given[name])
        else:
            value = _written(one, given[name])
            after = shown_whole(one, value) if value not in (None, "") else ""
            same = str(before) == str(after)
        if not same:
            found.append({"label": control.label, "before": before, "after": after})
    return found


def _same(now: Any, given: Any) -> bool:
    names = {str(now["id"]), str(now.get("number") or "").upper()} if isinstance(now, dict) else {""}
    return str(given if given is not None else "").upper() in names


def _written(asked: Input, given: Any) -> Any:
    """As rows hold it; what was typed where it cannot be read."""
    if given in (None, ""):
        return None
    try:
        return asked.write(asked.read(given))
    except Unread:
        return given
