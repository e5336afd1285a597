"""What a plan is to every door."""

from milepost.apps.planning.models import ProjectPlan
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, JsonValue, LocalMoment, Ref, Text, Whole

PROJECT_PLAN = register(
    Entity(
        name="project-plan",
        model=ProjectPlan,
        prefix="PLN",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="kind", input=Choice(options=ProjectPlan.KINDS), asked=False),
            Column(
                name="branched_from",
                input=Ref(entity="project-plan", required=False, help="Makes it a scenario: a copy to try things in, merged back or left."),
                fixed=True,
            ),
            Column(name="starts_at", input=LocalMoment(label="Starts", required=False, help="As the plan's when it is a scenario.")),
            Column(name="status_at", input=LocalMoment(label="Status", required=False, help="Until when progress is known.", ends=True)),
            Column(
                name="day_minutes",
                input=Whole(label="Minutes of a day", least=60, most=1440, required=False, help="What the plan calls a day; 450 is 7:30."),
                listed=False,
            ),
            Column(name="base", input=JsonValue(required=False), asked=False, listed=False, filtered=False, personal=False),
            Column(
                name="first_view",
                input=Ref(entity="saved-view", label="Begins with", required=False, help="The view that its tasks are shown in first."),
                asked=False,
                listed=False,
            ),
            # With rates and costs of the file.
            Column(
                name="foreign",
                input=JsonValue(required=False),
                asked=False,
                listed=False,
                filtered=False,
                sees="project-plan.edit",
                personal=True,
            ),
        ),
        scopes={
            "project": "project_id",
            "programme": "project__programme_id",
            "organisation": "project__organisation_id",
            "member": "project_id",
            "managed": "project_id",
            "sponsored": "project_id",
        },
        workflow=Workflow(
            {"open": "Open", "archived": "Archived"},
            "open",
            (
                Move("archive", ("open",), "archived"),
                Move("unarchive", ("archived",), "open"),
                Move("level", ("open",), "open"),
                *(
                    Move(verb, ("open",), "open")
                    for verb in ("simulate", "merge", "take-baseline", "apply-template", "save-as-template", "set-up-board", "begin-with")
                ),
            ),
            open_states=("open",),
        ),
        order=("project", "id"),
    )
)
