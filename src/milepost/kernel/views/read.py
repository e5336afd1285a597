"""The views that somebody has of a list, in one query."""

from dataclasses import dataclass

from milepost.kernel.access import Actor, can_anywhere, holds_everywhere, reach
from milepost.kernel.entity import Entity
from milepost.kernel.models import SavedView
from milepost.kernel.views.entity import MODERATE, SAVED_VIEW


@dataclass(frozen=True, slots=True)
class View:
    """One view; `own` is the actor's."""

    id: int
    name: str
    query: str
    shared: bool
    is_default: bool
    own: bool
    version: int


def views_of(entity: Entity, actor: Actor) -> tuple[View, ...]:
    """Those of the list that the actor sees: their own first, by name. Somebody who keeps none costs no query."""
    if not can_anywhere(actor, SAVED_VIEW.permission("view")):
        return ()
    rows = SavedView.objects.filter(reach(SAVED_VIEW, actor, SAVED_VIEW.permission("view")), entity=entity.name)
    if actor.unbounded:
        rows = rows.filter(shared=True)
    found = rows.values_list("pk", "name", "query", "shared", "is_default", "account_id", "version")
    made = (
        View(key, name, query, shared, usual, whose == actor.account, version) for key, name, query, shared, usual, whose, version in found
    )
    return tuple(sorted(made, key=lambda view: (not view.own, view.name.casefold(), view.id)))


def default_of(views: tuple[View, ...], *, first: int | None = None) -> View | None:
    """What the list begins with: one's own default, else the shared view `first` that the place chose where the list stands, else that
    of all."""
    usual = [view for view in views if view.is_default or (view.shared and view.id == first)]
    return min(usual, key=lambda view: (view.shared, view.id != first, view.id), default=None)


def may_change(actor: Actor, view: View) -> bool:
    """Whether to offer it: whether it works is decided where it is done."""
    held = can_anywhere(actor, SAVED_VIEW.permission("edit"))
    return held and (view.own or (view.shared and holds_everywhere(actor, MODERATE)))
