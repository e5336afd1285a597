"""The client sheet: an organisation on a page or two, with its parts, sites and whom to speak to."""

from typing import Annotated, Any

from milepost.documents.tree import Column, Document, Fact, Paragraph, Section, Table, Text, row
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import called, rows, state_of, titled
from milepost.kernel.inputs import Ref
from milepost.values import Said, said, said_many

METHOD = said(
    "What the house keeps of this organisation and you may see; what stands elsewhere in the tree of organisations has sheets of its own."
)


SHEETS = {"client": said("Client sheet"), "supplier": said("Supplier sheet"), "department": said("Department sheet")}


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
        (said("Number"), one["number"]),
        (said("Kind"), called("organisation", "kind", one["kind"])),
        (said("State"), state_of("organisation", one["state"])),
        (said("Part of"), titled(one["parent"])),
        (said("Their reference"), one["reference"]),
        (said("Country"), one["country"]),
    ]
    written = tuple(Paragraph(text) for text in _paragraphs(one.get("notes")))
    to_go_to = said_many("{count:,} site to go to", "{count:,} sites to go to", count=len(sites)) if sites else said("No sites are known")
    return Document(
        title=said("{name}: {sites}, {contacts}", name=one["name"], sites=_sites_told(len(sites)), contacts=_contacts_told(len(contacts))),
        subtitle=SHEETS.get(one["kind"], said("Organisation sheet")),
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=(
            Section(_spoken_to(contacts), (_contacts(contacts),), label=said("Contacts")),
            Section(to_go_to, _sites(sites), label=said("Sites")),
            *((Section(_parts_told(len(parts)), (_parts(parts),), label=said("Parts")),) if parts else ()),
            *((Section(said("Notes"), written, label=said("Notes")),) if written else ()),
            Section(said("What is on this sheet"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _contacts(contacts: list[dict[str, Any]]) -> Table:
    columns = (Column(said("Name")), Column(said("Position")), Column(said("Site")), Column(said("Phone")), Column(said("Email")))
    made = tuple(row(one["name"], one["position"] or "", titled(one["site"]), one["phone"] or "", one["email"] or "") for one in contacts)
    empty = said("No contact is known. Add one on the page of the organisation.")
    return Table(said("Whom to speak to"), columns, made, empty=empty, name=said("Contacts"))


def _sites(sites: list[dict[str, Any]]) -> tuple[Table, ...]:
    columns = (Column(said("Site")), Column(said("Address")), Column(said("Time zone")), Column(said("How to get in")))
    made = tuple(row(one["name"], one["address"] or "", one["zone"] or "", one.get("access") or "") for one in sites)
    empty = said("No site is known. Add one on the page of the organisation.")
    return (Table(said("Where they work"), columns, made, empty=empty, name=said("Sites")),)


def _parts(parts: list[dict[str, Any]]) -> Table:
    made = tuple(row(one["name"], one["number"], state_of("organisation", one["state"])) for one in parts)
    columns = (Column(said("Name")), Column(said("Number")), Column(said("State")))
    return Table(said("Organisations that are part of it"), columns, made, name=said("Parts"))


def _spoken_to(contacts: list[dict[str, Any]]) -> str:
    reached = sum(bool(one["phone"] or one["email"]) for one in contacts)
    if not contacts:
        return said("Nobody to speak to is known")
    known = _contacts_told(len(contacts))
    return said("{reached:,} of {contacts} can be reached by phone or email", reached=reached, contacts=known)


def _contacts_told(many: int) -> Said:
    return said_many("{count:,} contact", "{count:,} contacts", count=many)


def _sites_told(many: int) -> Said:
    return said_many("{count:,} site", "{count:,} sites", count=many)


def _parts_told(many: int) -> Said:
    return said_many("{count:,} part", "{count:,} parts", count=many)


def _paragraphs(text: str | None) -> list[Text]:
    return [part.strip() for part in (text or "").split("\n\n") if part.strip()]
