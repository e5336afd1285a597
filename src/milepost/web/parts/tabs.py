"""The tabs of a record: itself, and the records of other entities that name it, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere, visible
from milepost.kernel.entity import Column, Entity
from milepost.kernel.inputs import Ref
from milepost.web.address import paged, record_url, word


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: how many there are, and whether it is the one that is shown."""

    label: str
    address: str
    count: int | None = None
    here: bool = False


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
    seen = [(other, column) for other, column in naming(entity) if can_anywhere(actor, other.permission("view"))]
    if not seen:
        return []
    counts = {
        f"n{place}": _count(visible(other, actor).filter(**{column.attribute: row["id"]})) for place, (other, column) in enumerate(seen)
    }
    counted = visible(entity, actor).filter(pk=row["id"]).annotate(**counts).values_list(*counts).first() or ()
    found = [Tab(gettext("Overview"), base, None, here in ("", base))]
    for (other, column), count in zip(seen, counted, strict=False):
        address = f"{base}{word(other)}/{column.name}/"
        if not count and address != here and not _is_plain(entity, other, column):
            continue
        found.append(Tab(_label(entity, other, column), address, count or 0, address == here))
    return found


def _count(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are, as a part of another query."""
    return Subquery(rows.order_by().values(_all=Value(1)).annotate(_count=Count("*")).values("_count"), output_field=IntegerField())


def _label(entity: Entity, other: Entity, column: Column) -> str:
    """What names the record in several ways says in which."""
    if column.back:
        return gettext(column.back)
    label = gettext(other.plural).capitalize()
    return label if _is_plain(entity, other, column) else f"{label}: {gettext(column.label).lower()}"


def _is_plain(entity: Entity, other: Entity, column: Column) -> bool:
    """Whether it is named as what it is, or in one way only."""
    return column.name == entity.name.replace("-", "_") or sum(one is other for one, _ in naming(entity)) == 1
