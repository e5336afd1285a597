"""GanttProject's own rules: links below the top level, which MPXJ leaves out, and tasks that stay where they were drawn."""

from dataclasses import dataclass, replace
from xml.parsers import expat

from milepost.engine.model import Constraint, Link, LinkKind, Plan
from milepost.engine.problem import Problem, Severity
from milepost.exchange.foreign.losses import listed
from milepost.values import said

KINDS = {"1": LinkKind.SS, "2": LinkKind.FS, "3": LinkKind.FF, "4": LinkKind.SF}


@dataclass(frozen=True, slots=True)
class Depend:
    """One <depend>: GanttProject's ids of the two tasks, type, difference in days; a strong one leaves its task no freedom."""

    predecessor: str
    successor: str
    type: str
    days: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A .gan file as far as we need it: (id, name) of its tasks in order, and what depends on what."""

    tasks: tuple[tuple[str, str], ...]
    depends: tuple[Depend, ...]


def repair(plan: Plan, data: bytes, *, place: str) -> tuple[Plan, list[Problem]]:
    """The plan with every link of the file, and tasks without a strong predecessor held at the start they were drawn at."""
    try:
        drawing = drawing_of(data)
    except (expat.ExpatError, ValueError, LookupError):
        return plan, [links_doubted(place)]
    known = {task.row: task for task in plan.tasks if task.level > 0}
    ids = {}
    for row, (number, name) in enumerate(drawing.tasks, start=1):
        if row not in known or known[row].name.strip() != name.strip():
            return plan, [links_doubted(place)]
        ids[number] = known[row].id
    plan, notices = linked(plan, drawing, ids, place=place)
    driven = {ids[depend.successor] for depend in drawing.depends if depend.strong and depend.successor in ids}
    plan, told = pinned(plan, driven, place=place)
    return plan, notices + told


def drawing_of(data: bytes) -> Drawing:
    """Reads tasks and dependencies. Raises ExpatError; document types were refused when the file was recognised."""
    tasks: list[tuple[str, str]] = []
    depends: list[Depend] = []
    open_tasks: list[str] = []

    def started(element: str, at: dict[str, str]) -> None:
        if element == "task" and "id" in at and "name" in at:
            tasks.append((at["id"], at["name"]))
            open_tasks.append(at["id"])
        elif element == "task":
            open_tasks.append("")  # views and filters name tasks too; only those with a name are tasks
        elif element == "depend" and open_tasks:
            strong = at.get("hardness", "Strong") == "Strong"
            depends.append(Depend(open_tasks[-1], at.get("id", ""), at.get("type", "2"), at.get("difference", "0"), strong))

    def ended(element: str) -> None:
        if element == "task" and open_tasks:
            open_tasks.pop()

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.Parse(data, True)
    return Drawing(tuple(tasks), tuple(depends))


def linked(plan: Plan, drawing: Drawing, ids: dict[str, str], *, place: str) -> tuple[Plan, list[Problem]]:
    """The plan with the file's links in place of those MPXJ found."""
    links, odd = [], []
    for depend in drawing.depends:
        if depend.predecessor in ids and depend.successor in ids and depend.type in KINDS and whole(depend.days):
            lag = int(depend.days) * plan.settings.day
            links.append(Link(ids[depend.predecessor], ids[depend.successor], KINDS[depend.type], lag))
        else:
            odd.append(f"{depend.predecessor} to {depend.successor}")
    notices = []
    if odd:
        named = listed(odd[:3], len(odd))
        message = said(
            "{many} of {many2} links name a task, type or difference that does not exist: {named}.",
            many=len(odd),
            many2=len(drawing.depends),
            named=named,
        )
        notices.append(
            Problem("link-not-read", place, message, said("Open the file in GanttProject and check its links."), Severity.WARNING)
        )
    return plan.with_(links=tuple(links)), notices


def pinned(plan: Plan, driven: set[str], *, place: str) -> tuple[Plan, list[Problem]]:
    """GanttProject leaves a task where it was drawn unless a strong link moves it: that is 'start no earlier than' here."""
    free = {
        task.id: task.stored.start
        for task in plan.tasks
        if task.id not in driven and task.id not in plan.summaries and task.constraint is Constraint.ASAP and task.stored.start is not None
    }
    if not free:
        return plan, []
    tasks = tuple(
        replace(task, constraint=Constraint.SNET, constraint_date=free[task.id]) if task.id in free else task for task in plan.tasks
    )
    names = listed([f"'{plan.task[one].name}'" for one in list(free)[:3]], len(free))
    message = said(
        "{many} tasks that no strong link moves keep the start they were drawn at, as 'start no earlier than': {names}.",
        many=len(free),
        names=names,
    )
    return plan.with_(tasks=tasks), [Problem("start-pinned", place, message, "", Severity.NOTE)]


def whole(text: str) -> bool:
    """Whether a difference is a whole number of days within reason."""
    return text.lstrip("-").isdecimal() and len(text) <= 6


def links_doubted(place: str) -> Problem:
    """The file's links could not be checked against what was read."""
    message = said("Links between tasks below the top level may be missing: the file's tasks could not be matched with those read.")
    return Problem(
        "links-doubtful", place, message, said("Save the plan from GanttProject as MS Project XML and give that."), Severity.WARNING
    )
