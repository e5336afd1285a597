"""Sections that several documents about a project have in common, made of what whoever asks may see."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from milepost.documents.tree import Block, Cell, Column, Kind, Paragraph, Section, Status, Table, Text, row
from milepost.documents.wording import counted
from milepost.kernel.access import Actor
from milepost.kernel.documents.reading import day, rows, titled
from milepost.kernel.entity import entity
from milepost.kernel.inputs import Choice

Row = dict[str, Any]
AUDIENCE = Choice(
    options={"house": "The house", "client": "The client"}, required=False, help="The client's edition shows nothing of the house."
)

DAYS = Column("Days", Kind.DURATION, hours_per_day=Decimal("7.5"))
"""Of work, by the usual day of the house."""


def word(kind: str, column: str, value: str | None) -> str:
    """What a choice of an entity's column is called."""
    options = getattr(entity(kind).by_name[column].input, "options", {})
    return str(options.get(value, value or ""))


def state(kind: str, value: str) -> str:
    """What a state is called."""
    workflow = entity(kind).workflow
    return workflow.states.get(value, value) if workflow is not None else value


def paragraphs(text: str | None) -> list[Text]:
    """A text of several paragraphs."""
    return [part.strip() for part in (text or "").split("\n\n") if part.strip()]


def told(title: str, label: str, texts: Sequence[Text], blocks: Sequence[Block] = ()) -> tuple[Section, ...]:
    """A section, or nothing where nothing is said."""
    found: tuple[Block, ...] = (*(Paragraph(text) for text in texts), *blocks)
    return (Section(title, found, label=label),) if found else ()


def of_project(actor: Actor, kind: str, project: int, order: str = "id") -> list[Row]:
    """Its records, as far as they may be seen."""
    return rows(actor, kind, project=project, order=order)


def days_of(minutes: int | None) -> int | None:
    """Of minutes as seconds, which a column of durations holds."""
    return minutes * 60 if minutes is not None else None


def deliverables_section(actor: Actor, project: int) -> Section:
    """What is handed over, and on what it is accepted."""
    found = of_project(actor, "deliverable", project, "due_on")
    accepted = sum(one["state"] == "accepted" for one in found)
    columns = (Column("Deliverable"), Column("Accepted when"), Column("Due", Kind.DATE), Column("State"))
    made = tuple(
        row(
            one["name"],
            one["acceptance_criteria"] or Cell("not said yet", status=Status.NOTICE),
            day(one["due_on"]),
            Cell(state("deliverable", one["state"]), status=Status.GOOD if one["state"] == "accepted" else Status.NONE),
        )
        for one in found
    )
    title = f"{accepted} of {counted(len(found), 'deliverable')} accepted" if found else "No deliverable is agreed yet"
    return Section(
        title, (Table("What is handed over", columns, made, empty="None is agreed yet.", name="Deliverables"),), label="Deliverables"
    )


def criteria_section(actor: Actor, project: int) -> Section:
    """By what success is told."""
    found = of_project(actor, "success-criterion", project)
    columns = (Column("Criterion"), Column("Target"), Column("Measured how"), Column("By", Kind.DATE), Column("Came to"))
    made = tuple(row(one["name"], one["target"], one["measured_how"] or "", day(one["due_on"]), one["result"] or "") for one in found)
    met = sum(one["state"] == "met" for one in found)
    title = (
        f"Success is told by {counted(len(found), 'criterion', 'criteria')}, of which {met} met" if found else "Nothing tells success yet"
    )
    return Section(
        title, (Table("Success criteria", columns, made, empty="None is written yet.", name="Success criteria"),), label="Success"
    )


def goals_section(actor: Actor, project: int) -> Section:
    """What it is for, and which goals of the business that serves."""
    found = of_project(actor, "goal", project)
    columns = (Column("Goal"), Column("Goal of the business"), Column("Signed off by"), Column("On", Kind.DATE))
    made = tuple(
        row(one["name"], titled(one["business_goal"]), titled(one["signed_by_contact"] or one["signed_by_person"]), day(one["signed_on"]))
        for one in found
    )
    signed = sum(one["state"] == "signed-off" for one in found)
    title = f"{signed} of {counted(len(found), 'goal')} signed off" if found else "No goal is written yet"
    return Section(title, (Table("Goals", columns, made, empty="None is written yet.", name="Goals"),), label="Goals")


def stages_section(actor: Actor, project: int) -> Section:
    """Stages with what their gates ask, and what was decided there."""
    found = of_project(actor, "stage", project, "position")
    columns = (Column("Stage"), Column("Gate", Kind.DATE), Column("Goes on when"), Column("State"))
    made = tuple(row(one["name"], day(one["finishes_on"]), one["gate_criteria"] or "", state("stage", one["state"])) for one in found)
    title = f"{counted(len(found), 'stage')}, each with a gate at its end" if found else "It is not divided into stages"
    return Section(title, (Table("Stages", columns, made, empty="None is planned yet.", name="Stages"),), label="Stages")
