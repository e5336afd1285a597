"""What the board's columns and iterations are to every door."""

from milepost.apps.planning.entities.scopes import OF_PLAN
from milepost.apps.planning.models import BoardColumn, Iteration
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Choice, Day, LongText, Ref, Span, Text, Whole

BOARD_COLUMN = register(
    Entity(
        name="board-column",
        model=BoardColumn,
        help="Where tasks stand on a plan's board, and how many may stand there at once.",
        columns=(
            Column(name="plan", input=Ref(entity="project-plan"), fixed=True),
            Column(name="name", input=Text(most=60), personal=False),
            Column(name="meaning", input=Choice(options=BoardColumn.MEANINGS, required=False)),
            Column(name="position", input=Whole(least=0, most=1000, required=False, help="From the left; last when empty.")),
            Column(name="wip_limit", input=Whole(least=1, most=1000, required=False, label="Work in progress at most")),
        ),
        scopes=OF_PLAN,
        order=("plan", "position", "id"),
    )
)
ITERATION = register(
    Entity(
        name="iteration",
        model=Iteration,
        prefix="ITN",
        help="A stretch of days in which chosen tasks are to be finished.",
        columns=(
            Column(name="plan", input=Ref(entity="project-plan"), fixed=True),
            Column(name="name", input=Text(most=100), searched=True, personal=False),
            Column(name="goal", input=LongText(required=False), filtered=False, personal=False),
            Column(name="first_day", input=Day(label="From")),
            Column(name="last_day", input=Day(label="To")),
            Column(
                name="capacity_minutes",
                input=Span(label="Capacity", required=False, help="Working time the team has; by their calendars when empty."),
            ),
            Column(name="committed_points", input=Whole(label="Points committed to", required=False), asked=False),
            Column(name="committed_minutes", input=Span(label="Work committed to", required=False), asked=False),
            Column(name="done_points", input=Whole(label="Points done", required=False), asked=False),
            Column(name="done_minutes", input=Span(label="Work done", required=False), asked=False),
        ),
        scopes=OF_PLAN,
        workflow=Workflow(
            {"planned": "Planned", "running": "Running", "ended": "Ended"},
            "planned",
            (
                Move("begin", ("planned",), "running"),
                Move("postpone", ("running",), "planned", takes_back=("begin",)),
                Move("end", ("running",), "ended"),
                Move("reopen", ("ended",), "running", takes_back=("end",)),
            ),
            open_states=("planned", "running"),
        ),
        order=("plan", "first_day"),
    )
)
