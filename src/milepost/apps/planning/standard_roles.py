"""What the standard roles allow with plans: who draws them, who reports, who looks at all of them."""

from milepost.apps.organisations.standard_roles import FINANCE, PROJECT_MANAGER, PS_MANAGER
from milepost.apps.people.standard_roles import RESOURCE_MANAGER
from milepost.apps.projects.standard_roles import MANAGES, PORTFOLIO, SPONSORS, TAKES_PART, each
from milepost.kernel.administration.standard import COLLEAGUE, OWN, allow, standard_role

ASSIGNED = "Does assigned work"
_ROWS = "task task-link assignment checklist-item board-column iteration"
_VIEW = (
    *each(f"project-plan plan-run baseline levelling-proposal {_ROWS}", "view"),
    *("project-plan.chances", "baseline.compare", "levelling-proposal.moves", "project-dependency.view", "project-dependency.awaited"),
    *each("project", "health forecast roadmap standing milestones"),
    *("scope-item.work", "scope-item.consequence", "requirement.coverage", "task-trace.view", "task.without-requirement"),
    *("assignment.answers", "task.stale"),
)
_TEMPLATES = each("plan-template template-task template-link change-freeze", "view")
_DRAW = (
    *each(_ROWS, "create edit delete"),
    *each("project-plan", "create edit delete archive unarchive"),
    *each("project-plan", "apply-template simulate level merge take-baseline set-up-board begin-with"),
    *each("task", "delay move place plan-as-sold plan-unsold plan-into put-into-backlog take-into-plan report"),
    *each("assignment", "offer-again"),
    *each("project-dependency", "create edit delete meet await-again"),
    *each("task-trace", "create delete"),
    *each("checklist-item", "tick untick"),
    *each("iteration", "begin end postpone reopen"),
    *each("levelling-proposal", "accept decline reopen"),
)
_OFFICE = (
    *each("plan-template template-task template-link", "create edit delete"),
    *each("plan-template", "offer retire"),
    *each("change-freeze", "create edit delete"),
    "project-plan.save-as-template",
)

# Everybody may know what kinds of plans there are, and on which days nothing is changed at a client.
allow(COLLEAGUE, *_TEMPLATES)
allow(OWN, *each("assignment", "view accept decline reconsider"))
standard_role(
    ASSIGNED,
    *each("task", "view report move mine"),
    *each("checklist-item", "view create edit tick untick"),
    within="assigned",
    for_all=True,
    told="Everybody of the house, for the tasks they are assigned to: reports how far they are, moves them on the board, ticks off.",
)
allow(TAKES_PART, *_VIEW)
allow(MANAGES, *_VIEW, *_DRAW)
allow(SPONSORS, *_VIEW)
allow(PROJECT_MANAGER, *_VIEW, "change-freeze.create", "change-freeze.edit", "project-plan.save-as-template")
allow(PORTFOLIO, *_VIEW, *_OFFICE, "project-plan.level", "project-plan.simulate")
allow(RESOURCE_MANAGER, *_VIEW, *_OFFICE, "project-plan.level", "project-plan.simulate", *each("assignment", "create edit"))
allow(PS_MANAGER, *_VIEW, *_DRAW, *_OFFICE)
allow(FINANCE, *_VIEW)
