"""What a project is to every door."""

from milepost.apps.projects.models import Project
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, Day, LongText, Ref, Text, Whole

PROJECT = register(
    Entity(
        name="project",
        model=Project,
        prefix="PRJ",
        columns=(
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="kind", input=Choice(options=Project.KINDS), listed=False),
            Column(
                name="organisation",
                input=Ref(entity="organisation", label="For", required=False, help="The client, or the department of the house."),
            ),
            Column(name="billing", input=Choice(options=Project.BILLING, required=False, help="How the client is billed."), listed=False),
            Column(name="programme", input=Ref(entity="programme", required=False)),
            Column(name="manager", input=Ref(entity="person", required=False)),
            Column(
                name="sponsor",
                input=Ref(entity="person", required=False, help="Answers for it in the house; approves the scope of an internal project."),
            ),
            Column(name="client_sponsor", input=Ref(entity="contact", required=False), listed=False),
            Column(name="starts_on", input=Day(label="Starts", required=False)),
            Column(name="committed_finish", input=Day(required=False, help="The day that was promised.")),
            Column(
                name="weight",
                input=Whole(
                    least=1, most=1000, required=False, help="How much a day of delay matters beside other projects; 100 is usual."
                ),
                listed=False,
            ),
            Column(name="purpose", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=False),
        ),
        scopes={
            "project": "id",
            "programme": "programme_id",
            "organisation": "organisation_id",
            "member": "id",
            "managed": "id",
            "sponsored": "id",
        },
        workflow=Workflow(
            {"proposed": "Proposed", "active": "Active", "on-hold": "On hold", "closed": "Closed", "cancelled": "Cancelled"},
            "proposed",
            (
                Move("start", ("proposed",), "active"),
                Move("hold", ("active",), "on-hold"),
                Move("resume", ("on-hold",), "active"),
                Move("close", ("active", "on-hold"), "closed"),
                Move("cancel", ("proposed", "active", "on-hold"), "cancelled"),
                Move("reopen", ("closed", "cancelled"), "active"),
            ),
            open_states=("proposed", "active", "on-hold"),
            tones={"on-hold": "warn"},
        ),
        order=("name",),
    )
)
