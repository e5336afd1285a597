"""The plan as a client reads it: stages, what is handed over when, what is reached when, and what we need from them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from milepost.apps.planning.entities import TASK
from milepost.apps.projects.documents.parts import DAYS, days_of, deliverables_section, of_project, stages_section
from milepost.documents.tree import (
    Column,
    Document,
    Fact,
    Figure,
    Kind,
    Paragraph,
    Section,
    Table,
    row,
)
from milepost.kernel.access import Actor, visible
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import rows, titled
from milepost.kernel.inputs import Ref
from milepost.kernel.inputs.local_moment import moment_of
from milepost.values import said, said_many

if TYPE_CHECKING:
    from milepost.documents.tree import GanttRow

METHOD = said(
    "Dates are those of work that you have approved, as planned today. Work that waits for your decision is in no date; each day on which "
    "it is not decided may move what follows from it."
)
Line = dict[str, Any]


@document(
    "planning.client-plan",
    title="Plan for the client",
    needs=("project-plan.view", "task.view"),
    masks=("scope-item.view", "deliverable.view", "stage.view"),
    about=("project",),
)
def client_plan(actor: Actor, *, project: Annotated[Any, Ref(entity="project")]) -> Document:
    """The plan in words a client understands: phases and milestones with their days, what is handed over when, and what is needed of them.
    It shows no people, no float, no chances, and nothing of what the house reckons."""
    (one,) = rows(actor, "project", id=project.pk)
    lines = _lines(actor, project.pk)
    points = [line for line in lines if line["kind"] == "milestone"]
    last = max((line["finish"] for line in lines), default=None)
    waiting = [item for item in of_project(actor, "scope-item", project.pk) if item["state"] == "proposed"]
    review = [item for item in of_project(actor, "deliverable", project.pk) if item["state"] == "review"]
    ends = said("to be finished on {day:day}", day=_ended(last)) if last is not None else said("nothing approved is planned yet")
    return Document(
        title=said("{name}: {told}", name=one["name"], told=ends),
        subtitle=said("Plan for the client"),
        facts=tuple(
            Fact(label, value) for label, value in ((said("For"), titled(one["organisation"])), (said("Project"), one["number"])) if value
        ),
        sections=(
            _needed(waiting, review),
            *_when(lines, points),
            deliverables_section(actor, project.pk),
            stages_section(actor, project.pk),
            Section(said("How to read it"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _lines(actor: Actor, project: int) -> list[Line]:
    """Phases, which are tasks at the top, and all milestones, of committed work, by when they come."""
    seen: Any = visible(TASK, actor)
    found = seen.filter(plan__project=project, plan__kind="main", dates__held=False)
    names = ("pk", "name", "kind", "parent_id", "dates__start", "dates__finish", "done_share")
    made = [dict(zip(("id", "name", "kind", "parent", "start", "finish", "done"), line, strict=True)) for line in found.values_list(*names)]
    shown = [line for line in made if line["parent"] is None or line["kind"] == "milestone"]
    return sorted(shown, key=lambda line: (line["start"], line["finish"], line["id"]))


def _when(lines: list[Line], points: list[Line]) -> tuple[Section, ...]:
    from milepost.documents.tree import Gantt

    if not lines:
        return ()
    columns = (Column(said("What")), Column(said("From"), Kind.DATE), Column(said("To"), Kind.DATE))
    made = tuple(
        row(line["name"], None if line["kind"] == "milestone" else moment_of(line["start"]).date(), _ended(line["finish"]).date())
        for line in lines
    )
    table = Table(said("The same in figures"), columns, made, name=said("Plan"))
    phases = said_many("{count:,} phase", "{count:,} phases", count=len(lines) - len(points))
    milestones = said_many("{count:,} milestone", "{count:,} milestones", count=len(points))
    title = said("{phases} and {milestones}", phases=phases, milestones=milestones)
    described = said("{what}. The table tells every day.", what=title)
    chart = Gantt(rows=tuple(_bar(line) for line in lines))
    return (Section(title, (Figure(said("What is done when"), chart, described, table),), label=said("When")),)


def _bar(line: Line) -> "GanttRow":
    from milepost.documents.tree import BarKind, GanttRow, Interval

    point = line["kind"] == "milestone" or line["start"] == line["finish"]
    span = Interval(moment_of(line["start"]), moment_of(line["finish"]))
    return GanttRow(id=str(line["id"]), name=line["name"], kind=BarKind.MILESTONE if point else BarKind.TASK, segments=(span,))


def _needed(waiting: list[Line], review: list[Line]) -> Section:
    """What the client has to decide."""
    if not waiting and not review:
        return Section(
            said("Nothing waits for you"), (Paragraph(said("There is nothing to decide or to accept now.")),), label=said("From you")
        )
    columns = (Column(said("What")), DAYS, Column(said("What we need")))
    made = (
        *(row(one["name"], days_of(one["effort_minutes"]), said("Your approval; it is not worked on before.")) for one in waiting),
        *(row(one["name"], None, said("Your acceptance, or what is missing.")) for one in review),
    )
    title = said_many("We need {count:,} decision from you", "We need {count:,} decisions from you", count=len(made))
    return Section(title, (Table(said("What waits for you"), columns, made, name=said("From you")),), label=said("From you"))


def _ended(finish: int) -> datetime:
    return moment_of(finish) - timedelta(minutes=1)
