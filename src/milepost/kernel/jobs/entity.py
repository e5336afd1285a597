"""What a job is to every door: what it does, how far it is, what came of it. Its arguments, which may hold anything, are shown nowhere."""

from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Flag, Instant, JsonValue, LongText, Ref, Text, Whole
from milepost.kernel.inputs.choice import Choice
from milepost.kernel.models import Job

ERRORS = "job.error"
"""It takes this to see why a job failed: what stands there may name anybody."""

JOB = register(
    Entity(
        name="job",
        help="Work done in the background: imports, large documents, reminders. What failed for good waits here to be looked at.",
        model=Job,
        title="task",
        columns=(
            Column(name="task", input=Text(), fixed=True, searched=True, personal=False),
            Column(name="state", input=Choice(label="State", options=dict(Job.State.choices)), asked=False),
            Column(name="progress", input=JsonValue(required=False), asked=False, filtered=False, personal=False),
            Column(name="account", input=Ref(entity="account", label="Asked for by", required=False), asked=False),
            Column(name="run_after", input=Instant(label="Not before"), asked=False),
            Column(name="started_at", input=Instant(label="Started", required=False), asked=False),
            Column(name="finished_at", input=Instant(label="Ended", required=False), asked=False),
            Column(name="attempts", input=Whole(least=0, most=2**15), asked=False),
            Column(name="cancel_asked", input=Flag(label="Asked to stop"), asked=False),
            Column(name="worker", input=Text(most=80, required=False), asked=False, listed=False, personal=False),
            Column(name="result", input=JsonValue(required=False), asked=False, listed=False, filtered=False, personal=True),
            Column(name="error", input=LongText(required=False), asked=False, listed=False, filtered=False, sees=ERRORS, personal=True),
        ),
        scopes={"own": "account_id"},
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
