"""Sections that several documents about a project have in common, made of what whoever asks may see."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from milepost.documents.tree import Block, Cell, Column, Kind, Paragraph, Section, Status, Table, Text, row
from milepost.kernel.access import Actor
from milepost.kernel.documents.reading import day, rows, state_of, titled
from milepost.kernel.inputs import Choice
from milepost.values import said, said_many

Row = dict[str, Any]
AUDIENCE = Choice(
    options={"house": "The house", "client": "The client"}, required=False, help="The client's edition shows nothing of the house."
)

DAYS = Column(said("Days"), Kind.DURATION, hours_per_day=Decimal("7.5"))
"""Of work, by the usual day of the house."""
NO_DELIVERABLE, NO_CRITERION = said("No deliverable is agreed yet"), said("Nothing tells success yet")


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
    columns = (Column(said("Deliverable")), Column(said("Accepted when")), Column(said("Due"), Kind.DATE), Column(said("State")))
    made = tuple(
        row(
            one["name"],
            one["acceptance_criteria"] or Cell(said("not said yet"), status=Status.NOTICE),
            day(one["due_on"]),
            Cell(state_of("deliverable", one["state"]), status=Status.GOOD if one["state"] == "accepted" else Status.NONE),
        )
        for one in found
    )
    many = said_many("{count:,} deliverable", "{count:,} deliverables", count=len(found))
    title = said("{accepted:,} of {deliverables} accepted", accepted=accepted, deliverables=many) if found else NO_DELIVERABLE
    return Section(
        title,
        (Table(said("What is handed over"), columns, made, empty=said("None is agreed yet."), name=said("Deliverables")),),
        label=said("Deliverables"),
    )


def criteria_section(actor: Actor, project: int) -> Section:
    """By what success is told."""
    found = of_project(actor, "success-criterion", project)
    columns = (
        Column(said("Criterion")),
        Column(said("Target")),
        Column(said("Measured how")),
        Column(said("By"), Kind.DATE),
        Column(said("Came to")),
    )
    made = tuple(row(one["name"], one["target"], one["measured_how"] or "", day(one["due_on"]), one["result"] or "") for one in found)
    met = sum(one["state"] == "met" for one in found)
    many = said_many("{count:,} criterion", "{count:,} criteria", count=len(found))
    title = said("Success is told by {criteria}, of which {met:,} met", criteria=many, met=met) if found else NO_CRITERION
    return Section(
        title,
        (Table(said("Success criteria"), columns, made, empty=said("None is written yet."), name=said("Success criteria")),),
        label=said("Success"),
    )


def goals_section(actor: Actor, project: int) -> Section:
    """What it is for, and which goals of the business that serves."""
    found = of_project(actor, "goal", project)
    columns = (Column(said("Goal")), Column(said("Goal of the business")), Column(said("Signed off by")), Column(said("On"), Kind.DATE))
    made = tuple(
        row(one["name"], titled(one["business_goal"]), titled(one["signed_by_contact"] or one["signed_by_person"]), day(one["signed_on"]))
        for one in found
    )
    signed = sum(one["state"] == "signed-off" for one in found)
    many = said_many("{count:,} goal", "{count:,} goals", count=len(found))
    title = said("{signed:,} of {goals} signed off", signed=signed, goals=many) if found else said("No goal is written yet")
    return Section(
        title, (Table(said("Goals"), columns, made, empty=said("None is written yet."), name=said("Goals")),), label=said("Goals")
    )


def stages_section(actor: Actor, project: int) -> Section:
    """Stages with what their gates ask, and what was decided there."""
    found = of_project(actor, "stage", project, "position")
    columns = (Column(said("Stage")), Column(said("Gate"), Kind.DATE), Column(said("Goes on when")), Column(said("State")))
    made = tuple(row(one["name"], day(one["finishes_on"]), one["gate_criteria"] or "", state_of("stage", one["state"])) for one in found)
    many = said_many("{count:,} stage, each with a gate at its end", "{count:,} stages, each with a gate at its end", count=len(found))
    title = many if found else said("It is not divided into stages")
    return Section(
        title, (Table(said("Stages"), columns, made, empty=said("None is planned yet."), name=said("Stages")),), label=said("Stages")
    )
