"""What a dependency between projects is to every door."""

from milepost.apps.planning.models import ProjectDependency
from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Day, Ref, Text

PROJECT_DEPENDENCY = register(
    Entity(
        name="project-dependency",
        model=ProjectDependency,
        prefix="DEP",
        title="what",
        help="What a project waits for that another one brings. It moves no dates; the portfolio tells whether both plans fit.",
        labels="project dependencies",
        columns=(
            Column(name="project", input=Ref(entity="project", label="Waits"), fixed=True),
            Column(name="what", input=Text(label="For", help="What is needed."), searched=True, personal=False),
            Column(name="on_project", input=Ref(entity="project", label="From"), fixed=True),
            Column(name="on_task", input=Ref(entity="task", required=False, help="With which it is there: best a milestone of that plan.")),
            Column(name="needed_on", input=Day(label="Needed")),
        ),
        scopes=OF_PROJECT,
        workflow=Workflow(
            {"open": "Awaited", "met": "Met"},
            "open",
            (Move("meet", ("open",), "met"), Move("await-again", ("met",), "open")),
            open_states=("open",),
            tones={"met": "good"},
        ),
        order=("needed_on",),
    )
)
