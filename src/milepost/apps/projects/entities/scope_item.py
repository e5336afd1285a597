"""What a scope item is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import ScopeItem
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import LongText, Ref, Span, Text

SCOPE_ITEM = register(
    Entity(
        name="scope-item",
        model=ScopeItem,
        prefix="SCP",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="effort_minutes", input=Span(label="Effort", required=False, help="What it is estimated at.")),
            Column(name="source", input=Text(required=False, help="Where it comes from: a clause, a request, a meeting."), personal=False),
            Column(name="description", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=False),
            Column(name="approval", input=Ref(entity="approval", required=False), asked=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"proposed": "Proposed", "in-scope": "In scope", "out-of-scope": "Out of scope", "withdrawn": "Withdrawn"},
            "proposed",
            (
                Move("approve", ("proposed",), "in-scope"),
                Move("revoke", ("in-scope",), "proposed"),
                Move("exclude", ("proposed",), "out-of-scope"),
                Move("withdraw", ("proposed", "out-of-scope"), "withdrawn"),
                Move("propose-again", ("out-of-scope", "withdrawn"), "proposed"),
            ),
            open_states=("proposed",),
            tones={"in-scope": "good", "proposed": "warn"},
        ),
        order=("project", "id"),
    )
)
