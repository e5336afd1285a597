"""What a link is to every door."""

from django.db.models import Q

from milepost.kernel.about import reach_where, record_columns
from milepost.kernel.access import Actor
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Text
from milepost.kernel.models import Link
from milepost.kernel.operations.generated import add_generated


def reach_both(actor: Actor, permission: str) -> Q:
    """Links whose two ends the actor sees; the permission must reach the first, and seeing links the other."""
    return reach_where(actor, permission) & reach_where(actor, LINK.permission("view"), before="other_")


LINK = register(
    Entity(
        name="link",
        model=Link,
        title="kind",
        columns=(
            *record_columns(),
            Column(name="kind", input=Choice(options=Link.KINDS)),
            *record_columns("other_", label="Other record"),
            Column(name="note", input=Text(required=False), searched=True, personal=False),
        ),
        order=("id",),
        reach=reach_both,
    )
)

add_generated(LINK)
