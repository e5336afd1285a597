"""Who is told of facts: those who watch, and those whom rules name; of these who may see it, did not do it, and did not mute it."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import InterfaceError, OperationalError

from milepost.kernel.access import Actor, actor_of, asked_once, reach, visible
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import Account, Mute, Watch
from milepost.kernel.notices.facts import Fact
from milepost.kernel.notices.rules import Rule, rule_of

log = logging.getLogger(__name__)
Pairs = Mapping[int, Sequence[Fact]]
"""By account the facts it is told of."""
UNWATCHED = ("create", "delete")
"""Of a record that is new nobody can watch it, and of one that is gone nobody may know."""


def told_to(facts: Sequence[Fact]) -> Pairs:
    """By account what it is told: everything is asked for all facts at once, and once for each account."""
    named = _named(facts)
    mutes = _mutes(named)
    found: dict[int, Sequence[Fact]] = {}
    for account in Account.objects.filter(pk__in=named, is_active=True, kind=Account.Kind.PERSON).order_by("pk"):
        wanted = [fact for fact in named[account.pk] if not _is_own(fact, account.pk) and not _is_muted(fact, mutes[account.pk])]
        if wanted:
            with asked_once():
                found[account.pk] = _seen(as_oneself(actor_of(account)), wanted)
    return found


def _named(facts: Sequence[Fact]) -> dict[int, list[Fact]]:
    """By account the facts it would be told of, in their order."""
    found: dict[int, dict[int, Fact]] = defaultdict(dict)
    by_operation: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_operation[fact.operation].append(fact)
    watchers = _watchers(facts)
    for operation, those in by_operation.items():
        accounts = _by_rule(rule_of(operation), those)
        for fact in those:
            watching = () if _is_unwatched(fact) else watchers.get((fact.entity, fact.record), ())
            for account in {*watching, *accounts.get(fact.record, ())}:
                found[account][fact.position] = fact
    return {account: [those[place] for place in sorted(those)] for account, those in found.items()}


def _is_unwatched(fact: Fact) -> bool:
    return fact.source == (fact.entity, fact.record) and fact.operation.rpartition(".")[2] in UNWATCHED


def _watchers(facts: Sequence[Fact]) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for name in sorted({fact.entity for fact in facts}):
        records = {fact.record for fact in facts if fact.entity == name}
        for record, account in Watch.objects.filter(entity=name, record__in=records).values_list("record", "account_id"):
            found[name, record].append(account)
    return found


def _by_rule(rule: Rule | None, facts: Sequence[Fact]) -> Mapping[int, Collection[int]]:
    """Whom the rule names, by record. A rule that fails tells nobody, and keeps nothing else from being told."""
    if rule is None or rule.to is None:
        return {}
    try:
        return rule.to(sorted({fact.record for fact in facts}))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("whom to tell of %s cannot be found out", rule.operation)
        return {}


def _mutes(accounts: Iterable[int]) -> dict[int, set[tuple[str, str, int]]]:
    found: dict[int, set[tuple[str, str, int]]] = defaultdict(set)
    rows = Mute.objects.filter(account__in=list(accounts)).values_list("account_id", "operation", "entity", "record")
    for account, operation, entity, record in rows:
        found[account].add((operation, entity, record))
    return found


def _is_own(fact: Fact, account: int) -> bool:
    return account in (fact.by, fact.drafted_by)


def _is_muted(fact: Fact, mutes: Collection[tuple[str, str, int]]) -> bool:
    """By operation, by kind, by record; and an operation of one kind or record only."""
    words = [(name, entity, record) for name in (fact.operation, "") for entity, record in _places(fact) if name or entity]
    return any(word in mutes for word in words)


def _places(fact: Fact) -> tuple[tuple[str, int], ...]:
    return (fact.entity, fact.record), (fact.entity, 0), ("", 0)


def _seen(actor: Actor, facts: Sequence[Fact]) -> list[Fact]:
    """Those whose record the actor sees now, the comment on it too, and of whose changed columns at least one."""
    records: dict[str, set[int]] = defaultdict(set)
    for fact in facts:
        records[fact.entity].add(fact.record)
        records[fact.source[0]].add(fact.source[1])
    seen = {
        name: set(visible(entity_named(name), actor).filter(pk__in=keys).values_list("pk", flat=True)) for name, keys in records.items()
    }
    masks = _masks(actor, facts)
    return [
        fact
        for fact in facts
        if fact.record in seen[fact.entity] and fact.source[1] in seen[fact.source[0]] and _shows_some_column(fact, masks)
    ]


Masks = Mapping[tuple[str, str], set[int]]


def _masks(actor: Actor, facts: Sequence[Fact]) -> Masks:
    """By kind of record and permission the records on which the actor holds it."""
    found: dict[tuple[str, str], set[int]] = {}
    for name in sorted({fact.entity for fact in facts if fact.columns}):
        entity = entity_named(name)
        edits = [fact for fact in facts if fact.columns and fact.entity == name]
        changed = {column for fact in edits for column in fact.columns or ()}
        for permission in {column.sees for column in entity.columns if column.sees and column.name in changed}:
            rows = entity.model._default_manager.filter(reach(entity, actor, permission), pk__in={fact.record for fact in edits})
            found[name, permission] = set(rows.values_list("pk", flat=True))
    return found


def _shows_some_column(fact: Fact, masks: Masks) -> bool:
    if fact.columns is None or fact.source != (fact.entity, fact.record):
        return True
    entity = entity_named(fact.entity)
    asked = [entity.by_name[name].sees for name in fact.columns if name in entity.by_name]
    return any(not permission or fact.record in masks[fact.entity, permission] for permission in asked)
