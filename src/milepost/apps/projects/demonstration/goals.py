"""What projects are for: goals tied to those of the client's business, criteria of success, requirements, and an assessment before."""

from datetime import timedelta
from typing import Any

from milepost.apps.projects.demonstration.works import INGRID, Work
from milepost.demonstration.script import Named, Script

GOALS = {
    "Network refresh": ("Wireless and telephony work in every room", "Calls about the network", "fewer than 10 a month"),
    "Server upgrade": ("A failure costs an hour at most", "Time of a full restore", "under 60 minutes"),
    "Software implementation": ("Figures are entered once", "Working days to close a month", "4"),
    "PC and device rollout in waves": ("Everybody works on a device that is kept up to date", "Devices without support", "0"),
    "Office move": ("Work goes on the first morning", "Desks that work at nine o'clock", "98 %"),
    "Procurement": ("The new contract starts without a gap", "Days without a contract", "0"),
}
REQUIREMENTS = {
    "Network refresh": ("Roaming without a break", "Two uplinks from every cabinet", "Guests apart from staff", "Alarms reach the desk"),
    "Server upgrade": (
        "Restore of a single file within minutes",
        "Room for three years",
        "Power from two feeds",
        "Runbooks for each system",
    ),
    "Software implementation": ("Single sign-on", "Month closed in four days", "Screen reader can be used", "Interface to payroll"),
    "PC and device rollout in waves": ("Encrypted disks", "Own data is kept", "Ready within an hour", "Old devices wiped with certificate"),
    "Office move": ("Telephony on the first morning", "Two lines by different ways", "Step-free meeting rooms", "Printers by badge"),
    "Procurement": ("Criteria published before", "Exit plan in the contract", "Accessibility as a must", "Prices of changes fixed"),
}
PRIORITIES = ("must", "must", "should", "could")
BUSINESS = {
    "harbour": ("Half of all contacts online", "Share of contacts"),
    "brackwell": ("Close the month in four days", "Working days"),
    "eastmoor": ("No lesson lost to technology", "Lessons lost a term"),
    "deliveries": ("Nine of ten clients would choose us again", "Survey of clients"),
}
"""By organisation what its business wants."""


def write(script: Script, one: Work) -> None:
    """Goal, criterion and requirements when the project was entered; signed off and agreed a fortnight later."""
    at, by = script.at(one.written_on(script.day), 10.5), one.manager
    project = Named("project", one.handle)
    name, measure, target = GOALS[one.template]
    serves: dict[str, Any] = {"business_goal": _business(script, one)} if one.organisation in BUSINESS else {}
    goal = script.make(at, by, "goal", one.handle, project=project, name=name, **serves)
    ends = one.first_day(script.day) + timedelta(days=150)
    script.make(
        *(at, by, "success-criterion", one.handle),
        project=project,
        goal=goal,
        name=measure,
        target=target,
        due_on=ends,
        owner=Named("person", one.sponsor),
    )
    for number, text in enumerate(REQUIREMENTS[one.template]):
        script.make(
            *(at, by, "requirement", f"{one.handle} {number}"),
            project=project,
            name=text,
            priority=PRIORITIES[number],
            source="Workshop with users" if number % 2 else "Statement of work, section 3",
            user_need=f"As one of those who use it, I need this: {text.lower()}.",
            acceptance_criteria=f"Shown in the test: {text.lower()}.",
        )
    if not one.internal and one.state != "closed":
        script.make(
            *(at, by, "assessment", one.handle),
            project=project,
            kind="needs",
            name=f"Is it needed: {name.lower()}?",
            author=Named("person", one.manager),
            findings="Asked: users of three departments. Two of three lose an hour a week today.",
            recommendation="Go on, with the smallest scope that removes the cause.",
        )
    _agreed(script, one, goal)


def _agreed(script: Script, one: Work, goal: Named) -> None:
    day = one.first_day(script.day) - timedelta(days=14)
    if day >= script.day - timedelta(days=2):
        return
    at = script.at(day, 11)
    if one.internal:
        script.do(at, one.sponsor, "sign-off", goal, person=Named("person", one.sponsor))
    else:
        script.do(at, one.manager, "sign-off", goal, contact=Named("contact", one.contact))
        if one.state != "closed":
            script.do(at, one.manager, "conclude", Named("assessment", one.handle))
    for number in range(3):
        script.do(at, one.manager, "agree", Named("requirement", f"{one.handle} {number}"))
    if one.state == "closed":
        done = script.at(one.first_day(script.day) + timedelta(days=137), 10)
        for number in range(3):
            script.do(done, one.manager, "confirm-met", Named("requirement", f"{one.handle} {number}"))
        script.do(done, one.manager, "drop", Named("requirement", f"{one.handle} 3"), reason="Left to a later project.")
        script.do(done, one.manager, "meet", Named("success-criterion", one.handle), result="Reached")


def _business(script: Script, one: Work) -> Named:
    """The goal of the organisation's business, made with the first project that serves it."""
    named = Named("business-goal", one.organisation)
    if named not in {deed.record for deed in script.made("business-goal")}:
        name, measure = BUSINESS[one.organisation]
        at = script.at(script.start + timedelta(days=40), 9)
        organisation = Named("organisation", one.organisation)
        script.make(at, INGRID, "business-goal", one.organisation, organisation=organisation, name=name, measure=measure)
    return named
