"""What a trace between a requirement and a task is to every door."""

from milepost.apps.planning.entities.scopes import through
from milepost.apps.planning.models import TaskTrace
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Ref

TASK_TRACE = register(
    Entity(
        name="task-trace",
        model=TaskTrace,
        help="Which task works towards which requirement.",
        title="requirement",
        columns=(
            Column(name="requirement", input=Ref(entity="requirement"), fixed=True),
            Column(name="task", input=Ref(entity="task"), fixed=True),
        ),
        scopes=through("task"),
        order=("requirement", "id"),
        editable=False,
    )
)
