"""Puts notices down: what is new of the same record and operation is one notice, until it is read; so is what one batch did with many
records. For use within a transaction."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F, Q

from milepost.kernel.clock import now
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import Notice
from milepost.kernel.notices.facts import UNDONE, Changed
from milepost.kernel.notices.rules import rule_of

Key = tuple[int, str, int, str, str]
"""Account, kind of record, record, operation, and the batch that it was done to many in."""
Batch = tuple[int, str, str, str]
"""Account, kind of record, operation, batch."""
OPEN = (Notice.State.NEW, Notice.State.READ)
PART = 500
MOST_APART = 5
"""Records that one batch changed are told one by one up to so many; more of them are one notice, unless each waits for something."""
TAKEN_BACK = timedelta(days=1)
"""So long after it was done or put aside a notice waits again when what it waits for is taken back."""


@dataclass(frozen=True, slots=True)
class News:
    """Something an account is to be told, by whom it was done, and where the journal has it."""

    account: int
    entity: str
    record: int
    operation: str
    at: datetime
    by: int | None = None
    position: int | None = None
    batch: str = ""
    others: int = 0

    @property
    def key(self) -> Key:
        """What it is one notice with."""
        return self.account, self.entity, self.record, self.operation, self.batch


def put(news: Iterable[News]) -> list[Notice]:
    """The notices, new or grown."""
    grouped: dict[Key, list[News]] = {}
    for one in _together(news):
        grouped.setdefault(one.key, []).append(one)
    there = _there(grouped)
    made, grown = [], []
    for key, group in grouped.items():
        notice = there.get(key)
        if notice is None:
            made.append(_new(group))
        else:
            _grow(notice, group)
            grown.append(notice)
    Notice.objects.bulk_create(made, batch_size=PART)
    Notice.objects.bulk_update(
        grown, ["count", "others", "last", "at", "by", "several", "mailed", "version", "changed_at"], batch_size=PART
    )
    return [*made, *grown]


def _together(news: Iterable[News]) -> Iterator[News]:
    """Of what a batch did with many records one that stands for all; what it did with few, and what waits, as it is, without the batch."""
    batches: dict[Batch, list[News]] = {}
    for one in news:
        rule = rule_of(one.operation)
        if one.batch and not (rule is not None and rule.waits_for):
            batches.setdefault((one.account, one.entity, one.operation, one.batch), []).append(one)
        else:
            yield replace(one, batch="")
    begun = _begun(batches)
    for batch, those in batches.items():
        records = {one.record for one in those}
        if batch in begun:
            yield replace(those[-1], record=begun[batch], others=len(records))
        elif len(records) > MOST_APART:
            yield replace(those[0], others=len(records) - 1)
        else:
            yield from (replace(one, batch="") for one in those)


def _begun(batches: Collection[Batch]) -> dict[Batch, int]:
    """Of batches that were told in part already, and not read since, the record that stands for them."""
    names = {batch for _, _, _, batch in batches}
    found = Notice.objects.filter(state=Notice.State.NEW, batch__in=names, account__in={account for account, *_ in batches})
    return {(one.account_id, one.entity, one.operation, one.batch): one.record for one in found} if names else {}


def _there(keys: Collection[Key]) -> dict[Key, Notice]:
    """New ones of the same, locked, so that nobody marks them as read meanwhile."""
    if not keys:
        return {}
    accounts, entities, records, operations, _ = (set(part) for part in zip(*keys, strict=True))
    found = Notice.objects.filter(
        state=Notice.State.NEW, account__in=accounts, entity__in=entities, record__in=records, operation__in=operations
    )
    return {_key(one): one for one in found.select_for_update(of=("self",)).order_by("pk")}


def _new(group: Sequence[News]) -> Notice:
    account, entity, record, operation, batch = group[0].key
    rule, at = rule_of(operation), now()
    return Notice(
        account_id=account,
        entity=entity,
        record=record,
        operation=operation,
        by_id=group[-1].by,
        several=len({one.by for one in group}) > 1,
        count=len(group),
        first=group[0].position,
        last=group[-1].position,
        at=group[-1].at,
        waits=rule is not None and bool(rule.waits_for),
        batch=batch,
        others=group[0].others,
        created_at=at,
        changed_at=at,
    )


def _grow(notice: Notice, group: Sequence[News]) -> None:
    notice.several = notice.several or any(one.by != notice.by_id for one in group)
    if notice.batch:
        notice.others += group[-1].others
    else:
        notice.count, notice.last = notice.count + len(group), group[-1].position
    notice.at, notice.by_id = group[-1].at, group[-1].by
    notice.mailed = False
    notice.version += 1
    notice.changed_at = now()


def settle(changed: Changed) -> None:
    """Notices of records that are gone are done; so are those that wait for what was done, or for what the record's state does not
    allow any more. Where that was taken back they wait again."""
    for name, records in changed.items():
        try:
            entity = entity_named(name)
        except KeyError:  # of a version that knew it
            continue
        keys = sorted(records)
        for start in range(0, len(keys), PART):
            _settle(entity, {key: records[key] for key in keys[start : start + PART]})


def _settle(entity: Entity, records: Mapping[int, Set[str]]) -> None:
    told = Notice.objects.filter(entity=entity.name, record__in=records)
    undone = [record for record, verbs in records.items() if UNDONE in verbs]
    wanted = Q(state__in=OPEN) | Q(waits=True, record__in=undone, changed_at__gt=now() - TAKEN_BACK)
    found = list(told.filter(wanted).order_by("pk"))
    if not found:
        return
    column = entity.workflow.column if entity.workflow is not None else "pk"
    states = dict(entity.model._default_manager.filter(pk__in={one.record for one in found}).values_list("pk", column))
    fresh = {_key(one) for one in found if one.state == Notice.State.NEW}
    again: dict[Key, int] = {}
    over: list[int] = []
    for one in found:
        waits = one.record in states and (not one.waits or _waits(entity, one.operation, states[one.record], records[one.record]))
        if one.state == Notice.State.DONE and waits and _key(one) not in fresh:
            again[_key(one)] = one.pk
        elif one.state != Notice.State.DONE and not waits:
            over.append(one.pk)
    _change(over, Notice.State.DONE)
    _change(list(again.values()), Notice.State.NEW)


def _key(one: Notice) -> Key:
    return one.account_id, one.entity, one.record, one.operation, one.batch


def _change(keys: Sequence[int], state: str) -> None:
    if keys:
        Notice.objects.filter(pk__in=keys).update(state=state, version=F("version") + 1, changed_at=now())


def _waits(entity: Entity, operation: str, state: str, done: Set[str]) -> bool:
    """By the record's state; where it has none that says so, until it is done."""
    rule = rule_of(operation)
    if rule is None or entity.workflow is None:
        return rule is None or UNDONE in done or done.isdisjoint(rule.waits_for)
    return any(state in entity.workflow.sources(verb) for verb in rule.waits_for)
