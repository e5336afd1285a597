"""What is asked of a list: filters, search, order, page and fields, read from text as it stands in an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from milepost.kernel.access import Actor, sees_all
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import (
    Amount,
    Day,
    Flag,
    Input,
    Instant,
    LocalMoment,
    LongText,
    Number,
    Percent,
    Ref,
    Span,
    Text,
    Unread,
    Whole,
    Zone,
)
from milepost.kernel.rows.shape import Field, field_shown, fields_of
from milepost.values import listed, said

PAGE, MOST = 50, 1000
SEARCH_LENGTH = 200
ORDERED = (Whole, Number, Percent, Amount, Span, Day, Instant, LocalMoment)
LOOKUPS = {"gte": "gte", "lte": "lte", "gt": "gt", "lt": "lt", "contains": "icontains", "empty": "isnull", "not": "not"}
OWN = frozenset({"limit", "offset", "order", "fields", "search"})


@dataclass(frozen=True)
class Question:
    """`where` is the filter; `order` are paths; `fields` those to show."""

    where: Q
    order: tuple[str, ...]
    fields: tuple[Field, ...]
    limit: int = PAGE
    offset: int = 0


def question_from(entity: Entity, actor: Actor, parameters: Mapping[str, Sequence[str]]) -> Question:
    """The question in the parameters of an address: `kind=client&kind=supplier`, `changed_at__gte=…`, `name__contains=…`,
    `parent__empty=true`, `search=`, `order=name,-changed_at`, `fields=id,name`, `limit=`, `offset=`. Raises Invalid with every fault."""
    faults: dict[str, list[Fault]] = {}
    known = fields_of(entity)
    where = Q()
    for name, values in parameters.items():
        if name in OWN:
            continue
        try:
            where &= _filter(entity, actor, known, name, values)
        except Unread as unread:
            faults[name] = [Fault(unread.code, unread.message)]
    if words := _last(parameters, "search"):
        where &= _search(entity, actor, words[:SEARCH_LENGTH])
    limit = _whole(parameters, "limit", Whole(least=1, most=MOST), PAGE, faults)
    offset = _whole(parameters, "offset", Whole(least=0, most=10**9), 0, faults)
    order = _order(entity, actor, known, _last(parameters, "order"), faults)
    fields = _fields(known, _last(parameters, "fields"), faults)
    if faults:
        raise Invalid(faults)
    return Question(where, order, fields, limit, offset)


def _filter(entity: Entity, actor: Actor, known: Mapping[str, Field], name: str, values: Sequence[str]) -> Q:
    base, _, lookup = name.partition("__")
    narrowing = next((one for one in entity.narrowings if one.name == base), None)
    if narrowing is not None and lookup in ("", "not"):
        found = narrowing.where(actor, [_taken(narrowing.input, value) for value in values])
        return Q(~found) if lookup else Q(found)
    field = known.get(base)
    if field is None or (field.column is not None and not field.column.filtered) or (lookup and lookup not in _lookups(field)):
        raise Unread(
            "unknown-filter", said("there is no filter '{name}'; {filters_told}", name=name, filters_told=_filters_told(entity, base))
        )
    _may_use(entity, actor, field)
    field = field_shown(entity, base) or field
    if lookup == "empty":
        empty = Flag().read(values[-1])
        blank = Q(**{f"{field.path}__isnull": True}) | (Q(**{field.path: ""}) if isinstance(field.input, Text | Zone) else Q())
        return blank if empty else ~blank
    read = [_read(field, value, lookup) for value in values]
    if lookup in ("", "not"):
        found = Q(**{f"{field.path}__in": read})
        return ~found if lookup else found
    return Q(**{f"{field.path}__{LOOKUPS[lookup]}": read[-1]})


def _read(field: Field, value: str, lookup: str) -> Any:
    """A day alone is meant whole: from its beginning, until its end."""
    asked = field.input
    if isinstance(asked, LocalMoment) and lookup:
        asked = replace(asked, ends=lookup in ("lte", "gt"))
    return _taken(asked, value)


def _taken(asked: Input, value: str) -> Any:
    return Whole(least=1, most=2**63 - 1).read(value) if isinstance(asked, Ref) else asked.read(value)


def _lookups(field: Field) -> tuple[str, ...]:
    found: tuple[str, ...] = ("not", "empty") if field.column is not None else ("not",)
    if isinstance(field.input, ORDERED):
        found += ("gte", "lte", "gt", "lt")
    if isinstance(field.input, Text):
        found += ("contains",)
    return found


def filters_of(entity: Entity) -> tuple[str, ...]:
    """Every filter by the name it has in an address."""
    usable = [f for f in fields_of(entity).values() if f.column is None or f.column.filtered]
    own = tuple(name for one in entity.narrowings for name in (one.name, f"{one.name}__not"))
    return tuple(name for field in usable for name in (field.name, *(f"{field.name}__{lookup}" for lookup in _lookups(field)))) + own


def _filters_told(entity: Entity, base: str) -> str:
    """Those of the field that was meant; else the fields, for all filters are more than anybody reads."""
    of_field = [name for name in filters_of(entity) if name.partition("__")[0] == base]
    if of_field:
        return said("known of {base} are {of_field}.", base=base, of_field=listed(of_field))
    fields = [name for name in filters_of(entity) if "__" not in name]
    return said(
        "known are {fields}, alone or followed by what they allow of __{lookups}.", fields=listed(fields), lookups=listed(LOOKUPS, ", __")
    )


def _may_use(entity: Entity, actor: Actor, field: Field) -> None:
    """A column that is hidden on some rows would tell its values by how these are filtered or sorted."""
    if field.sees and not sees_all(entity, actor, field.sees):
        raise Unread("hidden-column", said("you may not see every {field}, so lists cannot be filtered or sorted by it.", field=field.name))


def _search(entity: Entity, actor: Actor, words: str) -> Q:
    """Rows that hold every word in some searched column."""
    usable = [f for f in fields_of(entity).values() if f.column is not None and f.column.searched]
    usable = [f for f in usable if not f.sees or sees_all(entity, actor, f.sees)]
    paths = [*(f.path for f in usable), *(["number"] if entity.prefix else [])]
    found = Q()
    for word in words.replace("\x00", " ").split()[:10]:
        one = Q(pk__in=[])
        for path in paths:
            one |= Q(**{f"{path}__icontains": word})
        found &= one
    return found


def _order(entity: Entity, actor: Actor, known: Mapping[str, Field], text: str, faults: dict[str, list[Fault]]) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()] if text else list(entity.order)
    made = []
    for name in names:
        field = known.get(name.removeprefix("-"))
        if field is None or isinstance(field.input, LongText):
            usable = listed([n for n, f in known.items() if not isinstance(f.input, LongText)])
            message = said("lists are not sorted by '{name}'; known are {usable}.", name=name, usable=usable)
            faults["order"] = [Fault("unknown-order", message)]
            continue
        try:
            _may_use(entity, actor, field)
        except Unread as unread:
            faults["order"] = [Fault(unread.code, unread.message)]
        made.append(("-" if name.startswith("-") else "") + (field_shown(entity, field.name) or field).sorts)
    return (*made, "pk")


def _fields(known: Mapping[str, Field], text: str, faults: dict[str, list[Fault]]) -> tuple[Field, ...]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip())) or list(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        faults["fields"] = [
            Fault("unknown-field", said("there is no field '{unknown}'; known are {known}.", unknown=unknown[0], known=listed(known)))
        ]
    return tuple(known[name] for name in names if name in known)


def _whole(parameters: Mapping[str, Sequence[str]], name: str, read: Whole, usual: int, faults: dict[str, list[Fault]]) -> int:
    text = _last(parameters, name)
    try:
        return read.read(text) if text else usual
    except Unread as unread:
        faults[name] = [Fault(unread.code, unread.message)]
        return usual


def _last(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name) or [""]
    return values[-1].strip()
