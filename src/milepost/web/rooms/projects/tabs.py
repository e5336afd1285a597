"""The tabs of a project: its pages made by hand stand first."""

from milepost.web.parts.tabs import PLACES, Place

PLACES["project"] = (
    Place("Plan", "plan/", "project-plan.view", ("project-plan",)),
    Place("Board", "board/", "task.view"),
    Place("Scope", "scope/", "scope-item.view", ("scope-item",)),
    Place("Requirements", "requirements/", "requirement.view", ("requirement", "assessment")),
    Place("Goals", "goals/", "goal.view", ("goal", "success-criterion", "deliverable", "stage", "criteria-copy")),
)
