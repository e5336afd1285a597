"""What a plan's run is to every door: read, and written by the house alone."""

from milepost.apps.planning.entities.scopes import OF_PLAN
from milepost.apps.planning.models import PlanRun
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import JsonValue, LocalMoment, Ref, Whole

PLAN_RUN = register(
    Entity(
        name="plan-run",
        model=PlanRun,
        title="plan",
        help="What each plan came to when it was last computed. Its history is how the finish moved.",
        columns=(
            Column(name="plan", input=Ref(entity="project-plan"), fixed=True),
            Column(name="start", input=LocalMoment(required=False), asked=False),
            Column(name="finish", input=LocalMoment(required=False, ends=True), asked=False),
            Column(name="moved", input=Whole(label="Tasks moved", required=False), asked=False),
            Column(name="problems", input=JsonValue(required=False), asked=False, listed=False, filtered=False, personal=False),
        ),
        scopes=OF_PLAN,
        order=("plan",),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
