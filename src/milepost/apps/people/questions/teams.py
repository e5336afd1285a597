"""What a team is for, who is in it, and what each of them does there."""

from typing import Annotated, Any

from milepost.apps.people.entities import TEAM
from milepost.apps.people.models import Person, Team, TeamMember
from milepost.kernel.inputs import Choice, Ref
from milepost.kernel.questions import Answer, question

PARTS = {"lead": "Leads it", "member": "Member", "further": "From another team"}
GIVES = {
    "team": Ref(entity="team", label="Team"),
    "person": Ref(entity="person", label="Person"),
    "part": Choice(options=PARTS, label="Part"),
    "work_role": Ref(entity="work-role", label="Work role", required=False),
}


@question(TEAM, "members", gives=GIVES)
def members(
    teams: Any,
    *,
    team: Annotated[Team | None, Ref(entity="team", required=False, help="All of them when empty.")] = None,
) -> Answer:
    """Who is in which team, in which part, and what each of them does there; below it what each team is to achieve."""
    asked = list((teams.filter(pk=team.pk) if team is not None else teams).order_by("name", "pk"))
    keys = [one.pk for one in asked]
    home: dict[int, list[tuple[int, int | None]]] = {}
    leads = {one.lead_id for one in asked if one.lead_id is not None}
    roles = dict(Person.objects.filter(pk__in=leads).values_list("pk", "work_role_id"))
    for person in Person.objects.filter(team__in=keys, state="active").order_by("name", "pk"):
        home.setdefault(person.team_id or 0, []).append((person.pk, person.work_role_id))
    further = TeamMember.objects.filter(team__in=keys, person__state="active").select_related("person").order_by("person__name", "pk")
    rows = []
    for one in asked:
        found: dict[int, tuple[str, int | None]] = {} if one.lead_id is None else {one.lead_id: ("lead", roles[one.lead_id])}
        for key, role in home.get(one.pk, ()):
            found.setdefault(key, ("member", role))
        for other in further:
            if other.team_id == one.pk:
                found.setdefault(other.person_id, ("further", other.work_role_id or other.person.work_role_id))
        rows += [{"team": one.pk, "person": key, "part": part, "work_role": role} for key, (part, role) in found.items()]
    return Answer(rows, tuple(f"{one.name}: {one.objectives}" for one in asked if one.objectives))
