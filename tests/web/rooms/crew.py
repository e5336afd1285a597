"""A small house for the pages of its rooms: a team with who leads it, days of leave, requests, skills and certificates."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from milepost.kernel.access import Actor, actor_of
from milepost.kernel.administration import known_permissions
from milepost.kernel.models import Account
from milepost.kernel.settings import today_here
from tests.apps.people.crew import FULL, approved, done, made, person

COLLEAGUE = ("person.view", "team.view", "work-role.view", "skill.view", "site.view", "organisation.view", "person.away", "stand-in.view")
OWN = (
    *("leave.view", "leave.kind", "leave.create", "leave.request", "leave.withdraw", "leave-allowance.view", "leave-allowance.balance"),
    *("person.days", "person.leave-cost", "certificate.view", "person-skill.view"),
)
DECIDE = (*OWN, "leave.approve", "leave.refuse", "leave.reconsider", "leave.waiting", "person.skill-matrix", "person.skill-cover")


@dataclass(frozen=True)
class Crew:
    """Mia leads the networks team, in which Sam and Ann report to her; Ann has asked for leave. Olga belongs to nobody."""

    team: int
    mia: int
    sam: int
    ann: int
    asked: int
    client: int
    actors: dict[str, Actor]
    monday: date


def crew(staff: Any, boss: Actor) -> Crew:
    """Made by the house, around the day it is now."""
    monday = (today := today_here()) - timedelta(days=today.weekday())
    accounts = {name: staff(name, *COLLEAGUE) for name in ("Mia", "Sam", "Anna", "Olga")}
    for name, permissions, kind in (("Mia", DECIDE, "line"), ("Mia", OWN, "own"), ("Sam", OWN, "own"), ("Anna", OWN, "own")):
        accounts[name] = staff(name, *permissions, kind=kind)
    actors = {name: actor_of(Account.objects.get(pk=one.account)) for name, one in accounts.items()}
    house = made("organisation", name="Quayside Services", kind="department")
    office = made("site", organisation=house, name="Quayside", zone="Europe/London", address="12 Quay Street")
    client = made("organisation", name="Harbour Council", kind="client", notes="Invoices go to Bristol.")
    made("contact", organisation=client, name="Priya Nair", phone="0117 496 0101", email="priya@harbour.example", position="Head of IT")
    made("site", organisation=client, name="City Hall", address="1 College Green\nBristol")
    role, team = made("work-role", name="Network engineer"), made("team", name="Networks")
    common = {"team": team, "site": office, "work_role": role, "country": "GB", "region": "ENG", "pattern": FULL}
    boss_person = person("Ann Archer", account=boss, **{**common, "team": None})
    mia = person("Mia Okafor", account=actors["Mia"], manager=boss_person, email="mia@example.org", **common)
    sam = person("Sam Pryce", account=actors["Sam"], manager=mia, **common)
    ann = person("Anna Reid", account=actors["Anna"], manager=mia, **common)
    done("team.edit", team, lead=mia)
    for one in (mia, sam, ann):
        made("leave-allowance", person=one, first_day=f"{monday.year - 1}-01-01", last_day=f"{monday.year + 1}-12-31", half_days="25")
    approved(sam, str(monday + timedelta(days=7)), str(monday + timedelta(days=11)), kind="sickness")
    made("stand-in", person=sam, stand_in=ann, first_day=str(monday), last_day=str(monday + timedelta(days=20)))
    asked = made(
        "leave", person=ann, kind="holiday", part="day", first_day=str(monday + timedelta(days=8)), last_day=str(monday + timedelta(days=9))
    )
    done("leave.request", asked)
    firewalls, routing = made("skill", name="Firewalls", category="Networks"), made("skill", name="Routing", category="Networks")
    for who, skill, level in ((mia, firewalls, 4), (mia, routing, 5), (sam, routing, 3), (ann, routing, 2)):
        made("person-skill", person=who, skill=skill, level=level, evidence="Ten sites")
    for who, name, days in ((mia, "CCNP", 20), (sam, "CCNA", -3), (ann, "ITIL", 400)):
        made("certificate", person=who, name=name, expires_on=str(today + timedelta(days=days)))
    return Crew(team, mia, sam, ann, asked, client, actors, monday)


def everything() -> list[str]:
    """All permissions there are."""
    return sorted(known_permissions())
