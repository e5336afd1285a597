"""What a further member of a team is to every door."""

from milepost.apps.people.models import TeamMember
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Ref, Text

TEAM_MEMBER = register(
    Entity(
        name="team-member",
        help="Who works in another team beside their own, and what they do there.",
        model=TeamMember,
        title="person",
        columns=(
            Column(name="team", input=Ref(entity="team"), fixed=True),
            Column(name="person", input=Ref(entity="person"), fixed=True),
            Column(name="work_role", input=Ref(entity="work-role", required=False, help="What they do there; as always when empty.")),
            Column(name="duties", input=Text(required=False, help="What they do there in particular."), personal=True),
        ),
        scopes={"own": "person__account_id", "team": "team_id", "line": "person_id"},
        order=("team", "id"),
    )
)
