"""How well a team is covered: which skills nobody has, and which hang on one person."""

from typing import Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.models import PersonSkill
from milepost.apps.people.questions.skills import here_in
from milepost.apps.people.questions.whom import InTeam, WithRole
from milepost.kernel.inputs import Choice, Ref, Whole
from milepost.kernel.questions import Answer, question

ALONE = 3
"""The level from which somebody works alone."""
COVERS = {"nobody": "Nobody", "one": "One person", "several": "Several"}
GIVES = {
    "skill": Ref(entity="skill", label="Skill"),
    "cover": Choice(options=COVERS, label="Cover"),
    "able": Whole(label="Work alone", help="Level 3 and above."),
    "learning": Whole(label="Learning", help="Level 1 or 2, or would like to work with it."),
    "only": Ref(entity="person", label="Only", required=False, help="The one person who works alone with it."),
}


@question(PERSON, "skill-cover", gives=GIVES)
def skill_cover(
    people: Any,
    *,
    team: InTeam = None,
    work_role: WithRole = None,
) -> Answer:
    """Of each skill that somebody there has or wants: how many work alone with it, and who if it is one; those least covered first."""
    held = PersonSkill.objects.filter(person__in=here_in(people, team, work_role).values("pk"))
    able: dict[int, list[int]] = {}
    learning: dict[int, int] = {}
    for skill, person, level, wanted in held.order_by("skill__name", "person_id").values_list("skill_id", "person_id", "level", "wanted"):
        able.setdefault(skill, [])
        learning[skill] = learning.get(skill, 0) + (level < ALONE and (level > 0 or wanted))
        if level >= ALONE:
            able[skill].append(person)
    rows = [
        {
            "skill": skill,
            "cover": "nobody" if not who else "one" if len(who) == 1 else "several",
            "able": len(who),
            "learning": learning[skill],
            "only": who[0] if len(who) == 1 else None,
        }
        for skill, who in able.items()
    ]
    return Answer(sorted(rows, key=lambda row: row["able"]))
