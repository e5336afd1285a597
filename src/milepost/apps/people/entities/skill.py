"""What a skill, and a person's level in it, are to every door."""

from milepost.apps.people.entities.scopes import OF_PERSON
from milepost.apps.people.models import PersonSkill, Skill
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Day, Flag, LongText, Ref, Text, Whole

SKILL = register(
    Entity(
        name="skill",
        help="What can be learnt and assessed. With people's levels it shows who can do what, and what nobody can.",
        model=Skill,
        columns=(
            Column(name="name", input=Text(most=120), searched=True, personal=False),
            Column(name="category", input=Text(most=120, required=False), searched=True, personal=False),
            Column(name="description", input=LongText(required=False), filtered=False, personal=False),
        ),
        order=("category", "name"),
    )
)

PERSON_SKILL = register(
    Entity(
        name="person-skill",
        help="Who has mastered which skill how far, and what shows it.",
        label="skill of a person",
        labels="person skills",
        model=PersonSkill,
        title="level",
        columns=(
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="skill", input=Ref(entity="skill"), fixed=True),
            Column(name="level", input=Whole(least=0, most=5, help="0 none yet, 1 knows of it, 3 works alone, 5 teaches it.")),
            Column(name="evidence", input=LongText(required=False), filtered=False, personal=True),
            Column(
                name="wanted",
                input=Flag(required=False, label="Wants to work with it", help="Yes: they would like to, or to learn it."),
                personal=True,
            ),
            Column(name="assessed_on", input=Day(label="Assessed", required=False, help="Today when empty.")),
            Column(name="assessed_by", input=Ref(entity="person", required=False), asked=False, back="Skills they assessed"),
            Column(name="confirmed_on", input=Day(label="Confirmed", required=False), asked=False),
            Column(name="confirmed_by", input=Ref(entity="person", required=False), asked=False, back="Skills they confirmed"),
            Column(name="confirmed_for", input=Ref(entity="person", required=False), asked=False, listed=False),
        ),
        scopes=OF_PERSON,
        order=("person", "skill"),
    )
)
