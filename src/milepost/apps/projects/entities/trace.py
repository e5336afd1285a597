"""What a trace is to every door."""

from milepost.apps.projects.models import Trace
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Ref

TRACE = register(
    Entity(
        name="trace",
        model=Trace,
        title="requirement",
        columns=(
            Column(name="requirement", input=Ref(entity="requirement"), fixed=True),
            Column(name="deliverable", input=Ref(entity="deliverable"), fixed=True),
        ),
        scopes={
            "project": "requirement__project_id",
            "programme": "requirement__project__programme_id",
            "organisation": "requirement__project__organisation_id",
            "member": "requirement__project_id",
            "managed": "requirement__project_id",
            "sponsored": "requirement__project_id",
        },
        order=("requirement", "id"),
        editable=False,
    )
)
