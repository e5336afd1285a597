"""What is in scope, what is expressly not, and what still waits: with the approval that let each item in."""

from datetime import timedelta

from milepost.apps.projects.demonstration.works import KNOWN, Work
from milepost.demonstration.script import Named, Script

BY_HAND = frozenset(one.handle for one in KNOWN)
MAIN, CHANGE = "main", "change"
OUT = {
    "Network refresh": "Cabling between the buildings",
    "Server upgrade": "New versions of the applications",
    "Software implementation": "Data older than seven years",
    "PC and device rollout in waves": "Private devices",
    "Office move": "Furniture",
    "Procurement": "Contracts of other departments",
}
CHANGES = {
    "Network refresh": "Guest wireless in the yard",
    "Server upgrade": "A second site for the backup",
    "Software implementation": "Approval of invoices by phone",
    "PC and device rollout in waves": "Docking stations for shared desks",
    "Office move": "Screens at the entrance",
    "Procurement": "A lot for small suppliers",
}
"""By template what somebody asked for later: held until it is approved."""
MINUTES_OF_DAY = 450
DAYS = 45
APPROVED_LATER = "2"
"""A change that the client approved since hangs on an item of its own."""


def write(script: Script, one: Work) -> None:
    """Written with the project; approved ten days before it begins, unless that is still to come. A change is proposed later."""
    at, by, project = script.at(one.written_on(script.day), 11), one.manager, Named("project", one.handle)
    main = script.make(
        *(at, by, "scope-item", f"{one.handle} {MAIN}"),
        project=project,
        name=f"{one.name}: the work agreed",
        effort_minutes=DAYS * MINUTES_OF_DAY,
        source="Statement of work, section 2",
        description="Everything in the statement of work; what is not named there is not part of it.",
    )
    out = script.make(at, by, "scope-item", f"{one.handle} out", project=project, name=OUT[one.template], source="Statement of work, 2.4")
    approved = one.first_day(script.day) - timedelta(days=10)
    if approved >= script.day:
        return
    at = script.at(approved, 14)
    script.do(at, by, "exclude", out, reason="Named as out of scope in the statement of work.")
    _approve(script, at, one, main, "Statement of work, signed")
    asked = script.at(min(one.first_day(script.day) + timedelta(days=21), script.day - timedelta(days=4)), 15.5)
    change = script.make(
        *(asked, by, "scope-item", f"{one.handle} {CHANGE}"),
        project=project,
        name=CHANGES[one.template],
        effort_minutes=6 * MINUTES_OF_DAY,
        source="Asked for at the meeting",
    )
    if one.state == "closed":
        script.do(asked + timedelta(days=9), by, "withdraw", change)
    elif one.handle in ("ledger", "library") or (one.handle not in BY_HAND and len(one.name) % 3):
        _approve(script, min(asked + timedelta(days=5), script.back(1, 15)), one, change, "Change order 1, signed")


def _approve(script: Script, at: object, one: Work, item: Named, document: str) -> None:
    """By a contact of the client; of an internal project by its sponsor, with an account of their own."""
    if one.internal:
        who, by = {"person": Named("person", one.sponsor)}, one.sponsor
        said = {"authority": "Sponsor of the project", "document": "Minutes of the board"}
    else:
        who, by = {"contact": Named("contact", one.contact)}, one.manager
        said = {"authority": "Budget holder", "document": document}
    script.do(at, by, "approve", item, **who, **said)  # type: ignore[arg-type]
