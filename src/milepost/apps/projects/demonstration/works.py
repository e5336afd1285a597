"""Which projects the demonstration has: some written by hand, each of which shows something, and as many more as the size asks for."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from milepost.demonstration.cast import PROJECT_MANAGER
from milepost.demonstration.script import Named, Script

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
        """The Monday on which it begins."""
        day = today + timedelta(days=self.begins)
        return day - timedelta(days=day.weekday())

    def written_on(self, today: date) -> date:
        """When it was entered: four weeks before it begins; what begins later than today, some days ago."""
        monday = today - timedelta(days=today.weekday())
        return min(self.first_day(today) - timedelta(days=28), monday - timedelta(days=14))


_NETWORK, _SERVERS, _SOFTWARE, _DEVICES, _MOVE, _TENDER = KINDS
KNOWN = (
    Work("quay", "Quay Street firewalls", _NETWORK, "harbour", "jo", -430, 1.05, 8, "closed", billing="fixed-price", programme="harbour"),
    Work("repairs", "Laptops for the repair crews", _DEVICES, "willow", "huda", -330, 1.1, 6, "closed"),
    Work("townhall", "Town hall network renewal", _NETWORK, "harbour", "jo", -66, 1.3, 4, billing="fixed-price", programme="harbour"),
    Work("library", "Library devices", _DEVICES, "harbour", "jo", -40, 0.95, 22, programme="harbour"),
    Work("ledger", "One ledger for Brackwell", _SOFTWARE, "brackwell", "rashid", -52, 1.12, 9, billing="milestone"),
    Work("campus", "Campus servers", _SERVERS, "eastmoor", "mair", -16, 1.0, 20, billing="prepaid"),
    Work("district", "District device framework", _TENDER, "pinemarsh", "dwayne", -58, 1.0, 10, "on-hold"),
    Work("desk", "One service desk", _SOFTWARE, "deliveries", "", -24, 1.05, 3, billing="none", programme="own"),
    Work("mill", "Second floor at Mill Lane", _MOVE, "deliveries", "", 24, 1.0, 10, "proposed", PRIYA, HAMISH, "none", "own"),
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
    clients = _clients(script)
    managers = [one.handle for one in script.cast if one.job == PROJECT_MANAGER]
    for number in range(script.size.projects - len(found)):
        found.append(_drawn(script, rng, number, clients, managers))
    return tuple(found)


def programmes_of(works: tuple[Work, ...]) -> list[str]:
    """Handles of those that have projects."""
    return sorted({one.programme for one in works if one.programme})


@dataclass(frozen=True, slots=True)
class _Client:
    """A client by its handle and name, with somebody there to talk to, from the day on which both are known."""

    contact: str
    handle: str
    name: str
    since: date


def _clients(script: Script) -> list[_Client]:
    """Those drawn; those written by hand have projects already."""
    own = {one.organisation for one in KNOWN}
    clients = (deed for deed in script.made("organisation") if deed.given["kind"] == "client")
    names = {deed.record.handle: str(deed.given["name"]) for deed in clients if isinstance(deed.record, Named)}
    found: dict[str, _Client] = {}
    for deed in script.made("contact"):
        of = deed.given["organisation"].handle
        if of in names and of not in own and isinstance(deed.record, Named):
            found.setdefault(of, _Client(deed.record.handle, of, names[of], deed.at.date()))
    return list(found.values())


STATES = ("closed",) * 5 + ("active",) * 12 + ("on-hold",) * 1 + ("proposed",) * 2


def _drawn(script: Script, rng: Random, number: int, clients: list[_Client], managers: list[str]) -> Work:
    """Every tenth is of the house itself."""
    template = list(KINDS)[number % len(KINDS)]
    state = STATES[(number * 7) % len(STATES)]
    what = KINDS[template][number // len(KINDS) % 3]
    ago = {"closed": (200, 400), "active": (5, 45 if template == "Procurement" else 85), "on-hold": (40, 80)}.get(state, (-45, -7))
    begins, pace = -rng.randint(*ago), round(max(0.85, rng.gauss(1.08, 0.14)), 2)
    slack, manager, programme = rng.choice((4, 8, 12, 18, 25)), rng.choice(managers), rng.choice(("", "", "resilience", "classroom"))
    billing = rng.choice(("time-and-materials", "fixed-price", "milestone", "prepaid"))
    ours = Work(
        *(f"p{number}", f"Our own {what}", template, "deliveries", "", begins, pace, slack, state, manager),
        billing="none",
        programme="own",
    )
    known = [one for one in clients if one.since < ours.written_on(script.day) - timedelta(days=7)]
    if number % 10 == 9 or not known:
        return ours
    client = known[number % len(known)]
    name = f"{client.name}: {what}"
    return replace(ours, name=name, organisation=client.handle, contact=client.contact, billing=billing, programme=programme)
