"""Organisations: what is part of what, which is the house, and who is told before one is closed."""

from typing import Any

import pytest

from milepost.apps.organisations.models import Contact, Organisation
from milepost.apps.organisations.rules import circle
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid, WrongState
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import operation_named, perform


def made(actor: Actor, what: str = "organisation", **given: Any) -> int:
    usual = {"kind": "client"} if what == "organisation" else {}
    return perform(operation_named(f"{what}.create"), actor, given={**usual, **given}).records[0].pk


def do(actor: Actor, what: str, on: int, **given: Any) -> None:
    perform(operation_named(what), actor, on=[on], given=given)


def test_nothing_is_part_of_its_own_parts(anybody: Actor) -> None:
    council = made(anybody, name="Council")
    department = made(anybody, name="Department", parent=council)
    team = made(anybody, name="Team", parent=department)
    with pytest.raises(Invalid, match="an organisation cannot be part of its own parts: Council → Team → Department → Council"):
        do(anybody, "organisation.edit", council, parent=team)
    do(anybody, "organisation.edit", team, parent=council)
    assert Organisation.objects.get(pk=team).parent_id == council


@pytest.mark.parametrize(
    ("parents", "line"),
    [({1: None}, ()), ({1: 2, 2: 3}, ()), ({1: 1}, (1,)), ({1: 2, 2: 1}, (1, 2)), ({1: 2, 2: 3, 3: 2}, ()), ({}, ())],
)
def test_a_circle_is_what_leads_back_to_where_it_began(parents: dict[int, int | None], line: tuple[int, ...]) -> None:
    assert circle(parents, 1) == line


def test_the_house_itself_is_one_organisation(anybody: Actor) -> None:
    one, other = (made(anybody, name=name, kind="department") for name in ("Old name", "New name"))
    do(anybody, "organisation.mark-own", one)
    do(anybody, "organisation.mark-own", other)
    assert list(Organisation.objects.filter(is_own=True).values_list("pk", flat=True)) == [other]
    entry = JournalEntry.objects.get(operation="organisation.unmark-own")
    assert entry.record == one and entry.cause == JournalEntry.objects.filter(operation="organisation.mark-own").latest("id").batch
    with pytest.raises(Invalid, match="the house is one organisation"):
        perform(operation_named("organisation.mark-own"), anybody, on=[one, other])
    do(anybody, "organisation.close", one, reason="merged")
    with pytest.raises(WrongState):
        do(anybody, "organisation.mark-own", one)


def test_a_contact_is_at_a_site_of_their_own_organisation(anybody: Actor) -> None:
    harbour, school = made(anybody, name="Harbour"), made(anybody, name="School")
    quay, hall = made(anybody, "site", organisation=harbour, name="Quay"), made(anybody, "site", organisation=school, name="Hall")
    with pytest.raises(Invalid, match="this site belongs to another organisation"):
        made(anybody, "contact", name="Ann", organisation=harbour, site=hall)
    ann = made(anybody, "contact", name="Ann", organisation=harbour, site=quay)
    with pytest.raises(Invalid, match="this site belongs to another organisation"):
        do(anybody, "contact.edit", ann, organisation=school)
    do(anybody, "contact.edit", ann, organisation=school, site=hall)
    assert Contact.objects.get().organisation_id == school


@pytest.mark.parametrize(
    ("what", "given", "said"),
    [
        ("site", {"zone": "Europe/Londn"}, "zone: 'Europe/Londn' is no time zone"),
        ("organisation", {"country": "XX"}, "country: 'XX' is no country of ISO 3166"),
        ("organisation", {"country": "UK"}, "the United Kingdom is GB"),
    ],
)
def test_zones_and_countries_are_those_that_there_are(what: str, given: dict[str, str], said: str, anybody: Actor) -> None:
    owner = {"organisation": made(anybody, name="Owner")} if what == "site" else {}
    with pytest.raises(Invalid, match=said):
        made(anybody, what, name="One", **owner, **given)
    made(anybody, what, name="One", **owner, **({"zone": "europe/london"} if what == "site" else {"country": "gb"}))


def test_who_still_belongs_to_an_organisation_is_told_before_it_is_closed(anybody: Actor) -> None:
    supplier = made(anybody, name="Supplier", kind="supplier")
    site = made(anybody, "site", organisation=supplier, name="Yard")
    for name in ("Ann", "Bob"):
        made(anybody, "person", name=name, organisation=supplier)
    made(anybody, "person", name="Cat", site=site)
    with pytest.raises(Invalid, match=r"2 people who work here belong to it\. 1 person who works here usually works at a site of it\."):
        do(anybody, "organisation.close", supplier, reason="end of contract")
    assert Organisation.objects.get(pk=supplier).state == "active"
    do(anybody, "organisation.close", supplier, reason="end of contract", anyway=True)
    assert Organisation.objects.get(pk=supplier).state == "closed"


def test_a_house_that_begins_has_its_own_organisation_once(anybody: Actor) -> None:
    from milepost.kernel.installation.beginning import Beginning, begin

    for name in ("Marlen Vale Council", "Another"):
        begin(Beginning(name=name, country="GB"))
    (own,) = Organisation.objects.values_list("name", "kind", "country", "is_own")
    assert own == ("Marlen Vale Council", "department", "GB", True)
