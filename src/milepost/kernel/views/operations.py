"""What is done with saved views: kept, changed, shared, made the one that a list begins with."""

from collections.abc import Sequence

from milepost.kernel.access import Actor, can_anywhere, holds_everywhere
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.models import SavedView
from milepost.kernel.operations import current, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.views.entity import MODERATE, SAVED_VIEW
from milepost.kernel.views.query import check
from milepost.values import said

SHARE = "saved-view.share"
"""It takes this, in the whole house, to show a view to everybody."""
DEFAULT = "saved-view.default"
"""And this to say which shared one a list begins with for everybody who has no default of their own."""
MOST = 200
"""So many views of one list somebody keeps."""

__all__ = ["DEFAULT", "MODERATE", "SHARE"]


def _keep(views: Sequence[SavedView]) -> None:
    """Raises Denied and Invalid."""
    call = current()
    assert call is not None
    before = SavedView.objects.in_bulk([view.pk for view in views if view.pk is not None])
    for view in views:
        was = before.get(view.pk)
        if was is None:
            _whose(view, call.actor)
        if was is None or was.query != view.query:
            check(entity_named(view.entity), call.actor, view.query)
        if was is not None and was.shared != view.shared and was.is_default:
            view.is_default = False  # that of one is not that of all
        _shared(view, was, call.actor)
        if view.is_default and (was is None or not was.is_default):
            _only_default(view)


def _whose(view: SavedView, actor: Actor) -> None:
    """Everybody keeps their own, of what they see. What the house brings is nobody's."""
    entity = entity_named(view.entity)
    if view.account_id is None and not actor.unbounded:
        view.account_id = actor.account
    if not actor.unbounded and view.account_id != actor.account:
        raise Denied(said("Everybody keeps their own views; share one, so that others have it."))
    if not can_anywhere(actor, entity.permission("view")):
        raise Denied(said("You may not see {kinds}, and so keep no view of them.", kinds=entity.plural))
    if view.account_id is not None and SavedView.objects.filter(account=view.account_id, entity=view.entity).count() >= MOST:
        raise Invalid(
            {"": [Fault("too-many", said("you keep {most} views of {kinds} already; delete one first.", most=MOST, kinds=entity.plural))]}
        )


def _shared(view: SavedView, was: SavedView | None, actor: Actor) -> None:
    """What all see takes permissions of its own."""
    if view.shared and (was is None or not was.shared) and not holds_everywhere(actor, SHARE):
        raise Denied(said("You may keep views for yourself and not share them: that takes {share} in the whole house.", share=SHARE))
    is_default, was_default = (one is not None and one.shared and one.is_default for one in (view, was))
    if is_default != was_default and view.shared and not holds_everywhere(actor, DEFAULT):
        raise Denied(
            said("You may not choose what the list begins with for everybody: that takes {default} in the whole house.", default=DEFAULT)
        )


def _only_default(view: SavedView) -> None:
    """The one that was it before is it no more."""
    others = SavedView.objects.filter(entity=view.entity, shared=view.shared, is_default=True).exclude(pk=view.pk)
    if not view.shared:
        others = others.filter(account=view.account_id)
    former = list(others.values_list("pk", flat=True))
    if former:
        call = current()
        assert call is not None
        perform(operation_named("saved-view.edit"), call.actor, on=former, given={"is_default": False})


add_generated(SAVED_VIEW, then=_keep)
