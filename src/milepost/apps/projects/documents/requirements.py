"""Requirements as a document: what is needed, by whom, how much it matters, and what serves it."""

from typing import Annotated, Any

from milepost.apps.projects.documents.parts import Row, of_project, state, word
from milepost.documents.tree import Cell, Column, Document, Fact, KeyFigure, KeyFigures, Kind, Paragraph, Section, Status, Table, row
from milepost.documents.wording import counted
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked, rows, titled
from milepost.kernel.inputs import Ref

METHOD = (
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
        KeyFigure("Requirements", f"{len(open_ones):,}"),
        KeyFigure("Must have", f"{sum(need['priority'] == 'must' for need in open_ones):,}"),
        KeyFigure("Without a task", f"{len(bare):,}" if counts else "–", status=Status.BAD if bare else Status.NONE),
        KeyFigure("Without acceptance criteria", f"{unsaid:,}", status=Status.NOTICE if unsaid else Status.GOOD),
    )
    lacking = f", {len(bare)} without a task" if bare else ""
    return Document(
        title=f"{one['name']}: {counted(len(open_ones), 'requirement')}{lacking}",
        subtitle="Requirements",
        facts=(Fact("Project", one["number"]), *((Fact("For", titled(one["organisation"])),) if one["organisation"] else ())),
        opening=(KeyFigures(figures),),
        sections=(
            *(_section(key, [need for need in open_ones if need["priority"] == key], counts) for key in ORDER),
            *_dropped([need for need in found if need["state"] == "dropped"]),
            Section("How to read it", (Paragraph(METHOD),), label="Method"),
        ),
    )


def _section(priority: str, found: list[Row], counts: dict[int, Any]) -> Section:
    columns = (
        Column("Requirement"),
        Column("Number"),
        Column("Source"),
        Column("User need"),
        Column("Operational need"),
        Column("Accepted when"),
        Column("State"),
        Column("Deliverables", Kind.NUMBER),
        Column("Tasks", Kind.NUMBER),
    )
    name = word("requirement", "priority", priority)
    made = tuple(row(*_line(need, counts.get(need["id"]))) for need in found)
    table = Table(f"{name}: each with what serves it", columns, made, empty="None.", name=name)
    return Section(f"{name}: {counted(len(found), 'requirement')}", (table,), label=name)


def _line(need: Row, counted_for: Any) -> tuple[Any, ...]:
    tasks = counted_for["tasks"] if counted_for else None
    gap = tasks == 0 and need["priority"] != "wont"
    return (
        need["name"],
        need["number"],
        need.get("source") or "",
        need["user_need"] or "",
        need["operational_need"] or "",
        need["acceptance_criteria"] or Cell("not said yet", status=Status.NOTICE),
        state("requirement", need["state"]),
        counted_for["deliverables"] if counted_for else None,
        Cell(tasks, status=Status.BAD if gap else Status.NONE),
    )


def _dropped(found: list[Row]) -> tuple[Section, ...]:
    made = tuple(row(one["name"], one["number"], one.get("source") or "") for one in found)
    table = Table("Dropped", (Column("Requirement"), Column("Number"), Column("Source")), made, name="Dropped")
    return (Section(f"{counted(len(found), 'requirement')} dropped", (table,), label="Dropped"),) if found else ()
