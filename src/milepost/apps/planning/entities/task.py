"""What a task is to every door."""

from milepost.apps.planning.entities.narrowings import NARROWINGS
from milepost.apps.planning.entities.scopes import OF_PLAN
from milepost.apps.planning.models import Task
from milepost.kernel.entity import Column, Entity, Outlined, register
from milepost.kernel.inputs import Choice, Flag, Instant, JsonValue, LocalMoment, LongText, Percent, Ref, Span, Text, Whole

TASK = register(
    Entity(
        name="task",
        model=Task,
        prefix="TSK",
        columns=(
            Column(name="plan", input=Ref(entity="project-plan"), fixed=True),
            Column(name="name", input=Text(most=300), searched=True, personal=False),
            Column(name="parent", input=Ref(entity="task", label="Part of", required=False), fixed=True),
            Column(name="position", input=Whole(least=-(2**62), most=2**62), asked=False, listed=False),
            Column(name="scope_item", input=Ref(entity="scope-item", help="What it is done for; it is held until that is approved.")),
            Column(name="kind", input=Choice(options=Task.KINDS, required=False)),
            Column(name="duration_minutes", input=Span(label="Duration", required=False, help="Working time; a usual day when empty.")),
            Column(name="effort_minutes", input=Span(label="Effort", required=False)),
            Column(name="best_minutes", input=Span(label="Duration at best", required=False), listed=False),
            Column(name="worst_minutes", input=Span(label="Duration at worst", required=False), listed=False),
            Column(name="type", input=Choice(options=Task.TYPES, required=False), listed=False),
            Column(name="constraint", input=Choice(options=Task.CONSTRAINTS, required=False)),
            Column(name="constraint_at", input=LocalMoment(label="Constraint's date", required=False), listed=False),
            Column(name="deadline_at", input=LocalMoment(label="Deadline", required=False, ends=True)),
            Column(name="priority", input=Whole(least=0, most=1000, required=False), listed=False),
            Column(name="leveling_delay_minutes", input=Span(label="Levelling delay", required=False), asked=False, listed=False),
            Column(name="done_share", input=Percent(label="Done", required=False), asked=False),
            Column(name="remaining_minutes", input=Span(label="Remaining", required=False), asked=False),
            Column(name="remaining_at", input=LocalMoment(label="Remaining since", required=False), asked=False, listed=False),
            Column(name="started_at", input=LocalMoment(label="Started", required=False), asked=False),
            Column(name="finished_at", input=LocalMoment(label="Finished", required=False), asked=False),
            Column(name="expected_finish_at", input=LocalMoment(label="Expected finish", required=False), asked=False, listed=False),
            Column(name="blocked_by", input=Text(most=300, required=False), asked=False, listed=False, personal=False),
            Column(name="reported_at", input=Instant(label="Last report", required=False), asked=False, listed=False),
            Column(name="chargeable", input=Flag(label="Sold", help="Work that the client pays for."), asked=False),
            Column(
                name="given_away",
                input=Flag(required=False, help="Somebody planned it unsold; it stays so when its scope is approved anew."),
                asked=False,
                listed=False,
            ),
            Column(name="approval", input=Ref(entity="approval", required=False), asked=False, listed=False),
            Column(name="notes", input=LongText(required=False), listed=False, filtered=False, searched=True, personal=False),
            Column(
                name="need",
                input=LongText(label="Need", required=False, help="Who needs it, and what for."),
                listed=False,
                filtered=False,
                searched=True,
                personal=False,
            ),
            Column(name="need_kind", input=Choice(options=Task.NEEDS, label="Kind of need", required=False, help="Whose need it is.")),
            Column(name="points", input=Whole(least=0, most=1000, required=False, help="How big it is, beside the team's other work.")),
            Column(name="in_backlog", input=Flag(required=False, help="Not scheduled yet.")),
            Column(name="column", input=Ref(entity="board-column", required=False), asked=False),
            Column(name="rank", input=Whole(least=-(2**62), most=2**62), asked=False, listed=False, filtered=False),
            Column(name="iteration", input=Ref(entity="iteration", required=False), asked=False),
            Column(name="origin", input=Whole(least=1, most=2**62, required=False), asked=False, listed=False, filtered=False),
            Column(name="foreign_id", input=Text(most=60, required=False), asked=False, listed=False, personal=False),
            Column(name="scheduling", input=JsonValue(required=False), asked=False, listed=False, filtered=False, personal=False),
            # With costs of the file.
            Column(
                name="foreign", input=JsonValue(required=False), asked=False, listed=False, filtered=False, sees="task.edit", personal=True
            ),
        ),
        computed=(
            Column(name="start", input=LocalMoment(label="Start", required=False), path="dates__start"),
            Column(name="finish", input=LocalMoment(label="Finish", required=False, ends=True), path="dates__finish"),
            Column(name="critical", input=Flag(label="Critical", required=False), path="dates__critical", listed=False),
            Column(name="held", input=Flag(label="Held", required=False), path="dates__held", listed=False),
            Column(
                name="wbs", input=Text(label="WBS", most=1000, required=False), path="outline__wbs", sorts="outline__place", personal=False
            ),
            Column(name="level", input=Whole(label="Level", least=1, most=1000, required=False), path="outline__level", listed=False),
            Column(name="summary", input=Flag(label="Summary", required=False), path="outline__summary", listed=False),
            Column(
                name="rolled_minutes",
                input=Span(label="Duration with its parts", required=False),
                path="outline__minutes",
                listed=False,
                filtered=False,
            ),
            Column(
                name="rolled_share",
                input=Percent(label="Done with its parts", required=False),
                path="outline__done",
                listed=False,
                filtered=False,
            ),
        ),
        narrowings=NARROWINGS,
        scopes={**OF_PLAN, "assigned": "id"},
        order=("plan", "wbs"),
        outlined=Outlined(
            order="wbs",
            level="level",
            summary="summary",
            instead={"duration_minutes": "rolled_minutes", "done_share": "rolled_share"},
        ),
    )
)
