"""What a success criterion is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import SuccessCriterion
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, Ref, Text

SUCCESS_CRITERION = register(
    Entity(
        name="success-criterion",
        labels="success criteria",
        model=SuccessCriterion,
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="name", input=Text(label="Criterion", most=300), searched=True, personal=False),
            Column(name="target", input=Text(help="The value to be reached."), personal=False),
            Column(name="measured_how", input=Text(most=300, required=False), listed=False, personal=False),
            Column(name="goal", input=Ref(entity="goal", required=False)),
            Column(name="due_on", input=Day(label="Due", required=False)),
            Column(name="owner", input=Ref(entity="person", required=False)),
            Column(name="result", input=Text(most=300, required=False), asked=False, personal=False),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"watched": "Watched", "met": "Met", "missed": "Missed"},
            "watched",
            (Move("meet", ("watched",), "met"), Move("miss", ("watched",), "missed"), Move("watch-again", ("met", "missed"), "watched")),
            open_states=("watched",),
            tones={"met": "good", "missed": "bad"},
        ),
        order=("project", "id"),
    )
)
