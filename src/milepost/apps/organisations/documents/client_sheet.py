"""The client sheet: an organisation on a page or two, with its parts, sites and whom to speak to."""

from typing import Annotated, Any

from milepost.apps.organisations.models import Organisation
from milepost.documents.tree import Column, Document, Fact, Paragraph, Section, Table, Text, row
from milepost.documents.wording import counted
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import rows, titled
from milepost.kernel.inputs import Ref

METHOD = (
    "What the house keeps of this organisation and you may see; what stands elsewhere in the tree of organisations has sheets of its own."
)


@document(
    "organisations.sheet", title="Client sheet", needs=("organisation.view",), masks=("site.view", "contact.view"), about=("organisation",)
)
def client_sheet(
    actor: Actor,
    *,
    organisation: Annotated[Any, Ref(entity="organisation", help="Client, supplier or department.")],
) -> Document:
    """An organisation with its sites and contacts: to take along to a visit, and to hand over to a colleague."""
    (one,) = rows(actor, "organisation", id=organisation.pk)
    parts = rows(actor, "organisation", parent=organisation.pk, order="name")
    sites = rows(actor, "site", organisation=organisation.pk, order="name")
    contacts = rows(actor, "contact", organisation=organisation.pk, order="name")
    facts = [
        ("Number", one["number"]),
        ("Kind", Organisation.KINDS.get(one["kind"], one["kind"])),
        ("State", one["state"].capitalize()),
        ("Part of", titled(one["parent"])),
        ("Their reference", one["reference"]),
        ("Country", one["country"]),
    ]
    notes = (Section("Notes", tuple(Paragraph(text) for text in _paragraphs(one.get("notes"))), label="Notes"),) if one.get("notes") else ()
    return Document(
        title=f"{one['name']}: {counted(len(sites), 'site')}, {counted(len(contacts), 'contact')}",
        subtitle="Client sheet" if one["kind"] == "client" else f"{Organisation.KINDS.get(one['kind'], 'Organisation')} sheet",
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=(
            Section(_spoken_to(contacts), (_contacts(contacts),), label="Contacts"),
            Section(f"{counted(len(sites), 'site')} to go to" if sites else "No sites are known", _sites(sites), label="Sites"),
            *((Section(counted(len(parts), "part"), (_parts(parts),), label="Parts"),) if parts else ()),
            *notes,
            Section("What is on this sheet", (Paragraph(METHOD),), label="Method"),
        ),
    )


def _contacts(contacts: list[dict[str, Any]]) -> Table:
    columns = (Column("Name"), Column("Position"), Column("Site"), Column("Phone"), Column("Email"))
    made = tuple(row(one["name"], one["position"] or "", titled(one["site"]), one["phone"] or "", one["email"] or "") for one in contacts)
    return Table("Whom to speak to", columns, made, empty="No contact is known. Add one on the page of the organisation.", name="Contacts")


def _sites(sites: list[dict[str, Any]]) -> tuple[Table, ...]:
    columns = (Column("Site"), Column("Address"), Column("Time zone"), Column("How to get in"))
    made = tuple(row(one["name"], one["address"] or "", one["zone"] or "", one.get("access") or "") for one in sites)
    return (Table("Where they work", columns, made, empty="No site is known. Add one on the page of the organisation.", name="Sites"),)


def _parts(parts: list[dict[str, Any]]) -> Table:
    made = tuple(row(one["name"], one["number"], one["state"].capitalize()) for one in parts)
    return Table("Organisations that are part of it", (Column("Name"), Column("Number"), Column("State")), made, name="Parts")


def _spoken_to(contacts: list[dict[str, Any]]) -> str:
    reached = sum(bool(one["phone"] or one["email"]) for one in contacts)
    if not contacts:
        return "Nobody to speak to is known"
    return f"{reached} of {counted(len(contacts), 'contact')} can be reached by phone or email"


def _paragraphs(text: str | None) -> list[Text]:
    return [part.strip() for part in (text or "").split("\n\n") if part.strip()]
