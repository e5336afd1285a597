"""What a file held, counted: for the first lines of the terminal, the report and the JSON."""

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.wording import counted
from milepost.engine.model import Plan, ResourceKind


def counts(plan: Plan) -> dict[str, int]:
    """Counts by name, in the order they are told. Summaries and the project's own row are not tasks; milestones are."""
    tasks = [t for t in plan.tasks if t.level > 0 and t.id not in plan.summaries]
    kinds = [r.kind for r in plan.resources]
    return {
        "tasks": len(tasks),
        "summaries": sum(1 for t in plan.tasks if t.level > 0 and t.id in plan.summaries),
        "milestones": sum(1 for t in tasks if t.milestone or t.duration == 0),
        "links": len(plan.links),
        "people": sum(1 for r in plan.resources if r.kind is ResourceKind.WORK and not r.generic),
        "roles": sum(1 for r in plan.resources if r.kind is ResourceKind.WORK and r.generic),
        "materials": kinds.count(ResourceKind.MATERIAL),
        "costs": kinds.count(ResourceKind.COST),
        "assignments": len(plan.assignments),
        "calendars": len(plan.calendars),
    }


_NOUNS = {
    "tasks": ("task", "tasks"),
    "summaries": ("summary", "summaries"),
    "milestones": ("milestone", "milestones"),
    "links": ("link", "links"),
    "people": ("person", "people"),
    "roles": ("role", "roles"),
    "materials": ("material", "materials"),
    "costs": ("cost resource", "cost resources"),
    "assignments": ("assignment", "assignments"),
    "calendars": ("calendar", "calendars"),
}
_ALWAYS = frozenset({"tasks", "milestones", "links", "people", "assignments", "calendars"})


def counts_text(plan: Plan) -> str:
    """ "76 tasks, 12 milestones of them, 84 links, …"; what rarely occurs is left out when there is none."""
    return ", ".join(counted(n, *_NOUNS[what]) for what, n in counts(plan).items() if n or what in _ALWAYS)


def source_text(project: Project) -> str:
    """ "CSV", or "MSPDI, written by Microsoft Project"."""
    source = project.imported.source
    return f"{source.format}, written by {source.producer}" if source.producer else source.format
