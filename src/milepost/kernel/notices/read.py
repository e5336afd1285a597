"""Reads somebody's notices: as many as a page holds, and how many are new."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from milepost.kernel.access import Actor
from milepost.kernel.models import Notice
from milepost.kernel.notices.seen import present, seen

PAGE = 40
MOST_COUNTED = 100
MOST_MARKED = 1000
STATES = {"new": ("new",), "read": ("read", "done"), "all": ("new", "read", "done")}


@dataclass(frozen=True, slots=True)
class Page:
    """Notices, the latest first, and whether there are more."""

    notices: Sequence[Notice]
    more: bool


def own(actor: Actor) -> QuerySet[Notice]:
    """The actor's own that they may be shown now."""
    if actor.account is None:
        return Notice.objects.none()
    return Notice.objects.filter(seen(actor, present(actor)), account=actor.account)


def page_of(actor: Actor, *, which: str = "new", entity: str = "", before: int | None = None, most: int = PAGE) -> Page:
    """Those that are "new", "read" or "all", of one kind of record or of every; what waits stands first among the new."""
    found = own(actor).filter(state__in=STATES[which]).select_related("by")
    if entity:
        found = found.filter(entity=entity)
    if before is not None:
        found = found.filter(pk__lt=before)
    order = ("-waits", "-at", "-pk") if which == "new" else ("-at", "-pk")
    rows = list(found.order_by(*order)[: most + 1])
    return Page(rows[:most], len(rows) > most)


def kinds_of(actor: Actor, *, which: str = "new") -> dict[str, int]:
    """By kind of record how many there are."""
    found: dict[str, int] = {}
    for name in own(actor).filter(state__in=STATES[which]).values_list("entity", flat=True)[:1000]:
        found[name] = found.get(name, 0) + 1
    return found


def new_count(actor: Actor) -> int:
    """How many are new, up to a hundred: in one query, where there are none or the actor sees all records of their kinds; else in two."""
    kinds = present(actor, Notice.State.NEW)
    if not kinds:
        return 0
    where = seen(actor, kinds)
    if not where:
        return min(sum(kinds.values()), MOST_COUNTED)
    return Notice.objects.filter(where, account=actor.account, state=Notice.State.NEW)[:MOST_COUNTED].count()


def keys_of(actor: Actor, *, all_new: bool = False, among: Sequence[int] = ()) -> list[int]:
    """The ids of all that are new, or of those among the given that are the actor's own and may be shown."""
    found = own(actor).filter(state=Notice.State.NEW) if all_new else own(actor).filter(pk__in=among)
    return list(found.order_by("pk").values_list("pk", flat=True)[:MOST_MARKED])
