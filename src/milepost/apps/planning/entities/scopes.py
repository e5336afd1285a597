"""Rows of a plan are reached as its project is."""

OF_PLAN = {
    "project": "plan__project_id",
    "programme": "plan__project__programme_id",
    "organisation": "plan__project__organisation_id",
    "member": "plan__project_id",
}


def through(path: str) -> dict[str, str]:
    """The same for rows that name the plan by another row."""
    return {kind: f"{path}__{column}" for kind, column in OF_PLAN.items()}
