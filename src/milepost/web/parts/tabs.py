"""The tabs of a record: itself, and the records of other entities that name it, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import Column, Entity
from milepost.kernel.inputs import Ref
from milepost.kernel.rows import counts_naming
from milepost.web.address import paged, record_url, word


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: how many there are, and whether it is the one that is shown."""

    label: str
    address: str
    count: int | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A page made by hand that is a tab of a record: below its address, for who holds the permission somewhere. It stands for the tabs of
    the entities it covers."""

    label: str
    path: str
    needs: str
    covers: tuple[str, ...] = ()


PLACES: dict[str, Sequence[Place]] = {}
"""By entity its pages made by hand, in their order; the room that makes them says so."""


@cache
def naming(entity: Entity) -> Sequence[tuple[Entity, Column]]:
    """Every entity with the column by which it names this one."""
    return tuple(
        (other, column)
        for other in paged()
        for column in other.columns
        if isinstance(column.input, Ref) and column.input.entity == entity.name and column.listed and column.filtered and not column.sees
    )


def tabs(entity: Entity, actor: Actor, row: dict[str, Any], here: str = "") -> list[Tab]:
    """The record itself, then what names it and can be seen, all counted in one query. Nothing when there is only the record. What names it
    in another way than as what it is (leave that somebody decided) has a tab only where there is some."""
    base = record_url(entity, row)
    places = [one for one in PLACES.get(entity.name, ()) if can_anywhere(actor, one.needs)]
    covered = {name: one for one in places for name in one.covers}
    seen = [
        (other, column) for other, column in naming(entity) if can_anywhere(actor, other.permission("view")) and other.name not in covered
    ]
    if not seen and not places:
        return []
    counted = counts_naming(actor, seen, row["id"])
    found = [Tab(gettext("Overview"), base, None, here in ("", base))]
    lists = {_address(base, other, column): covered[other.name] for other, column in naming(entity) if other.name in covered}
    at = lists.get(here)
    found += [Tab(gettext(one.label), f"{base}{one.path}", None, one is at or here == f"{base}{one.path}") for one in places]
    for (other, column), count in zip(seen, counted, strict=True):
        address = _address(base, other, column)
        if not count and address != here and not _is_plain(entity, other, column):
            continue
        found.append(Tab(_label(entity, other, column), address, count, address == here))
    return found


def _address(base: str, other: Entity, column: Column) -> str:
    return f"{base}{word(other)}/{column.name}/"


def _label(entity: Entity, other: Entity, column: Column) -> str:
    """What names the record in several ways says in which."""
    if column.back:
        return gettext(column.back)
    label = gettext(other.plural).capitalize()
    return label if _is_plain(entity, other, column) else f"{label}: {gettext(column.label).lower()}"


def _is_plain(entity: Entity, other: Entity, column: Column) -> bool:
    """Whether it is named as what it is, or in one way only."""
    return column.name == entity.name.replace("-", "_") or sum(one is other for one, _ in naming(entity)) == 1
