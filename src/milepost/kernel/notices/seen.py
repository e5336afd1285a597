"""Which notices somebody may be shown now: those of records that they see, of what they may know of them."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q

from milepost.kernel.about import targets
from milepost.kernel.access import Actor, can_anywhere, reach
from milepost.kernel.entity import Entity
from milepost.kernel.models import Notice
from milepost.kernel.notices.rules import rules

NOTHING = Q(pk__in=[])
Kind = tuple[str, str]
"""A kind of record, and an operation."""


def present(actor: Actor, *states: str) -> dict[Kind, int]:
    """What the actor's own notices are of, and how many there are of each kind: to ask of no other kinds whether they can be seen."""
    if actor.account is None:
        return {}
    found = Notice.objects.filter(account=actor.account, **({"state__in": states} if states else {}))
    counted = found.order_by().values_list("entity", "operation").annotate(count=Count("pk"))
    return {(entity, operation): count for entity, operation, count in counted}


def seen(actor: Actor, among: Collection[Kind] | None = None) -> Q:
    """The filter, asked anew each time: who sees a record no more is told no more of it, and the same of its comments.
    `among` are the kinds of which there are any; the filter is empty where all of these are seen everywhere."""
    if actor.unbounded:
        return Q()
    of_others = [name for name, rule in rules().items() if rule.of_others]
    if among is None:
        names = {one.name for one in targets()}
        asked = {"": names, **{name.partition(".")[0]: names for name in of_others}}
    else:
        asked = {}
        for entity, operation in among:
            asked.setdefault(operation.partition(".")[0] if operation in of_others else "", set()).add(entity)
    found, whole = NOTHING, among is not None
    for kind, names in sorted(asked.items()):
        where, everywhere = _where(actor, f"{kind}.view" if kind else "", names)
        whole = whole and everywhere
        told = Q(operation__in=[name for name in of_others if name.partition(".")[0] == kind])
        found |= where & (told if kind else ~Q(operation__in=of_others))
    return Q() if whole else found


def _where(actor: Actor, beside: str, names: Collection[str]) -> tuple[Q, bool]:
    """Notices of records of these kinds that can be seen, and on which a permission is held beside that; and whether that is all of them.
    Where it is every record of a kind its word is enough: of a record that is deleted the notices are done."""
    if beside and not can_anywhere(actor, beside):
        return NOTHING, not names
    whole: list[str] = []
    found = NOTHING
    for target in targets():
        if target.name not in names:
            continue
        conditions = _conditions(target, actor, beside)
        if NOTHING in conditions:
            continue
        if not any(conditions):
            whole.append(target.name)
            continue
        records = target.model._default_manager.filter(*(one for one in conditions if one))
        found |= Q(entity=target.name, record__in=records.values("pk"))
    return (Q(entity__in=whole) | found) if whole else found, len(whole) == len(names)


def _conditions(target: Entity, actor: Actor, beside: str) -> Sequence[Q]:
    """Which of its records are seen, and which of them the other permission reaches; empty for all of them."""
    view = target.permission("view")
    if not can_anywhere(actor, view):
        return (NOTHING,)
    return (reach(target, actor, view), *([reach(target, actor, beside)] if beside else []))
