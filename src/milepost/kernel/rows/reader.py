"""Reads rows as plain dictionaries: one query for the page, one for its count, one for each reference's titles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from milepost.kernel.access import Actor, reach, visible
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Record
from milepost.kernel.rows.question import Question
from milepost.kernel.rows.shape import Field, fields_of, is_reference

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """`count` rows there are in all; `rows` are those of the page."""

    count: int
    rows: tuple[Json, ...]
    limit: int
    offset: int


def read_page(entity: Entity, actor: Actor, question: Question) -> Page:
    """A page of the rows the actor can see."""
    source = visible(entity, actor).filter(question.where)
    chosen = source.order_by(*question.order)[question.offset : question.offset + question.limit]
    rows = _read(entity, actor, chosen, question.fields)
    whole = question.offset + len(rows) if len(rows) < question.limit and (rows or not question.offset) else source.count()
    return Page(whole, rows, question.limit, question.offset)


def read_row(entity: Entity, actor: Actor, key: int | str) -> Json:
    """One row by its id or number. Raises Missing, also for one the actor may not know of."""
    found = Q(pk=key) if isinstance(key, int) else Q(number=key) if entity.prefix else Q(pk__in=[])
    rows = _read(entity, actor, visible(entity, actor).filter(found), tuple(fields_of(entity).values()))
    if not rows:
        raise Missing(f"There is no {entity.singular} {key} that you can see.")
    return rows[0]


def rows_of(entity: Entity, actor: Actor, keys: Sequence[int]) -> tuple[Json, ...]:
    """Rows by their ids, in that order; those the actor cannot see are left out."""
    rows = _read(entity, actor, visible(entity, actor).filter(pk__in=keys), tuple(fields_of(entity).values()))
    known = {row["id"]: row for row in rows}
    return tuple(known[key] for key in keys if key in known)


def _read(entity: Entity, actor: Actor, source: QuerySet[Record], fields: Sequence[Field]) -> tuple[Json, ...]:
    """Rows as dictionaries. A field that is hidden on a row is left out of it, so that nobody takes it for empty."""
    hidden = sorted({field.sees for field in fields if field.sees})
    marks = {f"_sees_{n}": _seen(reach(entity, actor, permission)) for n, permission in enumerate(hidden)}
    table = list(source.annotate(**marks).values_list(*(field.path for field in fields), *marks))
    titles = {field.name: _titles(field, actor, (row[n] for row in table)) for n, field in enumerate(fields) if is_reference(field)}
    made = []
    for row in table:
        seen = dict(zip(hidden, row[len(fields) :], strict=True))
        shown: Json = {}
        for field, value in zip(fields, row, strict=False):
            if not field.sees or seen[field.sees]:
                shown[field.name] = _reference(value, titles[field.name]) if field.name in titles else field.input.write(value)
        made.append(shown)
    return tuple(made)


def _seen(where: Q) -> Case:
    usual = Value(not where, output_field=BooleanField())
    return Case(When(where, then=Value(True)), default=Value(False), output_field=BooleanField()) if where else Case(default=usual)


def _titles(field: Field, actor: Actor, keys: Iterable[int | None]) -> dict[int, str]:
    """What referenced records are called, of those the actor can see."""
    assert isinstance(field.input, Ref)
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    target = entity_named(field.input.entity)
    return dict(visible(target, actor).filter(pk__in=wanted).values_list("pk", target.title))


def _reference(key: int | None, titles: dict[int, str]) -> Json | None:
    return None if key is None else {"id": key, "title": titles.get(key)}


def key_from(text: str) -> int | str:
    """A record's id, or its number in capitals."""
    return int(text) if text.isdecimal() and len(text) < 19 else text.strip().upper()[:40].replace("\x00", "\ufffd")
