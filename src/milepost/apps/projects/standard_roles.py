"""What the standard roles allow with projects: who sees which, who runs them, who answers for them."""

from milepost.apps.organisations.standard_roles import FINANCE, PROJECT_MANAGER, PS_MANAGER
from milepost.apps.people.standard_roles import RESOURCE_MANAGER
from milepost.kernel.administration.standard import allow, standard_role

MANAGES, SPONSORS, TAKES_PART, PORTFOLIO = "Manages own projects", "Sponsors projects", "Takes part in projects", "Portfolio office"


def each(entities: str, verbs: str) -> tuple[str, ...]:
    """Permissions for every one of the entities with every one of the verbs."""
    return tuple(f"{entity}.{verb}" for entity in entities.split() for verb in verbs.split())


_PARTS = "project-member stage goal success-criterion deliverable requirement trace scope-item assessment"
_VIEW = (*each(f"programme project {_PARTS} approval business-goal criteria-copy", "view"), "project.delegations")
_RUN = (
    *each(_PARTS, "create delete"),
    *each("project-member stage goal success-criterion deliverable requirement scope-item assessment project", "edit"),
    *each("project", "start hold resume close cancel reopen"),
    *each("requirement", "agree confirm-met drop propose-again"),
    *each("stage", "begin pass-gate stop open-again send-criteria"),
    *each("success-criterion", "meet miss watch-again"),
    *each("assessment", "conclude open-again"),
    *each("deliverable", "submit"),
)
# What the client decides, the manager records; what the sponsor of an internal project decides, they decide themselves.
_DECISIONS = (
    *each("goal", "sign-off redraft"),
    *each("deliverable", "accept reject reopen"),
    *each("scope-item", "approve revoke exclude withdraw propose-again"),
)
_OFFICE = (*each("programme", "create edit close reopen delete"), "project.create", "project.delete")
_CLIENTS_GOALS = each("business-goal", "create edit reach give-up pursue-again delete")

standard_role(
    *(TAKES_PART, *_VIEW),
    *each("deliverable requirement", "edit"),
    "deliverable.submit",
    within="member",
    for_all=True,
    told="Everybody of the house, for the projects they have a part in: sees them whole, works on deliverables and requirements.",
)
standard_role(*(MANAGES, *_VIEW, *_RUN, *_DECISIONS), within="managed", told="Runs the projects they manage, and nobody else's.")
standard_role(
    *(SPONSORS, *_VIEW, *_DECISIONS),
    *each("stage", "pass-gate stop open-again"),
    *each("success-criterion", "meet miss watch-again"),
    within="sponsored",
    told="Answers for the projects they sponsor: scope, gates, goals, what is handed over.",
)
standard_role(
    *(PORTFOLIO, *_VIEW, *_OFFICE, *_CLIENTS_GOALS), told="Keeps the portfolio: sees every project, begins programmes and projects."
)
allow(PROJECT_MANAGER, *_VIEW, *_CLIENTS_GOALS, "project.create")
allow(PS_MANAGER, *_VIEW, *_RUN, *_DECISIONS, *_OFFICE, *_CLIENTS_GOALS)
allow(FINANCE, *_VIEW)
allow(RESOURCE_MANAGER, *_VIEW)
