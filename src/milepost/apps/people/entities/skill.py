"""What a skill, and a person's level in it, are to every door."""

from milepost.apps.people.models import PersonSkill, Skill
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Day, LongText, Ref, Text, Whole

SKILL = register(
    Entity(
        name="skill",
        model=Skill,
        columns=(
            Column(name="name", input=Text(most=120), searched=True),
            Column(name="category", input=Text(most=120, required=False), searched=True),
            Column(name="description", input=LongText(required=False), filtered=False),
        ),
        order=("category", "name"),
    )
)

PERSON_SKILL = register(
    Entity(
        name="person-skill",
        label="skill of a person",
        labels="person skills",
        model=PersonSkill,
        title="level",
        columns=(
            Column(name="person", input=Ref(entity="person")),
            Column(name="skill", input=Ref(entity="skill")),
            Column(name="level", input=Whole(least=1, most=5, help="1 knows of it, 3 works alone, 5 teaches it.")),
            Column(name="evidence", input=LongText(required=False), filtered=False),
            Column(name="assessed_on", input=Day(label="Assessed", required=False)),
        ),
        scopes={"own": "person__account_id", "team": "person__team_id", "line": "person_id"},
        order=("person", "skill"),
    )
)
