"""What a link is to every door."""

from milepost.apps.planning.entities.scopes import through
from milepost.apps.planning.models import TaskLink
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Ref, Whole

TASK_LINK = register(
    Entity(
        name="task-link",
        model=TaskLink,
        title="kind",
        columns=(
            Column(name="predecessor", input=Ref(entity="task"), fixed=True),
            Column(name="successor", input=Ref(entity="task"), fixed=True),
            Column(name="kind", input=Choice(options=TaskLink.KINDS, required=False)),
            Column(
                name="lag",
                input=Whole(required=False, help="Minutes, or hundredths of a percent; negative for a lead."),
            ),
            Column(name="lag_kind", input=Choice(options=TaskLink.LAG_KINDS, required=False)),
        ),
        scopes=through("successor"),
        order=("successor", "id"),
    )
)
