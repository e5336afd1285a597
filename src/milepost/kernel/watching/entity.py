"""What watching is to every door: who watches is known to those who see the record; everybody watches for themselves."""

from collections.abc import Sequence

from django.db.models import Q

from milepost.kernel.about import reach_where, record_columns
from milepost.kernel.access import Actor
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.inputs import Ref
from milepost.kernel.models import Watch
from milepost.kernel.operations import current
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _reach(actor: Actor, permission: str) -> Q:
    found = reach_where(actor, permission)
    return found if permission == WATCH.permission("view") else found & Q(account_id=actor.account)


WATCH = register(
    Entity(
        name="watch",
        labels="watches",
        model=Watch,
        title="account",
        columns=(
            *record_columns(),
            Column(name="account", input=Ref(entity="account", required=False, help="Oneself when left empty."), fixed=True),
        ),
        order=("id",),
        editable=False,
        reach=_reach,
    )
)


def _for_oneself(watches: Sequence[Watch]) -> None:
    """The house may let somebody watch; people only themselves. Raises Denied."""
    call = current()
    assert call is not None
    for watch in watches:
        watch.account_id = watch.account_id or call.actor.account  # type: ignore[assignment]
        if watch.account_id is None:
            raise Invalid({"account": [Fault("required", said("who watches? The house itself does not."))]})
        if not call.actor.unbounded and watch.account_id != call.actor.account:
            raise Denied(said("Everybody watches for themselves."))


add_generated(WATCH, then=_for_oneself)
