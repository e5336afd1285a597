"""What a checklist item is to every door."""

from milepost.apps.planning.entities.scopes import through
from milepost.apps.planning.models import ChecklistItem
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Instant, Ref, Text, Whole

CHECKLIST_ITEM = register(
    Entity(
        name="checklist-item",
        model=ChecklistItem,
        title="text",
        columns=(
            Column(name="task", input=Ref(entity="task"), fixed=True),
            Column(name="text", input=Text(most=300), personal=False),
            Column(name="position", input=Whole(least=0, most=100_000, required=False, help="Last when empty."), listed=False),
            Column(name="done_at", input=Instant(label="Done", required=False), asked=False),
            Column(name="done_by", input=Ref(entity="person", required=False), asked=False),
        ),
        scopes={**through("task"), "assigned": "task_id"},
        workflow=Workflow(
            {"open": "To do", "done": "Done"},
            "open",
            (Move("tick", ("open",), "done", takes_back=("untick",)), Move("untick", ("done",), "open", takes_back=("tick",))),
        ),
        order=("task", "position", "id"),
    )
)
