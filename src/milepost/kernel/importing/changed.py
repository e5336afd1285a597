"""What a row of a file changes in the record it names: cells that say what is there already change nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from milepost.exchange.grid import cell_text
from milepost.kernel.entity import Entity
from milepost.kernel.exporting.cells import text_in
from milepost.kernel.importing.sheet import DraftRow
from milepost.kernel.inputs import Input, Ref, Unread
from milepost.kernel.operations import Operation
from milepost.kernel.rows import fields_of


@dataclass(frozen=True, slots=True)
class Change:
    """`given` is what differs from the record `key`, which is at `version`; `fixed` are columns that differ and cannot be changed."""

    key: int
    version: int
    row: DraftRow
    given: Mapping[str, Any]
    fixed: tuple[str, ...]
    now: Mapping[str, Any]

    def without_same(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What differs once names have become ids."""
        return {name: value for name, value in given.items() if not (_is_id(value) and _id_of(self.now.get(name)) == value)}


def change_of(entity: Entity, edit: Operation | None, row: DraftRow, now: Mapping[str, Any]) -> Change:
    """The difference. A column that is hidden from the actor is absent in `now`: an empty cell leaves it as it is."""
    given: dict[str, Any] = {}
    fixed = []
    known = fields_of(entity)
    for name, raw in row.given.items():
        if name not in now:
            if not known[name].input.is_empty(raw) if name in known else raw:
                given[name] = raw
        elif not any(same(known[name].input, raw, value) for value in _told(entity, name, now)):
            given[name] = raw
    if edit is not None:
        of_parts = entity.of_parts(now)
        fixed = [name for name in given if (name not in edit.inputs and name in now) or name in of_parts]
        given = {name: value for name, value in given.items() if name in edit.inputs and name not in of_parts}
    return Change(now["id"], now["version"], row, given, tuple(fixed), now)


def _told(entity: Entity, name: str, now: Mapping[str, Any]) -> list[Any]:
    """What a file may say of the record as it is: what it holds, and what lists show in that place."""
    return [now[name], *(now[shown] for shown in [entity.of_parts(now).get(name)] if shown)]


def same(asked: Input, raw: Any, value: Any) -> bool:
    """Whether a cell says what the record has: as it was exported, or in other words."""
    if asked.is_empty(raw):
        return value is None or value == "" or value == []
    if isinstance(raw, str) and _plain(raw) == _plain(text_in(asked, value)):
        return True
    if isinstance(asked, Ref):
        return _is_id(raw) and _id_of(value) == raw
    try:
        return bool(asked.write(asked.read(raw)) == value)
    except Unread:
        return False


def _plain(text: str) -> str:
    return cell_text(text.replace("\r\n", "\n"))


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _id_of(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else None
