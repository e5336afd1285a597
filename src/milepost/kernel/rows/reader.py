"""Reads rows as plain dictionaries: one query for the page, one for its count, and one for the titles of references of which the actor
sees only some."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from milepost.kernel.access import Actor, asked_once, reach, visible
from milepost.kernel.access.ids import among
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Record
from milepost.kernel.rows.columns import source, written
from milepost.kernel.rows.question import Question
from milepost.kernel.rows.shape import Field, fields_of, is_indexed, is_reference
from milepost.values import said

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
    with asked_once():
        found = visible(entity, actor).filter(question.where)
        chosen = found.order_by(*question.order)[question.offset : question.offset + question.limit]
        if not is_indexed(entity, question.order):
            # Ids are sorted first: whole rows with what they refer to would be carried through the sort, and most of them for nothing.
            chosen = entity.model._default_manager.filter(pk__in=chosen.values("pk")).order_by(*question.order)
        rows = _read(entity, actor, chosen, question.fields)
        whole = question.offset + len(rows) if len(rows) < question.limit and (rows or not question.offset) else found.count()
    return Page(whole, rows, question.limit, question.offset)


BLOCK = 1000


def read_whole(entity: Entity, actor: Actor, question: Question, *, most: int | None = None) -> Iterator[tuple[Json, ...]]:
    """Every row that is asked for, whatever the question's limit, in blocks: from its offset on, at most so many. Which rows there are is
    decided once, so that none comes twice or is passed over while others work; one that is deleted meanwhile is left out."""
    room = BLOCK if most is None else min(BLOCK, most)
    if not room:
        return
    if all(field.name != "id" for field in question.fields):
        named = replace(question, fields=(*question.fields, fields_of(entity)["id"]))
        for block in read_whole(entity, actor, named, most=most):
            yield tuple({name: value for name, value in row.items() if name != "id"} for row in block)
        return
    first = read_page(entity, actor, replace(question, limit=room)).rows
    yield first
    if len(first) < room or room == most:
        return
    with asked_once():
        found = visible(entity, actor).filter(question.where).order_by(*question.order).values_list("pk", flat=True)
        end = None if most is None else question.offset + most
        keys = list(found[question.offset : end])
    seen = {row["id"] for row in first}
    rest = [key for key in keys if key not in seen]
    for start in range(0, len(rest), BLOCK):
        with asked_once():
            chosen = visible(entity, actor).filter(pk__in=among(rest[start : start + BLOCK])).order_by(*question.order)
            rows = _read(entity, actor, chosen, question.fields)
        yield rows


def count_rows(entity: Entity, actor: Actor, question: Question, *, most: int) -> int:
    """How many rows there are, counted no further than so many and one."""
    with asked_once():
        return int(visible(entity, actor).filter(question.where).order_by()[question.offset : question.offset + most + 1].count())


def read_row(entity: Entity, actor: Actor, key: int | str) -> Json:
    """One row by its id or number. Raises Missing, also for one the actor may not know of."""
    found = Q(pk=key) if isinstance(key, int) else Q(number=key) if entity.prefix else Q(pk__in=[])
    with asked_once():
        rows = _read(entity, actor, visible(entity, actor).filter(found), tuple(fields_of(entity).values()))
    if not rows:
        raise Missing(said("There is no {kind} {key} that you can see.", kind=entity.singular, key=key))
    return rows[0]


def rows_of(entity: Entity, actor: Actor, keys: Sequence[int]) -> tuple[Json, ...]:
    """Rows by their ids, in that order; those the actor cannot see are left out."""
    with asked_once():
        rows = _read(entity, actor, visible(entity, actor).filter(pk__in=among(keys)), tuple(fields_of(entity).values()))
    known = {row["id"]: row for row in rows}
    return tuple(known[key] for key in keys if key in known)


def rows_after(entity: Entity, actor: Actor, records: Sequence[Record]) -> tuple[Json, ...]:
    """Rows of records that the actor has just made or changed; of one that they may not see, its id and version alone."""
    known = {row["id"]: row for row in rows_of(entity, actor, [record.pk for record in records])}
    return tuple(known.get(record.pk) or {"id": record.pk, "version": record.version} for record in records)


def _read(entity: Entity, actor: Actor, chosen: QuerySet[Record], fields: Sequence[Field]) -> tuple[Json, ...]:
    """Rows as dictionaries. A field that is hidden on a row is left out of it, so that nobody takes it for empty."""
    hidden = sorted({field.sees for field in fields if field.sees})
    marks = {f"_sees_{n}": _seen(reach(entity, actor, permission)) for n, permission in enumerate(hidden)}
    beside = [field for field in fields if is_reference(field)]
    joined = {field.name: path for field in beside if (path := _path_of_title(field, actor))}
    sources = {f"_field_{n}": source(field) for n, field in enumerate(fields)}
    plain = {name: path for name, path in sources.items() if not isinstance(path, str)}
    names = [path if isinstance(path, str) else name for name, path in sources.items()]
    table = list(chosen.annotate(**marks, **plain).values_list(*names, *joined.values(), *marks))
    columns = written(fields, table)
    for n, field in enumerate(fields):
        if field.name in joined:
            place = len(fields) + list(joined).index(field.name)
            columns[n] = [_reference(row[n], row[place]) for row in table]
        elif is_reference(field):
            titles = _titles(field, actor, (row[n] for row in table))
            columns[n] = [_reference(key, titles.get(key)) for key in columns[n]]
    words = [field.name for field in fields]
    made = tuple(dict(zip(words, row, strict=True)) for row in zip(*columns, strict=True))
    if hidden:
        _hide(made, fields, hidden, table)
    return made


def _hide(rows: Sequence[Json], fields: Sequence[Field], hidden: Sequence[str], table: Sequence[Sequence[Any]]) -> None:
    """Takes away what the actor may not see; the last columns of the table say of each row what they may."""
    for row, found in zip(rows, table, strict=True):
        seen = dict(zip(hidden, found[-len(hidden) :], strict=True))
        for field in fields:
            if field.sees and not seen[field.sees]:
                del row[field.name]


def _seen(where: Q) -> Case:
    usual = Value(not where, output_field=BooleanField())
    return Case(When(where, then=Value(True)), default=Value(False), output_field=BooleanField()) if where else Case(default=usual)


def _path_of_title(field: Field, actor: Actor) -> str:
    """Where the title stands from here, when the actor sees every record that could be named; else empty."""
    assert isinstance(field.input, Ref)
    target = entity_named(field.input.entity)
    if reach(target, actor, target.permission("view")):
        return ""
    return f"{field.name}__{target.by_name[target.title].attribute}"


def _titles(field: Field, actor: Actor, keys: Iterable[int | None]) -> dict[int | None, str]:
    """What referenced records are called, of those the actor can see."""
    assert isinstance(field.input, Ref)
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    target = entity_named(field.input.entity)
    return dict(visible(target, actor).filter(pk__in=wanted).values_list("pk", target.title))


def _reference(key: int | None, title: str | None) -> Json | None:
    return None if key is None else {"id": key, "title": title}


def key_from(text: str) -> int | str:
    """A record's id, or its number in capitals."""
    return int(text) if text.isdecimal() and len(text) < 19 else text.strip().upper()[:40].replace("\x00", "\ufffd")
