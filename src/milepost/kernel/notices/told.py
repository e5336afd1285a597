"""Notices in words: who did what with which record, made from what whoever reads them may see now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from milepost.kernel.access import Actor, reach, visible
from milepost.kernel.access.hidden import hidden_columns
from milepost.kernel.comments import COMMENT
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.jobs.named import named_task
from milepost.kernel.jobs.refusal import refusal_of
from milepost.kernel.models import JournalEntry, Notice
from milepost.kernel.notices.rules import rule_of
from milepost.kernel.operations import Operation, operation_named
from milepost.kernel.past.told import listed, past_of
from milepost.kernel.rows import rows_of

QUOTED = 300
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it is read: `row` is the record as the reader sees it, `quote` what was said with it, `actions` what it waits for and the
    reader may do now."""

    id: int
    state: str
    operation: str
    at: datetime
    entity: Entity
    row: Row
    sentence: str
    who: str
    quote: str
    waits: bool
    actions: tuple[Operation, ...]


def tell(actor: Actor, notices: Sequence[Notice]) -> tuple[Told, ...]:
    """In their order. One whose record is gone, or of whose change nothing may be seen any more, is left out."""
    rows = _rows(actor, notices)
    entries = _entries(actor, notices)
    quotes = _quotes(actor, notices, entries) | _refusals(notices, rows)
    actions = _actions(actor, notices, rows)
    found = []
    for one in notices:
        row = rows[one.entity].get(one.record)
        columns = _columns(one, entries)
        if row is None or columns == []:
            continue
        who = one.by.name if one.by is not None else "Milepost"
        sentence = _with_others(one, _sentence(one, who, columns))
        done = tuple(actions.get(one.pk, ()))
        entity, quote = entity_named(one.entity), quotes.get(one.pk, "")
        found.append(Told(one.pk, one.state, one.operation, one.at, entity, row, sentence, who, quote, one.waits, done))
    return tuple(found)


def title_in_words(entity: Entity, row: Row) -> str:
    """What a record is called where there is no page around it: its number and its title."""
    found = row.get(entity.title)
    text = found.get("title") if isinstance(found, dict) else found
    if entity.name == "job":
        return named_task(str(text or "")).label
    number = str(row.get("number") or "")
    return " ".join(part for part in (number, str(text or "")) if part) or f"{entity.singular} {row['id']}"


def _rows(actor: Actor, notices: Sequence[Notice]) -> dict[str, dict[int, Row]]:
    """The records as the actor sees them, masked, by kind and id."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in notices:
        wanted[one.entity].add(one.record)
    return {name: {row["id"]: row for row in rows_of(entity_named(name), actor, sorted(keys))} for name, keys in wanted.items()}


Entries = Mapping[int, Sequence[JournalEntry]]


def _entries(actor: Actor, notices: Sequence[Notice]) -> Entries:
    """By notice the journal's entries it tells of: of edits all of them, for their columns; of others the last. Columns that the actor may
    not see are taken out."""
    journalled = [one for one in notices if one.last is not None]
    edits = [one for one in journalled if one.operation.endswith(".edit")]
    found: dict[int, list[JournalEntry]] = defaultdict(list)
    lasts = {entry.position: entry for entry in JournalEntry.objects.filter(position__in=[one.last for one in journalled])}
    for one in journalled:
        if one.operation.endswith(".edit") and one.count > 1:
            span = JournalEntry.objects.filter(entity=one.entity, record=one.record, operation=one.operation)
            found[one.pk] = list(span.filter(position__gte=one.first, position__lte=one.last).exclude(account=actor.account))
        elif one.last in lasts:
            found[one.pk] = [lasts[one.last]]
    for name in {one.entity for one in edits}:
        _mask(actor, name, [entry for one in edits if one.entity == name for entry in found[one.pk]])
    return found


def _mask(actor: Actor, name: str, entries: Sequence[JournalEntry]) -> None:
    entity = entity_named(name)
    known = {column.name for column in entity.columns}
    masked = {column.name for column in entity.columns if column.sees}
    hidden: dict[int, set[str]] = {}
    for entry in entries:
        if masked & set(entry.difference) and entry.record not in hidden:
            hidden[entry.record] = hidden_columns(entity, actor, [entry.record])
        shown = known - hidden.get(entry.record, set())
        entry.difference = {column: pair for column, pair in entry.difference.items() if column in shown}


def _columns(one: Notice, entries: Entries) -> list[str] | None:
    """What an edit changed, as people call it; None of other operations."""
    if not one.operation.endswith(".edit"):
        return None
    entity = entity_named(one.entity)
    names = {name for entry in entries.get(one.pk, ()) for name in entry.difference}
    return [gettext(column.label) for column in entity.columns if column.name in names]


def _quotes(actor: Actor, notices: Sequence[Notice], entries: Entries) -> dict[int, str]:
    """What was said: the latest comment, where it may be read; else the reason that somebody gave."""
    comments = {one.pk: entries[one.pk][-1].record for one in notices if one.operation == "comment.create" and entries.get(one.pk)}
    seen: Any = visible(COMMENT, actor)
    texts = dict(seen.filter(pk__in=comments.values(), state="posted").values_list("pk", "text")) if comments else {}
    found = {pk: texts.get(comment, "") for pk, comment in comments.items()}
    for one in notices:
        told = entries.get(one.pk)
        if told and one.pk not in found and one.by_id is not None and rule_of(one.operation) is not None:
            found[one.pk] = told[-1].reason
    return {pk: f"{text[:QUOTED]}…" if len(text) > QUOTED else text for pk, text in found.items()}


def _refusals(notices: Sequence[Notice], rows: Mapping[str, Mapping[int, Row]]) -> dict[int, str]:
    """Why the jobs did nothing that did nothing."""
    ended = [(one.pk, rows[one.entity].get(one.record)) for one in notices if one.entity == "job"]
    told = {pk: refusal_of(row.get("result")) for pk, row in ended if row is not None}
    return {pk: text if len(text) <= QUOTED else f"{text[:QUOTED]}…" for pk, text in told.items() if text}


def _actions(actor: Actor, notices: Sequence[Notice], rows: Mapping[str, Mapping[int, Row]]) -> dict[int, list[Operation]]:
    """What may be done about those that wait: by state, and where grants reach. Whether it works is decided where it is done."""
    by_name: dict[str, list[Notice]] = defaultdict(list)
    for one in notices:
        rule = rule_of(one.operation)
        if one.waits and one.state != Notice.State.DONE and rule is not None and one.record in rows[one.entity]:
            for verb in rule.waits_for:
                by_name[f"{one.entity}.{verb}"].append(one)
    found: dict[int, list[Operation]] = defaultdict(list)
    for name, those in by_name.items():
        operation = operation_named(name)
        entity = operation.entity
        keys = {one.record for one in those}
        reached = set(entity.model._default_manager.filter(reach(entity, actor, name), pk__in=keys).values_list("pk", flat=True))
        for one in those:
            state = rows[one.entity][one.record].get(entity.workflow.column) if entity.workflow is not None else None
            if one.record in reached and (entity.workflow is None or state in entity.workflow.sources(operation.verb)):
                found[one.pk].append(operation)
    return found


def _sentence(one: Notice, who: str, columns: Sequence[str] | None) -> str:
    rule = rule_of(one.operation)
    if rule is not None:
        if one.count > 1 and rule.many:
            told = gettext(rule.many).format(count=one.count)
            return gettext("{told}, the last by {who}").format(told=told, who=who) if one.by_id is not None else told
        told = gettext(rule.says).format(who=who)
    elif columns is not None:
        told = gettext("{who} changed {what}").format(who=_all(who, one), what=listed(columns, joined=gettext("and"), more=gettext("more")))
    else:
        try:
            did = gettext(past_of(operation_named(one.operation)))
        except KeyError:
            did = one.operation.rpartition(".")[2].replace("-", " ")
        told = gettext("{who} {did} it").format(did=did, who=_all(who, one))
    times = ngettext("{told}, {count} time", "{told}, {count} times", one.count).format(told=told, count=one.count)
    return times if one.count > 1 and columns is None else told


def _with_others(one: Notice, told: str) -> str:
    """What one batch did with many records stands at one of them."""
    if not one.others:
        return told
    entity = entity_named(one.entity)
    what = gettext(entity.singular if one.others == 1 else entity.plural)
    return ngettext("{told}; likewise {count} other {what}", "{told}; likewise {count} other {what}", one.others).format(
        told=told, count=f"{one.others:,}", what=what
    )


def _all(who: str, one: Notice) -> str:
    return gettext("{who} and others").format(who=who) if one.several else who
