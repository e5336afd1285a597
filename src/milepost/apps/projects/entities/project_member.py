"""What a part in a project is to every door."""

from milepost.apps.projects.entities.scopes import OF_PROJECT
from milepost.apps.projects.models import ProjectMember
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, Ref, Text

PROJECT_MEMBER = register(
    Entity(
        name="project-member",
        model=ProjectMember,
        title="part",
        columns=(
            Column(name="project", input=Ref(entity="project"), fixed=True),
            Column(name="person", input=Ref(entity="person", required=False), fixed=True),
            Column(name="contact", input=Ref(entity="contact", required=False, help="Instead of a person of the house."), fixed=True),
            Column(name="part", input=Choice(options=ProjectMember.PARTS)),
            Column(
                name="works_under",
                input=Ref(
                    entity="person",
                    label="Works under",
                    required=False,
                    help="Who countersigns what they draft in this project: they change nothing of it alone.",
                ),
                back="Countersigns in projects",
            ),
            Column(name="duties", input=Text(required=False), personal=True),
        ),
        scopes=OF_PROJECT,
        order=("project", "id"),
    )
)
