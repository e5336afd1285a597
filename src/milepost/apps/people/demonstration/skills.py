"""What people can do: skills with levels that they give themselves and their managers confirm, and certificates that expire."""

from datetime import datetime, timedelta

from milepost.demonstration.cast import PS_MANAGER, Member
from milepost.demonstration.script import HOUSE, Named, Script

SKILLS = {
    "Networks": ("Routing and switching", "Wi-Fi", "Firewalls", "Cabling"),
    "Infrastructure": ("Servers", "Identity", "Databases", "Backup", "Cloud platforms"),
    "Workplace": ("Desktop", "Rollouts", "Packaging", "Service desk"),
    "Applications": ("Finance systems", "Integration", "Reporting", "Business analysis"),
    "People": ("Project management", "Risk management", "Training", "Communications", "Facilitation"),
}
LIKELY = {
    "network": "Networks",
    "infrastructure": "Infrastructure",
    "desktop": "Workplace",
    "service": "Workplace",
    "security": "Networks",
    "integration": "Applications",
    "finance": "Applications",
    "analyst": "Applications",
    "trainer": "People",
    "manager": "People",
}
CERTIFICATES = (
    ("Routing and switching associate", "Northern Networks Institute"),
    ("Cloud administrator", "Open Cloud Board"),
    ("Project practitioner", "Guild of Project Professionals"),
    ("Working at height", "Harbour Safety Training"),
    ("Service management foundation", "Service Standards Forum"),
)
YEARS = 1095


def write(script: Script) -> None:
    """The list on the first day; levels over the first months; certificates as they were earned."""
    at = script.at(script.start, 11)
    for category, names in SKILLS.items():
        for name in names:
            script.make(at, PS_MANAGER, "skill", name, name=name, category=category)
    for number, one in enumerate(script.cast):
        _levels(script, number, one)
    for number, one in enumerate(script.cast):
        if number % 2 == 0 or number < 12:
            _certificate(script, number, one)


def _levels(script: Script, number: int, one: Member) -> None:
    """Three to six of them; most are confirmed, some rise later and wait to be confirmed anew."""
    rng = script.random(f"skills of {one.handle}")
    home = next((category for word, category in LIKELY.items() if word in one.job.casefold()), "People")
    others = [name for category, names in SKILLS.items() if category != home for name in names]
    chosen = [*rng.sample(SKILLS[home], 3), *rng.sample(others, rng.randint(0, 3))]
    by, office = (HOUSE, HOUSE) if script.size.in_parts else (one.handle, one.manager or HOUSE)
    first = _when(script, 14 + number % 60, 9, number % 7)
    for place, name in enumerate(chosen):
        level = min(5, max(1, round(rng.gauss(4 if place < 3 else 2, 0.9))))
        given = {"level": level, "wanted": place >= 3 and rng.random() < 0.5}
        held = script.make(
            *(first, by, "person-skill", f"{one.handle} {name}"), person=Named("person", one.handle), skill=Named("skill", name), **given
        )
        if rng.random() < 0.75:
            script.do(_when(script, 30 + number % 60, 14), office, "confirm", held)
        if rng.random() < 0.2 and level < 5:
            later = _when(script, 300 + number % 200, 10)
            script.do(later, by, "edit", held, level=level + 1, evidence="Led it on the last two projects.")


def _when(script: Script, days: int, hour: int, later: int = 0) -> datetime:
    """So many days after the history begins; in a large house those of four weeks together, and `later` hours do not count."""
    if script.size.in_parts:
        return script.at(script.start + timedelta(weeks=1, days=days - days % 28), hour)
    return script.at(script.start + timedelta(days=days), hour + later)


def _certificate(script: Script, number: int, one: Member) -> None:
    """Held for three years; the one of the second engineer expires in twenty days, that of another has expired and was renewed."""
    rng = script.random(f"certificate of {one.handle}")
    name, issuer = CERTIFICATES[number % len(CERTIFICATES)]
    expires = script.day + timedelta(days=rng.randint(200, 900))
    by = HOUSE if script.size.in_parts else one.handle
    if one.handle == "leila":
        expires = script.day + timedelta(days=20)
    elif one.handle in ("marcus", "priya"):
        expires = script.day - timedelta(days=40)
    given = {"name": name, "issuer": issuer, "reference": f"{number:04d}-{rng.randint(1000, 9999)}"}
    held = script.make(
        *(_when(script, 20 + number % 90, 13), by, "certificate", one.handle),
        **{"person": Named("person", one.handle), **given, "issued_on": expires - timedelta(days=YEARS), "expires_on": expires},
    )
    if one.handle == "leila":
        script.do(script.at(script.day - timedelta(days=70), 4.5), HOUSE, "remind", held, days=90)
        script.do(script.at(script.day - timedelta(days=10), 4.5), HOUSE, "remind", held, days=30)
    elif one.handle == "marcus":
        issued = expires - timedelta(days=12)
        script.do(script.at(issued, 15), by, "renew", held, issued_on=issued, expires_on=issued + timedelta(days=YEARS))
