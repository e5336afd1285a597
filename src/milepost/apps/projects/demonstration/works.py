"""Which projects the demonstration has: some written by hand, each of which shows something, and as many more as the size asks for."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from milepost.demonstration.cast import PROJECT_MANAGER
from milepost.demonstration.script import Script

PRIYA, INGRID, HAMISH = "priya", "ingrid", "hamish"
KINDS = {
    "Network refresh": ("network renewal", "wireless on every floor", "firewall replacement"),
    "Server upgrade": ("server platform", "backup and recovery", "virtual platform"),
    "Software implementation": ("finance system", "case management", "service desk"),
    "PC and device rollout in waves": ("laptops", "phones and tablets", "Windows rollout"),
    "Office move": ("move to the new office", "new depot", "floor refit"),
    "Procurement": ("print tender", "line tender", "device framework"),
}
"""By the name of the plan's template what such projects are called."""


@dataclass(frozen=True, slots=True)
class Work:
    """`begins` counts days from today; `pace` says by how much everything takes longer than planned. `state` is that of the project today,
    `slack` the working days between the plan's finish and what was promised. An internal project has no contact."""

    handle: str
    name: str
    template: str
    organisation: str
    contact: str
    begins: int
    pace: float
    slack: int
    state: str = "active"
    manager: str = PRIYA
    sponsor: str = INGRID
    billing: str = "time-and-materials"
    programme: str = ""

    @property
    def internal(self) -> bool:
        """Whether it is one of the house's own."""
        return not self.contact

    def first_day(self, today: date) -> date:
        """The working day on which it begins."""
        day = today + timedelta(days=self.begins)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

    def written_on(self, today: date) -> date:
        """When it was entered: four weeks before it begins; what begins later than today, some days ago."""
        return min(self.first_day(today) - timedelta(days=28), today - timedelta(days=12))


_NETWORK, _SERVERS, _SOFTWARE, _DEVICES, _MOVE, _TENDER = KINDS
KNOWN = (
    Work("quay", "Quay Street firewalls", _NETWORK, "harbour", "jo", -430, 1.05, 8, "closed", billing="fixed-price", programme="harbour"),
    Work("repairs", "Laptops for the repair crews", _DEVICES, "willow", "huda", -330, 1.1, 6, "closed"),
    Work("townhall", "Town hall network renewal", _NETWORK, "harbour", "jo", -66, 1.3, 4, billing="fixed-price", programme="harbour"),
    Work("library", "Library devices", _DEVICES, "harbour", "jo", -40, 0.95, 12, programme="harbour"),
    Work("ledger", "One ledger for Brackwell", _SOFTWARE, "brackwell", "rashid", -52, 1.12, 9, billing="milestone"),
    Work("campus", "Campus servers", _SERVERS, "eastmoor", "mair", -16, 1.0, 10, billing="prepaid"),
    Work("district", "District device framework", _TENDER, "pinemarsh", "dwayne", -58, 1.0, 10, "on-hold"),
    Work("desk", "One service desk", _SOFTWARE, "deliveries", "", -24, 1.05, 3, sponsor=INGRID, billing="none", programme="own"),
    Work("mill", "Second floor at Mill Lane", _MOVE, "deliveries", "", 24, 1.0, 10, "proposed", sponsor=HAMISH, billing="none", programme="own"),
)  # fmt: skip
PROGRAMMES = {
    "harbour": ("Harbour goes digital", INGRID, "Residents do by phone what they came to the town hall for."),
    "own": ("A house in order", INGRID, "What we advise our clients to do, done at home first."),
    "classroom": ("Devices for every classroom", INGRID, "Every pupil has a device that works on the first day of term."),
    "resilience": ("Nothing stands still", INGRID, "No single failure stops a client's work for longer than an hour."),
}
SMALL = 12
"""Projects of a house below this have the programmes of those written by hand alone."""


def works_of(script: Script) -> tuple[Work, ...]:
    """As many as the size asks for, always the same for a seed and a day."""
    rng = script.random("projects")
    found = list(KNOWN[: script.size.projects])
    contacts = _contacts(script)
    managers = [one.handle for one in script.cast if one.job == PROJECT_MANAGER]
    for number in range(script.size.projects - len(found)):
        found.append(_drawn(rng, number, contacts, managers))
    return tuple(found)


def programmes_of(works: tuple[Work, ...]) -> list[str]:
    """Handles of those that have projects."""
    return sorted({one.programme for one in works if one.programme})


def _contacts(script: Script) -> list[tuple[str, str, str]]:
    """A contact of each client, with its handle and the client's handle and name; those written by hand have projects already."""
    clients = {deed.record.handle: deed.given["name"] for deed in script.made("organisation") if deed.given["kind"] == "client" and deed.record}  # type: ignore[union-attr]
    found: dict[str, tuple[str, str, str]] = {}
    for deed in script.made("contact"):
        of, record = deed.given["organisation"].handle, deed.record
        if of in clients and of not in {one.organisation for one in KNOWN} and record is not None:
            found.setdefault(of, (record.handle, of, clients[of]))  # type: ignore[union-attr]
    return list(found.values())


STATES = ("closed",) * 5 + ("active",) * 12 + ("on-hold",) * 1 + ("proposed",) * 2


def _drawn(rng: Random, number: int, contacts: list[tuple[str, str, str]], managers: list[str]) -> Work:
    """Every tenth is of the house itself."""
    template = list(KINDS)[number % len(KINDS)]
    state = STATES[(number * 7) % len(STATES)]
    contact, client, client_name = contacts[number % len(contacts)] if contacts else ("jo", "harbour", "Harbour Council")
    what = KINDS[template][number // len(KINDS) % 3]
    begins = {"closed": -rng.randint(200, 400), "active": -rng.randint(5, 85), "on-hold": -rng.randint(40, 80)}.get(state, rng.randint(7, 45))
    if template == "Procurement" and state == "active":
        begins = -rng.randint(5, 45)
    pace = max(0.85, rng.gauss(1.08, 0.14))
    facts = (template, begins, round(pace, 2), rng.choice((2, 5, 8, 12, 15)), state, rng.choice(managers))
    programme = rng.choice(("", "", "resilience", "classroom"))
    if number % 10 == 9:
        return Work(f"p{number}", f"Our own {what}", template, "deliveries", "", *facts[1:], billing="none", programme="own")
    billing = rng.choice(("time-and-materials", "fixed-price", "milestone", "prepaid"))
    return Work(f"p{number}", f"{client_name}: {what}", template, client, contact, *facts[1:], billing=billing, programme=programme)
