"""What the standard roles allow with people, teams, skills and leave."""

from milepost.apps.organisations.standard_roles import FINANCE, PROJECT_MANAGER, PS_MANAGER
from milepost.kernel.administration.standard import COLLEAGUE, OWN, allow, standard_role

TEAM_LEAD, RESOURCE_MANAGER = "Team lead", "Resource manager"


def _each(entities: str, verbs: str) -> tuple[str, ...]:
    """Permissions for every one of the entities with every one of the verbs."""
    return tuple(f"{entity}.{verb}" for entity in entities.split() for verb in verbs.split())


_DIRECTORY = (*_each("person team team-member work-role skill person-skill stand-in whereabouts", "view"), "team.members", "person.away")
_PLANNING = _each("person", "availability days skill-matrix skill-cover skilled where public-holidays")
_RECORDS = _each("certificate leave-allowance working-pattern", "view")
_DECIDE = (*_each("leave", "approve refuse reconsider cancel kind waiting"), "person-skill.confirm", "leave-allowance.balance")
_ASK = (*_each("leave", "view kind create edit delete request withdraw"), "person.leave-cost", "person.days")
_KEPT = (*_each("whereabouts stand-in person-skill certificate", "create edit delete"), "certificate.renew", "certificate.give-up")

# Whose leave it is and why is not for everybody: person.away says who is not there, and no more.
allow(COLLEAGUE, *_DIRECTORY)
allow(OWN, *_RECORDS, *_ASK, *_KEPT, "leave.cancel", "leave-allowance.balance", "person.change-details", "person.public-holidays")
standard_role(
    TEAM_LEAD,
    *(*_RECORDS, *_ASK, *_KEPT, *_DECIDE, *_PLANNING, "certificate.expiring"),
    within="line",
    told="Decides on the leave and the levels of skill of those who report to them.",
)
standard_role(
    RESOURCE_MANAGER,
    *(*_DIRECTORY, *_PLANNING, *_RECORDS, *_KEPT, "leave.view", "leave-allowance.balance", "certificate.expiring"),
    *_each("person team team-member skill work-role working-pattern leave-allowance", "create edit"),
    *_each("team-member skill working-pattern leave-allowance", "delete"),
    told="Knows who can do what when, and keeps people, teams, skills and working hours.",
)
allow(
    PS_MANAGER,
    *(*_DIRECTORY, *_PLANNING, *_RECORDS, *_ASK, *_KEPT, *_DECIDE, "certificate.expiring", "person.decide"),
    *_each("person team team-member skill work-role working-pattern leave-allowance", "create edit delete"),
    *_each("person", "plan-leaving leave return connect disconnect"),
)
allow(PROJECT_MANAGER, *_PLANNING, *_each("whereabouts", "create edit delete"))
allow(FINANCE, *_PLANNING, "working-pattern.view", "leave.view")
