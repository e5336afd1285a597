"""Reads a people file: JSON as published, or CSV and a workbook in the simple layout."""

from milepost.engine.model import Calendar
from milepost.exchange.grid import Findings, Form, form_of, read_workbook
from milepost.exchange.nested import read_json
from milepost.exchange.people.document import read_document
from milepost.exchange.people.names import email_key, name_key
from milepost.exchange.people.person import People, Person
from milepost.exchange.people.table import read_people_csv, read_people_sheet
from milepost.values import said


def read_people(data: bytes, *, name: str, date_order: str | None = None) -> People:
    """People, their calendars and what is to be told. JSON, .xlsx and CSV are told apart by content. Raises Unreadable.

    `date_order` ("dmy" or "mdy") is needed for tables that write leave as 03/04/2026.
    """
    findings = Findings()
    persons: list[Person]
    calendars: list[Calendar] = []
    form = form_of(data)
    if form is Form.JSON:
        persons, calendars = read_document(read_json(data, name=name, findings=findings, file="people"))
    elif form is Form.WORKBOOK:
        sheets = read_workbook(data, name=name, findings=findings)
        chosen = next(
            (sheet for sheet in sheets if sheet.name.strip().casefold() in ("people", "resources")), sheets[0] if sheets else None
        )
        persons = read_people_sheet(chosen, findings=findings, order=date_order) if chosen else []
    else:
        persons = read_people_csv(data, name=name, findings=findings, order=date_order)
    _check(persons, calendars, name, findings)
    findings.stop_on_errors(name)
    return People(tuple(persons), tuple(calendars), findings.notices)


def _check(persons: list[Person], calendars: list[Calendar], name: str, findings: Findings) -> None:
    """What only the whole file can show: two people with one address, a calendar defined twice, nobody at all."""
    if not persons and not findings.errors:
        findings.error("people-empty", name, said("The file names nobody."), said("Add at least one person."))
    emails: dict[str, Person] = {}
    for person in persons:
        if person.resource.email and not email_key(person.resource.email):
            findings.error(
                "people-value",
                person.place,
                said("'{email}' is not an e-mail address.", email=person.resource.email),
                said("Correct or remove it."),
            )
        elif (key := email_key(person.resource.email)) and (other := emails.setdefault(key, person)) is not person:
            findings.error(
                "person-twice",
                person.place,
                said("'{name}' has the e-mail address of '{name2}'.", name=person.resource.name, name2=other.resource.name),
                said("Correct the address, or make one an alias of the other."),
            )
    seen: set[str] = set()
    for calendar in calendars:
        if name_key(calendar.name) in seen:
            findings.error(
                "calendar-twice", name, said("The calendar '{name}' is defined twice.", name=calendar.name), said("Keep one of the two.")
            )
        seen.add(name_key(calendar.name))
