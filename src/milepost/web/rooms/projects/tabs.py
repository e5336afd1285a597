"""The tabs of a project: its pages made by hand stand first."""

from django.utils.translation import gettext_noop

from milepost.web.parts.tabs import PLACES, Place

PLACES["project"] = (
    Place(gettext_noop("Plan"), "plan/", "project-plan.view", ("project-plan",)),
    Place(gettext_noop("Board"), "board/", "task.view"),
    Place(gettext_noop("Scope"), "scope/", "scope-item.view", ("scope-item",)),
    Place(gettext_noop("Requirements"), "requirements/", "requirement.view", ("requirement", "assessment")),
    Place(gettext_noop("Goals"), "goals/", "goal.view", ("goal", "success-criterion", "deliverable", "stage", "criteria-copy")),
    Place(gettext_noop("People"), "project-members/project/", "project-member.view", ("project-member",)),
    Place(gettext_noop("Dependencies"), "project-dependencies/project/", "project-dependency.view", ("project-dependency",)),
)
