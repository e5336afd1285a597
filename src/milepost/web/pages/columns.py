"""Which columns a list shows and in which order: chosen by ticking them, moved by a button each, with script or without."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.kernel.entity import Entity
from milepost.kernel.rows import fields_of
from milepost.kernel.rows.shape import Field

QUIET = frozenset({"id", "version", "created_at", "changed_at"})
USUAL = 6
"""As many as fit a window of 1,280 px side by side."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the chooser. What is `first` stands first in every list, and is not moved."""

    field: Field
    shown: bool
    first: bool


def columns(entity: Entity, chosen: str) -> Sequence[Field]:
    """The fields a list shows: those chosen, else the first that are meant for lists; the title always, and first of all a number."""
    known = {field.name: field for field in _choosable(entity)}
    names = [name for name in (one.strip() for one in chosen.split(",")) if name in known]
    if not names:
        usual = [field.name for field in known.values() if field.column is None or field.column.listed]
        names = [name for name in usual if name not in QUIET][:USUAL]
    first = [name for name in ("number",) if name in names]
    return [known[name] for name in dict.fromkeys([*first, entity.title, *names])]


def choices(entity: Entity, shown: Sequence[Field], left_out: Sequence[str] = ()) -> list[Choice]:
    """Every column: those that are shown in their order, then the others."""
    others = [field for field in _choosable(entity) if field not in shown and field.name not in left_out]
    first = ("number", entity.title)
    return [
        *(Choice(field, True, field.name in first) for field in shown),
        *(Choice(field, False, field.name in first) for field in others),
    ]


def _choosable(entity: Entity) -> list[Field]:
    left_out = {"id", "version", *(entity.outlined.instead.values() if entity.outlined is not None else ())}
    return [field for field in fields_of(entity).values() if field.name not in left_out]
