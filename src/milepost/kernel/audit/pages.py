"""The journal across records, as somebody may see it: the latest first in pages, or in the order of the seal for programs that follow.

An entry is told to whoever holds journal.view on its record and sees that; of a record that is gone, to whoever holds both for the whole
house. Pages go on from an entry, not after a count of them, so that the hundred-thousandth costs what the first does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat

from milepost.kernel.about import targets
from milepost.kernel.access import Actor, can_anywhere, reach, visible
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.inputs import Input, Instant, Text, Unread, Whole
from milepost.kernel.models import JournalEntry
from milepost.values import listed, said

VIEW = "journal.view"
NOTHING = Q(pk__in=[])
PAGE, MOST = 50, 500
"""`VIEW` is asked for beside the permission to see the record."""
_ID = Whole(least=1, most=2**63 - 1)
FILTERS: Mapping[str, tuple[str, Input]] = {
    "account": ("account_id", _ID),
    "operation": ("operation", Text(most=80)),
    "entity": ("entity", Text(most=40)),
    "record": ("record", _ID),
    "batch": ("batch", Text(most=40)),
    "since": ("at__gte", Instant()),
    "until": ("at__lt", Instant()),
}
"""What the journal is asked by: the path, and how the text is read."""
PLACES: Mapping[str, Input] = {
    "before": _ID,
    "after": Whole(least=0, most=2**63 - 1),
    "limit": Whole(least=1, most=MOST),
}


@dataclass(frozen=True, slots=True)
class Entries:
    """`rows` as they are shown. `further` is where the next page begins: `before` an id, or `after` a position; None where this is the
    last."""

    rows: tuple[dict[str, Any], ...]
    further: dict[str, int] | None


def read_journal(actor: Actor, parameters: Mapping[str, Sequence[str]]) -> Entries:
    """Entries by filters, `limit` of them, the latest first from `before` an id on; with `after` a position those sealed later, in their
    order, which never changes. Raises Denied without journal.view anywhere, and Invalid with every fault."""
    if not (actor.unbounded or can_anywhere(actor, VIEW)):
        raise Denied(said("You may not read the journal: it takes {view}.", view=VIEW))
    where, place = _asked(parameters)
    limit = place.get("limit", PAGE)
    source = _reached(actor, parameters.get("entity")).filter(where).select_related("account", "in_place_of", "drafted_by")
    if "after" in place:
        source = source.filter(position__gt=place["after"]).order_by("position")
    else:
        source = (source.filter(pk__lt=place["before"]) if "before" in place else source).order_by("-id")
    found = list(source[: limit + 1])
    page = found[:limit]
    further: dict[str, int] | None = None
    if len(found) > limit:
        further = {"after": page[-1].position or 0} if "after" in place else {"before": page[-1].pk}
    return Entries(_shown(actor, page), further)


def _asked(parameters: Mapping[str, Sequence[str]]) -> tuple[Q, dict[str, int]]:
    faults: dict[str, list[Fault]] = {}
    where, place = Q(), {}
    for name, values in parameters.items():
        try:
            if name in PLACES:
                place[name] = PLACES[name].read(values[-1])
            elif name in FILTERS:
                path, read = FILTERS[name]
                found = [read.read(value) for value in values]
                where &= Q(**{path: found[-1]}) if "__" in path or len(found) == 1 else Q(**{f"{path}__in": found})
            else:
                known = listed((*FILTERS, *PLACES))
                raise Unread("unknown-filter", said("the journal is not asked by '{name}'; known are {known}.", name=name, known=known))
        except Unread as unread:
            faults[name] = [Fault(unread.code, unread.message)]
    if "before" in place and "after" in place:
        faults["after"] = [Fault("contradiction", said("either before an id, or after a position."))]
    if faults:
        raise Invalid(faults)
    return where, place


def _reached(actor: Actor, wanted: Sequence[str] | None) -> QuerySet[JournalEntry]:
    """What the actor may know of: one filter over all kinds of record, or over those that are asked for."""
    if actor.unbounded:
        return JournalEntry.objects.all()
    asked = [one for one in entities() if (not wanted or one.name in wanted) and can_anywhere(actor, one.permission("view"))]
    # What people keep for themselves is told to themselves alone.
    own = [one for one in asked if one.reach is not None and not one.hangs]
    whole = [one.name for one in asked if one not in own and sees_gone(actor, one)]
    if len(whole) + len(own) == len(entities()):
        theirs = ~Q(entity__in=[one.name for one in own])
        for one in own:
            theirs |= Q(entity=one.name, record__in=visible(one, actor).values("pk"))
        return JournalEntry.objects.filter(theirs)
    told = _told(actor)
    where = Q(of__in=whole)
    for one in own:
        where |= Q(of=one.name, record__in=visible(one, actor).values("pk"))
    for one in asked:
        if one.name in whole or one in own:
            continue
        if one.reach is None:
            records = visible(one, actor).filter(told[one.name]) if one.name in told else None
        else:
            records = visible(one, actor).filter(_hanging(told)) if told else None
        if records is not None:
            where |= Q(of=one.name, record__in=records.values("pk"))
    # Not the column itself: an index on it would be taken, and everything then sorted; what is asked for has the indexes.
    return JournalEntry.objects.alias(of=Concat("entity", Value(""), output_field=CharField())).filter(where)


def _told(actor: Actor) -> dict[str, Q]:
    """By entity on which of its records the actor holds journal.view; those with none are left out."""
    found = {one.name: reach(one, actor, VIEW) for one in targets()}
    return {word: where for word, where in found.items() if where != NOTHING}


def _hanging(told: Mapping[str, Q]) -> Q:
    """Rows that hang on one of those records."""
    found = NOTHING
    for word, where in told.items():
        found |= Q(entity=word, record__in=entity_named(word).model._default_manager.filter(where).values("pk"))
    return found


def sees_gone(actor: Actor, one: Entity) -> bool:
    """Whether the actor is told of every such record in the house, gone or not; of rows about others, only who sees all of those."""
    if actor.unbounded:
        return True
    held = {word for granted in actor.granted if granted.scope_kind == HOUSE for word in granted.permissions}
    needed = {VIEW, one.permission("view")} | {target.permission("view") for target in targets() if one.reach is not None}
    return needed <= held


def _shown(actor: Actor, page: Sequence[JournalEntry]) -> tuple[dict[str, Any], ...]:
    hidden = _hidden(actor, page)
    return tuple(
        {
            "id": entry.pk,
            "position": entry.position,
            "at": Instant().write(entry.at),
            "account": entry.account_id,
            "by": entry.account.name if entry.account else None,
            "in_place_of": entry.in_place_of.name if entry.in_place_of else None,
            "drafted_by": entry.drafted_by.name if entry.drafted_by else None,
            "operation": entry.operation,
            "entity": entry.entity,
            "record": entry.record,
            "version": entry.version,
            "difference": {name: pair for name, pair in entry.difference.items() if name not in hidden[entry.pk]},
            "reason": entry.reason,
            "batch": entry.batch,
            "cause": entry.cause or None,
            "erased": entry.erased,
        }
        for entry in page
    )


def _hidden(actor: Actor, page: Sequence[JournalEntry]) -> dict[int, set[str]]:
    """By entry the columns that are not told of: one query for each kind of record on the page and each permission that it asks for. One
    that the description has no longer is told to nobody."""
    found: dict[int, set[str]] = {}
    for word in {entry.entity for entry in page}:
        here = [entry for entry in page if entry.entity == word]
        try:
            one = entity_named(word)
        except KeyError:
            found |= {entry.pk: set(entry.difference) for entry in here}
            continue
        seen = _seeing(actor, one, {entry.record for entry in here})
        states = {one.workflow.column} if one.workflow is not None else set()
        for entry in here:
            masked = {column.name for column in one.columns if column.sees and not seen[column.sees](entry.record)}
            found[entry.pk] = set(entry.difference) - (states | set(one.by_name) - masked)
    return found


def _seeing(actor: Actor, one: Entity, records: set[int]) -> Mapping[str, Any]:
    """By permission whether it reaches a record."""
    found: dict[str, Any] = {}
    for permission in {column.sees for column in one.columns if column.sees}:
        where = reach(one, actor, permission)
        if not where:
            found[permission] = lambda record: True
            continue
        reached = set(one.model._default_manager.filter(where, pk__in=records).values_list("pk", flat=True))
        found[permission] = reached.__contains__
    return found
