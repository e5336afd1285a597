"""What a proposal of levelling is to every door: the house makes it, people accept all of it, some, or none."""

from milepost.apps.planning.entities.scopes import OF_PLAN
from milepost.apps.planning.models import LevellingProposal
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Flag, JsonValue, LocalMoment, Ref, Span, Text, Whole

COUNT = Whole(least=0, most=2**62)

LEVELLING_PROPOSAL = register(
    Entity(
        name="levelling-proposal",
        model=LevellingProposal,
        prefix="LVL",
        title="plan",
        help="What would be moved so that nobody has more to do than they can. Nothing moves until it is accepted.",
        columns=(
            Column(name="plan", input=Ref(entity="project-plan"), fixed=True),
            Column(
                name="mark",
                input=Text(most=32, help="The same for plans that were levelled at once."),
                fixed=True,
                listed=False,
                personal=False,
            ),
            Column(name="change", input=COUNT, fixed=True, listed=False),
            Column(name="finish_before", input=LocalMoment(required=False, ends=True), fixed=True),
            Column(name="finish_after", input=LocalMoment(required=False, ends=True), fixed=True),
            Column(name="moved", input=Whole(least=0, label="Tasks that would move"), fixed=True),
            Column(
                name="delay_minutes",
                input=Span(label="Delay", most=2**53, help="By the clock, of all plans that were levelled at once."),
                fixed=True,
                listed=False,
            ),
            Column(
                name="bound_minutes",
                input=Span(label="Least possible delay", most=2**53, help="No schedule can go below it."),
                fixed=True,
                listed=False,
            ),
            Column(name="tried", input=Whole(least=0, label="Schedules tried"), fixed=True, listed=False),
            Column(name="overloads_before", input=Whole(least=0), fixed=True),
            Column(name="overloads_after", input=Whole(least=0), fixed=True),
            Column(name="verified", input=Flag(), fixed=True, listed=False),
            Column(name="people", input=JsonValue(required=False), fixed=True, listed=False, filtered=False, personal=False),
            Column(name="problems", input=JsonValue(required=False), fixed=True, listed=False, filtered=False, personal=False),
        ),
        scopes=OF_PLAN,
        workflow=Workflow(
            {"open": "Open", "accepted": "Accepted", "declined": "Declined"},
            "open",
            (
                Move("accept", ("open",), "accepted"),
                Move("decline", ("open",), "declined"),
                Move("reopen", ("accepted", "declined"), "open", takes_back=("accept", "decline")),
            ),
            open_states=("open",),
            tones={"accepted": "good"},
        ),
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
    )
)
