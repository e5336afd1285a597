"""Requirements as a document: what is needed, by whom, how much it matters, and what serves it."""

from typing import Annotated, Any

from milepost.apps.projects.documents.parts import Row, of_project
from milepost.documents.tree import Cell, Column, Document, Fact, KeyFigure, KeyFigures, Kind, Paragraph, Section, Status, Table, row
from milepost.documents.wording import said_number
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked, called, rows, state_of, titled
from milepost.kernel.inputs import Ref
from milepost.values import Said, listed, said, said_many

METHOD = said(
    "Must: without it the result is of no use. Should: it matters, and there is a way without it. Could: welcome where there is time. "
    "Won't: not this time, and said so. A requirement that is not dropped has deliverables that serve it and tasks that work towards it."
)
ORDER = ("must", "should", "could", "wont")
TRACED = "requirement.coverage"


@document(
    "projects.requirements",
    title="Requirements",
    needs=("requirement.view",),
    masks=("trace.view", TRACED),
    about=("project",),
)
def requirements(actor: Actor, *, project: Annotated[Any, Ref(entity="project")]) -> Document:
    """What the result has to do and to be, by priority, with source, needs and acceptance criteria, and what traces to it; as a workbook,
    to be filtered and sent."""
    (one,) = rows(actor, "project", id=project.pk)
    found = of_project(actor, "requirement", project.pk)
    open_ones = [need for need in found if need["state"] != "dropped"]
    traced = asked(actor, TRACED, project=project).rows if can_anywhere(actor, TRACED) else ()
    counts = {line["requirement"]["id"]: line for line in traced}
    bare = [need for need in open_ones if counts and not counts[need["id"]]["tasks"] and need["priority"] != "wont"]
    unsaid = sum(not need["acceptance_criteria"] for need in open_ones)
    figures = (
        KeyFigure(said("Requirements"), said_number(len(open_ones))),
        KeyFigure(said("Must have"), said_number(sum(need["priority"] == "must" for need in open_ones))),
        KeyFigure(said("Without a task"), said_number(len(bare)) if counts else "–", status=Status.BAD if bare else Status.NONE),
        KeyFigure(said("Without acceptance criteria"), said_number(unsaid), status=Status.NOTICE if unsaid else Status.GOOD),
    )
    many = [_counted(len(open_ones)), *([said("{many:,} without a task", many=len(bare))] if bare else [])]
    return Document(
        title=said("{name}: {told}", name=one["name"], told=listed(many)),
        subtitle=said("Requirements"),
        facts=(Fact(said("Project"), one["number"]), *((Fact(said("For"), titled(one["organisation"])),) if one["organisation"] else ())),
        opening=(KeyFigures(figures),),
        sections=(
            *(_section(key, [need for need in open_ones if need["priority"] == key], counts) for key in ORDER),
            *_dropped([need for need in found if need["state"] == "dropped"]),
            Section(said("How to read it"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _section(priority: str, found: list[Row], counts: dict[int, Any]) -> Section:
    columns = (
        Column(said("Requirement")),
        Column(said("Number")),
        Column(said("Source")),
        Column(said("Business need")),
        Column(said("User need")),
        Column(said("Operational need")),
        Column(said("Accepted when")),
        Column(said("State")),
        Column(said("Deliverables"), Kind.NUMBER),
        Column(said("Tasks"), Kind.NUMBER),
    )
    name = called("requirement", "priority", priority)
    made = tuple(row(*_line(need, counts.get(need["id"]))) for need in found)
    table = Table(said("{priority}: each with what serves it", priority=name), columns, made, empty=said("None."), name=name)
    return Section(said("{name}: {told}", name=name, told=_counted(len(found))), (table,), label=name)


def _counted(many: int) -> Said:
    return said_many("{count:,} requirement", "{count:,} requirements", count=many)


def _line(need: Row, counted_for: Any) -> tuple[Any, ...]:
    tasks = counted_for["tasks"] if counted_for else None
    gap = tasks == 0 and need["priority"] != "wont"
    return (
        need["name"],
        need["number"],
        need.get("source") or "",
        need["business_need"] or "",
        need["user_need"] or "",
        need["operational_need"] or "",
        need["acceptance_criteria"] or Cell(said("not said yet"), status=Status.NOTICE),
        state_of("requirement", need["state"]),
        counted_for["deliverables"] if counted_for else None,
        Cell(tasks, status=Status.BAD if gap else Status.NONE),
    )


def _dropped(found: list[Row]) -> tuple[Section, ...]:
    made = tuple(row(one["name"], one["number"], one.get("source") or "") for one in found)
    table = Table(
        said("Dropped"), (Column(said("Requirement")), Column(said("Number")), Column(said("Source"))), made, name=said("Dropped")
    )
    title = said_many("{count:,} requirement dropped", "{count:,} requirements dropped", count=len(found))
    return (Section(title, (table,), label=said("Dropped")),) if found else ()
