"""The room's part of the demonstration: the house and its departments, clients and suppliers with their sites and contacts."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from milepost.demonstration.cast import CLIENT, PS_MANAGER
from milepost.demonstration.names import FAMILY_NAMES, GIVEN_NAMES, KINDS_OF_CLIENT, KINDS_OF_SUPPLIER, PLACES, in_latin
from milepost.demonstration.script import HOUSE, Named, Script

PROJECT_MANAGER, FINANCE, ENGINEER, LEAD = "priya", "hamish", "leila", "tom"
POSITIONS = ("Head of IT", "Service manager", "Finance director", "Facilities", "Project sponsor", "Procurement", "Head of works", "Clerk")


@dataclass(frozen=True, slots=True)
class Client:
    """Who is written by hand: handle, name, kind, country, and sites by handle with name, address and time zone."""

    handle: str
    name: str
    kind: str
    country: str
    notes: str = ""
    sites: tuple[tuple[str, str, str], ...] = ()


OWN = Client(
    "own", "Fernway IT Services", "department", "GB", "The house itself.", (("office", "Mill Lane office", "4 Mill Lane, Saltmarsh"),)
)
KNOWN = (
    Client(
        *("harbour", "Harbour Council", "client", "GB", "Purchase order on every invoice. Change board meets on Tuesdays."),
        (("townhall", "Town Hall", "1 Quay Street, Saltmarsh"), ("library", "Central Library", "22 Custom House Row, Saltmarsh")),
    ),
    Client(
        *("brackwell", "Brackwell Foods", "client", "GB", "No work on site in the two weeks before Christmas."),
        (("plant", "Plant 2", "Unit 9, Kingsholt Way, Brackwell"),),
    ),
    Client(
        "eastmoor",
        "Eastmoor College",
        "client",
        "GB",
        "Term dates decide everything.",
        (("campus", "Main campus", "College Road, Eastmoor"),),
    ),
    Client(
        "pinemarsh", "Pinemarsh School District", "client", "US", "", (("district", "District office", "410 Orchard Ave, Pinemarsh, IL"),)
    ),
    Client("willow", "Willowmere Housing Association", "client", "GB", "Contract ended in spring."),
    Client("cabling", "Quarrybank Cabling Ltd", "supplier", "GB", "Two crews; book three weeks ahead."),
    Client("software", "Ravensmoor Software Inc.", "supplier", "US", "Resells licences."),
    Client("deliveries", "Delivery", "department", "GB"),
)


def write(script: Script) -> None:
    """On the first days those written by hand, later those drawn; then what changed."""
    first = script.at(script.start, 8.2)  # before there are people, who belong to it
    own = _made(script, first, PS_MANAGER, OWN)
    script.do(first, HOUSE, "mark-own", own)
    for number, one in enumerate(KNOWN):
        parent: dict[str, Any] = {"parent": own} if one.kind == "department" else {}
        _made(script, script.at(script.start + timedelta(days=7 * number // 3), 10 + number / 4), PS_MANAGER, one, **parent)
    _contacts(script)
    _drawn(script, script.random("organisations"))
    _grant_to_client(script)
    _changes(script)
    _talk(script)


def _made(script: Script, at: Any, by: str, one: Client, **more: Any) -> Named:
    """The organisation with its sites."""
    made = script.make(at, by, "organisation", one.handle, name=one.name, kind=one.kind, country=one.country, notes=one.notes, **more)
    zone = "America/Chicago" if one.country == "US" else "Europe/London"
    for handle, name, address in one.sites:
        script.make(at, by, "site", handle, organisation=made, name=name, address=address, zone=zone)
    return made


def _contacts(script: Script) -> None:
    """Those whom the project manager meets."""
    told = (
        ("jo", "Jo Whitcombe", "harbour", "townhall", "Head of IT"),
        ("agnieszka", "Agnieszka Zając", "harbour", "library", "Libraries manager"),
        ("rashid", "Rashid Khan", "brackwell", "plant", "Plant IT lead"),
        ("siobhan", "Siobhán Ní Bhriain", "brackwell", "plant", "Finance director"),
        ("mair", "Mair Llewellyn", "eastmoor", "campus", "Director of digital learning"),
        ("dwayne", "Dwayne Achterberg", "pinemarsh", "district", "Technology coordinator"),
        ("huda", "هدى العلي", "willow", "", "Head of repairs"),
        ("stan", "Stan Birtwhistle", "cabling", "", "Crew manager"),
    )
    for number, (handle, name, organisation, site, position) in enumerate(told):
        at = script.at(script.start + timedelta(days=9 + 5 * number), 11 + number / 5)
        given: dict[str, Any] = {"site": Named("site", site)} if site else {}
        given |= {"email": f"{handle}@{organisation}.example.com", "phone": f"+44 1632 960{101 + 7 * number}", "position": position}
        script.make(at, PROJECT_MANAGER, "contact", handle, name=name, organisation=Named("organisation", organisation), **given)


def _drawn(script: Script, rng: Random) -> None:
    """As many more as the size asks for, a few each week."""
    taken = {one.name for one in KNOWN}
    names = [f"{place} {kind}" for kind in (*KINDS_OF_CLIENT, *KINDS_OF_SUPPLIER) for place in PLACES]
    rng.shuffle(names)
    many = script.size.organisations - len(KNOWN) - 1
    handles = []
    for number in range(many):
        name = next(one for one in (names[number % len(names)], f"{names[number % len(names)]} {number}") if one not in taken)
        taken.add(name)
        kind = "supplier" if name.rpartition(" ")[0] and any(name.find(f" {one}") > 0 for one in KINDS_OF_SUPPLIER) else "client"
        american = any(word in name for word in ("Inc.", "LLC", "District", "Union", "Co."))
        at = _spread(script, number, many)
        given = {"name": name, "kind": kind, "country": "US" if american else "GB", "reference": f"R{1000 + number}"}
        one = script.make(at, PS_MANAGER, "organisation", f"o{number}", **given)
        handles.append(one)
        if number % 3:
            where = {
                "address": f"{rng.randint(1, 180)} {rng.choice(PLACES)} Road",
                "zone": "America/Chicago" if american else "Europe/London",
            }
            called = rng.choice(("Head office", "Depot", "Main building"))
            script.make(at + timedelta(minutes=2), PS_MANAGER, "site", f"s{number}", organisation=one, name=called, **where)
    for number in range(script.size.contacts - 8):
        _contact(script, rng, number, handles)


def _contact(script: Script, rng: Random, number: int, organisations: list[Named]) -> None:
    place = rng.randrange(len(organisations)) if organisations else 0
    organisation = organisations[place] if organisations else Named("organisation", rng.choice(("harbour", "brackwell", "eastmoor")))
    given, family = rng.choice(GIVEN_NAMES), rng.choice(FAMILY_NAMES)
    email = f"{in_latin(given)}.{in_latin(family)}.{number}@{organisation.handle}.example.com"
    site = {"site": Named("site", f"s{place}")} if organisations and place % 3 else {}
    at = max(
        _spread(script, number, script.size.contacts),
        _spread(script, place, len(organisations)) if organisations else script.at(script.start),
    )
    script.make(
        at + timedelta(minutes=5),
        *(PROJECT_MANAGER, "contact", f"c{number}"),
        **{"name": f"{given} {family}", "organisation": organisation, "position": rng.choice(POSITIONS), "email": email, **site},
    )


def _spread(script: Script, number: int, many: int) -> Any:
    """Evenly over the history; in a large house a week's are entered together."""
    days = 21 + number * ((script.day - script.start).days - 30) // max(many, 1)
    hour = 9.0 if script.size.in_parts else 9 + (number * 37 % 420) / 60
    return script.at(script.start + timedelta(days=days - days % 7 if script.size.in_parts else days), hour)


def _grant_to_client(script: Script) -> None:
    """The client's contact may see their own organisation: in the portal."""
    scope = {"scope_kind": "organisation", "scope_id": Named("organisation", "harbour")}
    at = script.at(script.start + timedelta(days=30), 9)
    script.make(at, HOUSE, "grant", "client", account=Named("account", CLIENT.handle), role=Named("role", "Client contact"), **scope)


def _changes(script: Script) -> None:
    """What became of them, by several hands."""

    harbour, willow, stan = Named("organisation", "harbour"), Named("organisation", "willow"), Named("contact", "stan")
    script.do(script.back(400, 15.2), FINANCE, "edit", harbour, reference="PO-4471")
    script.do(
        script.back(200, 10.4), PROJECT_MANAGER, "edit", Named("contact", "rashid"), position="Head of plant IT", phone="+44 1632 960188"
    )
    script.do(script.back(160, 9.3), FINANCE, "edit", Named("organisation", "brackwell"), reference="BF-2291-A")
    script.do(script.back(120, 16.5), PS_MANAGER, "close", willow, reason="The contract ended and was not renewed.", anyway=True)
    script.do(script.back(45, 11.7), PROJECT_MANAGER, "edit", stan, phone="+44 1632 960202", notes="Call before eight; on site after that.")
    script.do(
        script.back(9, 14.1), PROJECT_MANAGER, "edit", Named("site", "library"), access="Pass at the desk; loading bay opens at 07:00."
    )
    script.do(script.back(2, 9.6), FINANCE, "edit", harbour, reference="PO-5120")


def _talk(script: Script) -> None:
    """Comments, tags, links and who watches."""

    harbour, brackwell, eastmoor = (Named("organisation", one) for one in ("harbour", "brackwell", "eastmoor"))
    for days, by, record, text in (
        (75, PROJECT_MANAGER, harbour, "Jo asks that nothing happens on election week; noted in the plan."),
        (74, LEAD, harbour, "Then the library moves to the week after. Cabling crew is booked, I will call Stan."),
        (31, FINANCE, brackwell, "Their new purchase order came; the old one is used up by the end of the month."),
        (12, ENGINEER, Named("site", "library"), "The comms room key is with the porter, not at the desk."),
        (6, PS_MANAGER, brackwell, "Renewal meeting in three weeks. Please keep an eye on the change requests."),
        (1, PROJECT_MANAGER, eastmoor, "Mair confirmed the half-term window. We have ten days on site."),
    ):
        script.about(script.back(days, 10.5 + days % 5), by, "comment", record, text=text)
    for days, by, record, tag in (
        (420, PS_MANAGER, harbour, "Key account"),
        (419, PS_MANAGER, harbour, "Framework"),
        (60, PS_MANAGER, brackwell, "Renewal due"),
        (58, PROJECT_MANAGER, brackwell, "Key account"),
        (20, PROJECT_MANAGER, Named("organisation", "pinemarsh"), "New"),
        (15, PROJECT_MANAGER, Named("contact", "stan"), "Prefers phone"),
    ):
        script.about(script.back(days, 13.2), by, "tagging", record, tag=Named("tag", tag))
    linked = {"other_entity": "organisation", "other_record": Named("organisation", "cabling")}
    script.about(script.back(300, 9.9), PROJECT_MANAGER, "link", harbour, kind="relates-to", note="Cables for the libraries.", **linked)
    for by in (PROJECT_MANAGER, LEAD, PS_MANAGER):
        script.about(script.back(75, 16), by, "watch", harbour)
    script.about(script.back(30, 16), PS_MANAGER, "watch", brackwell)
