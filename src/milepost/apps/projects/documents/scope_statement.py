"""The scope statement: what a project brings, what it expressly does not, what waits to be decided, and who approved what."""

from typing import Annotated, Any

from milepost.apps.projects.documents.parts import (
    AUDIENCE,
    DAYS,
    Row,
    days_of,
    deliverables_section,
    of_project,
    paragraphs,
    stages_section,
    told,
)
from milepost.documents.tree import Column, Document, Fact, Kind, Paragraph, Section, Table, row
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import called, day, rows, titled
from milepost.kernel.inputs import Ref
from milepost.values import listed, said, said_many

METHOD = said(
    "In scope is what was approved; by whom, when, on what authority and on which document stands beside it, and nobody changes that. "
    "What waits is worked on only once it is approved. Everything that is not listed is outside the scope."
)


@document(
    "projects.scope",
    title="Scope statement",
    needs=("scope-item.view",),
    masks=("approval.view", "deliverable.view", "stage.view", "contact.view", "person.view"),
    about=("project",),
)
def scope_statement(
    actor: Actor,
    *,
    project: Annotated[Any, Ref(entity="project")],
    audience: Annotated[str, AUDIENCE] = "house",
) -> Document:
    """What is in scope and out of it, with the approvals: to agree on with the client, or with the sponsor."""
    (one,) = rows(actor, "project", id=project.pk)
    items = of_project(actor, "scope-item", project.pk)
    approvals = (
        {found["id"]: found for found in rows(actor, "approval", id=[item["approval"]["id"] for item in items if item["approval"]])}
        if any(item["approval"] for item in items)
        else {}
    )
    by = {state: [item for item in items if item["state"] == state] for state in ("in-scope", "proposed", "out-of-scope")}
    inside, waiting = by["in-scope"], by["proposed"]
    facts = [
        (said("Project"), one["number"]),
        (said("For"), titled(one["organisation"])),
        (said("Billed"), called("project", "billing", one["billing"]) if audience == "house" else ""),
        (said("Manager"), titled(one["manager"])),
    ]
    in_scope = said_many("{count:,} item in scope", "{count:,} items in scope", count=len(inside))
    to_decide = [said("{many:,} to be decided", many=len(waiting))] if waiting else []
    return Document(
        title=said("{name}: {told}", name=one["name"], told=listed([in_scope, *to_decide])),
        subtitle=said("Scope statement"),
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=(
            *told(said("What it is for"), said("Purpose"), paragraphs(one.get("purpose"))),
            Section(
                in_scope if inside else said("Nothing is in scope yet"),
                (_inside(inside, approvals),),
                label=said("In scope"),
            ),
            *((Section(_asked(one, len(waiting)), (_bare(waiting, said("Waits")),), label=said("To decide")),) if waiting else ()),
            Section(said("Out of scope"), (_bare(by["out-of-scope"], said("Out of scope")),), label=said("Out of scope")),
            deliverables_section(actor, project.pk),
            stages_section(actor, project.pk),
            Section(said("How to read it"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _asked(project: Row, waiting: int) -> str:
    """Whom that asks."""
    if project["kind"] == "client":
        return said_many("{count:,} item for the client to decide", "{count:,} items for the client to decide", count=waiting)
    return said_many("{count:,} item for the sponsor to decide", "{count:,} items for the sponsor to decide", count=waiting)


def _inside(items: list[Row], approvals: dict[int, Row]) -> Table:
    columns = (
        Column(said("Item")),
        Column(said("Description")),
        DAYS,
        Column(said("Approved by")),
        Column(said("On"), Kind.DATE),
        Column(said("Authority")),
        Column(said("Document")),
        Column(said("Approval")),
    )
    made = []
    for item in items:
        given = approvals.get(item["approval"]["id"], {}) if item["approval"] else {}
        who = titled(given.get("given_by_contact") or given.get("given_by_person"))
        effort = days_of(given.get("effort_minutes") or item["effort_minutes"])
        what = (given.get("authority") or "", given.get("document") or "", given.get("number") or "")
        made.append(row(item["name"], item["description"] or "", effort, who, day(given.get("given_on")), *what))
    return Table(
        said("In scope, with who approved it"), columns, tuple(made), empty=said("Nothing is approved yet."), name=said("In scope")
    )


def _bare(items: list[Row], name: str) -> Table:
    columns = (Column(said("Item")), Column(said("Description")), DAYS, Column(said("From")))
    made = tuple(row(item["name"], item["description"] or "", days_of(item["effort_minutes"]), item["source"] or "") for item in items)
    return Table(name, columns, made, empty=said("Nothing."), name=name)
