"""What templates of plans are to every door."""

from milepost.apps.planning.models import PlanTemplate, TaskLink, TemplateLink, TemplateTask
from milepost.apps.planning.models import Task as OfPlan
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, LongText, Ref, Span, Text, Whole

PLAN_TEMPLATE = register(
    Entity(
        name="plan-template",
        model=PlanTemplate,
        prefix="TPL",
        help="What a kind of project usually takes: tasks, order, roles and checklists, applied to a plan with one click.",
        columns=(
            Column(name="name", input=Text(), searched=True, personal=False),
            Column(name="description", input=LongText(required=False), filtered=False, searched=True, personal=False),
        ),
        workflow=Workflow(
            {"offered": "Offered", "retired": "Retired"},
            "offered",
            (Move("retire", ("offered",), "retired"), Move("offer", ("retired",), "offered")),
        ),
        order=("name",),
    )
)
TEMPLATE_TASK = register(
    Entity(
        name="template-task",
        model=TemplateTask,
        columns=(
            Column(name="template", input=Ref(entity="plan-template"), fixed=True),
            Column(name="name", input=Text(most=300), searched=True, personal=False),
            Column(name="parent", input=Ref(entity="template-task", label="Part of", required=False)),
            Column(name="position", input=Whole(least=-(2**62), most=2**62, required=False, help="Last when empty."), listed=False),
            Column(name="kind", input=Choice(options=OfPlan.KINDS, required=False)),
            Column(name="duration_minutes", input=Span(label="Duration", required=False)),
            Column(name="best_minutes", input=Span(label="Duration at best", required=False), listed=False),
            Column(name="worst_minutes", input=Span(label="Duration at worst", required=False), listed=False),
            Column(name="effort_minutes", input=Span(label="Effort", required=False)),
            Column(
                name="earliest_day",
                input=Whole(least=1, most=3650, required=False, help="Not before this day of the plan; 1 is its first."),
            ),
            Column(name="work_role", input=Ref(entity="work-role", required=False)),
            Column(
                name="checklist",
                input=LongText(required=False, help="A line for each thing to tick off."),
                listed=False,
                filtered=False,
                personal=False,
            ),
        ),
        order=("template", "position"),
    )
)
TEMPLATE_LINK = register(
    Entity(
        name="template-link",
        model=TemplateLink,
        title="kind",
        columns=(
            Column(name="predecessor", input=Ref(entity="template-task"), fixed=True),
            Column(name="successor", input=Ref(entity="template-task"), fixed=True),
            Column(name="kind", input=Choice(options=TaskLink.KINDS, required=False)),
            Column(name="lag", input=Whole(required=False, help="Minutes, or hundredths of a percent; negative for a lead.")),
            Column(name="lag_kind", input=Choice(options=TaskLink.LAG_KINDS, required=False)),
        ),
        order=("successor", "id"),
    )
)
