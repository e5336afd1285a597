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
    word,
)
from milepost.documents.tree import Column, Document, Fact, Kind, Paragraph, Section, Table, row
from milepost.documents.wording import counted
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import day, rows, titled
from milepost.kernel.inputs import Ref

METHOD = (
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
        ("Project", one["number"]),
        ("For", titled(one["organisation"])),
        ("Billed", word("project", "billing", one["billing"]) if audience == "house" else ""),
        ("Manager", titled(one["manager"])),
    ]
    asked = "the client" if one["kind"] == "client" else "the sponsor"
    return Document(
        title=f"{one['name']}: {counted(len(inside), 'item')} in scope" + (f", {len(waiting)} to be decided" if waiting else ""),
        subtitle="Scope statement",
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=(
            *told("What it is for", "Purpose", paragraphs(one.get("purpose"))),
            Section(
                f"{counted(len(inside), 'item')} in scope" if inside else "Nothing is in scope yet",
                (_inside(inside, approvals),),
                label="In scope",
            ),
            *(
                (Section(f"{counted(len(waiting), 'item')} for {asked} to decide", (_bare(waiting, "Waits"),), label="To decide"),)
                if waiting
                else ()
            ),
            Section("Out of scope", (_bare(by["out-of-scope"], "Out of scope"),), label="Out of scope"),
            deliverables_section(actor, project.pk),
            stages_section(actor, project.pk),
            Section("How to read it", (Paragraph(METHOD),), label="Method"),
        ),
    )


def _inside(items: list[Row], approvals: dict[int, Row]) -> Table:
    columns = (
        Column("Item"),
        Column("Description"),
        DAYS,
        Column("Approved by"),
        Column("On", Kind.DATE),
        Column("Authority"),
        Column("Document"),
        Column("Approval"),
    )
    made = []
    for item in items:
        given = approvals.get(item["approval"]["id"], {}) if item["approval"] else {}
        who = titled(given.get("given_by_contact") or given.get("given_by_person"))
        effort = days_of(given.get("effort_minutes") or item["effort_minutes"])
        what = (given.get("authority") or "", given.get("document") or "", given.get("number") or "")
        made.append(row(item["name"], item["description"] or "", effort, who, day(given.get("given_on")), *what))
    return Table("In scope, with who approved it", columns, tuple(made), empty="Nothing is approved yet.", name="In scope")


def _bare(items: list[Row], name: str) -> Table:
    columns = (Column("Item"), Column("Description"), DAYS, Column("From"))
    made = tuple(row(item["name"], item["description"] or "", days_of(item["effort_minutes"]), item["source"] or "") for item in items)
    return Table(name, columns, made, empty="Nothing.", name=name)
