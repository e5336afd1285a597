"""Which rows are about a person: the record itself, what belongs to it, what hangs on it, and what only names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Address
from milepost.kernel.models import JournalEntry, Record


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of an entity. What is `theirs` is about the person; the others name them (somebody's manager, an author). `gone` are ids of rows
    that were about them and are deleted: the journal still tells of these. `also` are columns that hold data of the person here, though not
    in every such row, with what stands there once it is erased."""

    entity: Entity
    ids: tuple[int, ...]
    theirs: bool
    gone: tuple[int, ...] = ()
    also: Mapping[str, Any] = field(default_factory=dict)


def is_subject(entity: Entity) -> bool:
    """Whether its records are people: those whose own address of mail it keeps."""
    return entity.reach is None and any(column.personal and isinstance(column.input, Address) for column in entity.columns)


def rows_about(subject: Entity, record: int) -> Iterator[Found]:
    """Every row that concerns the person, the record itself first. A record that is a person in its own right (that behind an account)
    only names this one: it is given out or erased for itself."""
    yield Found(subject, (record,), theirs=True)
    for one in entities():
        own, other = _paths(one, subject)
        about = _about(one, subject, record)
        for paths, theirs in ((own, True), (other, False)):
            conditions = [Q(**{path: record}) for path in paths] + ([about] if theirs and about is not None else [])
            if not conditions:
                continue
            ids = _ids(one, reduce(or_, conditions))
            gone = _gone(one, subject, record, paths, hanging=about is not None) if theirs else ()
            if ids or gone:
                yield Found(one, ids, theirs, gone)


def _paths(one: Entity, subject: Entity) -> tuple[list[str], list[str]]:
    """The references to the subject by which a row belongs to it, as the scope "own" says whose rows are, and all the others."""
    names = [field.name for field in one.model._meta.concrete_fields if field.related_model is subject.model]
    whose = one.scopes.get("own", "").split("__")[0].removesuffix("_id")
    own = [name for name in names if name == whose and not is_subject(one)]
    return own, [name for name in names if name not in own]


def _about(one: Entity, subject: Entity, record: int) -> Q | None:
    """The filter for comments, files, links … on the record; None for an entity that hangs on nothing."""
    if one.reach is None or "record" not in one.by_name:
        return None
    here = Q(entity=subject.name, record=record)
    return here | Q(other_entity=subject.name, other_record=record) if "other_record" in one.by_name else here


def _ids(one: Entity, where: Q) -> tuple[int, ...]:
    return tuple(one.model._base_manager.filter(where).order_by("pk").values_list("pk", flat=True))


def _gone(one: Entity, subject: Entity, record: int, paths: list[str], *, hanging: bool) -> tuple[int, ...]:
    """Rows that were deleted, as the journal tells of their making and deleting."""
    named = [Q(**{f"difference__{path}__{place}": record}) for path in paths for place in (0, 1)]
    for before in ("", "other_") if hanging and "other_record" in one.by_name else ("",) if hanging else ():
        for place in (0, 1):
            named.append(Q(**{f"difference__{before}entity__{place}": subject.name, f"difference__{before}record__{place}": record}))
    told = set(JournalEntry.objects.filter(reduce(or_, named), entity=one.name).values_list("record", flat=True))
    there = set(one.model._base_manager.filter(pk__in=told).values_list("pk", flat=True))
    return tuple(sorted(told - there))


def records_of(found: Found) -> Iterator[Record]:
    """The rows themselves."""
    yield from found.entity.model._base_manager.filter(pk__in=found.ids).order_by("pk")
