"""Programmes and projects: who runs them, who answers for them, and in which state they are."""

from datetime import timedelta
from typing import Any

from milepost.apps.projects.demonstration.works import HAMISH, INGRID, PROGRAMMES, Work, programmes_of
from milepost.demonstration.cast import PROJECT_MANAGER
from milepost.demonstration.script import Named, Script

PURPOSES = {
    "Network refresh": "The switches are out of support, and every third call to the service desk is about wireless.",
    "Server upgrade": "The platform loses its maker's support within the year, and a restore takes a whole night.",
    "Software implementation": "The same figures are kept in three places, and closing a month takes nine working days.",
    "PC and device rollout in waves": "Devices are five years old; the system on them gets no more security updates.",
    "Office move": "The lease ends, and the new floor has no cabling yet.",
    "Procurement": "The contract ends and may not be extended again.",
}
WHY_HELD = "The client's board decides on the budget next month."


def write(script: Script, works: tuple[Work, ...]) -> None:
    """Programmes on the first days, then each project."""
    for number, handle in enumerate(programmes_of(works)):
        name, owner, purpose = PROGRAMMES[handle]
        at = script.at(script.start + timedelta(days=30), 9 + number / 10)
        script.make(at, INGRID, "programme", handle, name=name, owner=Named("person", owner), purpose=purpose)
    for one in works:
        _project(script, one)
        _state(script, one)


def _project(script: Script, one: Work) -> None:
    begins = one.first_day(script.day)
    given: dict[str, Any] = {"client_sponsor": Named("contact", one.contact)} if one.contact else {}
    given |= {"programme": Named("programme", one.programme)} if one.programme else {}
    at = script.at(one.written_on(script.day), 10)
    by = one.manager if _is_manager(script, one.manager) else INGRID
    made = script.make(
        *(at, by, "project", one.handle),
        name=one.name,
        kind="internal" if one.internal else "client",
        organisation=Named("organisation", one.organisation),
        billing=one.billing,
        manager=Named("person", one.manager),
        sponsor=Named("person", one.sponsor),
        purpose=PURPOSES[one.template],
        starts_on=begins,
        **given,
    )
    board = [("executive", one.sponsor), ("assurance", HAMISH)]
    for part, who in board:
        script.make(at, by, "project-member", f"{one.handle} {part}", project=made, person=Named("person", who), part=part)
    if one.contact:
        script.make(
            *(at, by, "project-member", f"{one.handle} user"),
            project=made,
            contact=Named("contact", one.contact),
            part="senior-user",
            duties="Speaks for those who use it",
        )


def _is_manager(script: Script, handle: str) -> bool:
    return any(one.handle == handle and one.job == PROJECT_MANAGER for one in script.cast)


def _state(script: Script, one: Work) -> None:
    """Started when it began; held or closed since."""
    made = Named("project", one.handle)
    begins = one.first_day(script.day)
    if one.state != "proposed":
        script.do(script.at(begins - timedelta(days=7), 9.2), one.manager, "start", made)
    if one.state == "on-hold":
        script.do(script.back(12, 16.5), one.manager, "hold", made, reason=WHY_HELD)
    if one.state == "closed":
        script.do(script.at(begins + timedelta(days=140), 15), one.manager, "close", made, anyway=True)
