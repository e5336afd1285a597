"""The cast: who works in the demonstration house, what they do there, and as whom one can log in. All of them are invented."""

from dataclasses import dataclass
from random import Random

from milepost.demonstration.names import FAMILY_NAMES, GIVEN_NAMES, in_latin
from milepost.demonstration.sizes import Size

DOMAIN = "fernway.example.org"


@dataclass(frozen=True, slots=True)
class Member:
    """`manager` is the handle of another; `roles` are standard roles beside those that everybody has. Who can `log_in` has a password."""

    handle: str
    name: str
    job: str
    team: str
    manager: str = ""
    roles: tuple[str, ...] = ()
    country: str = "GB"
    region: str = "ENG"
    log_in: str = ""
    domain: str = DOMAIN

    @property
    def email(self) -> str:
        """Their address, with which they log in."""
        return f"{self.handle}@{self.domain}"


ADMINISTRATOR, PS_MANAGER = "noor", "ingrid"
"""Handles of those whom the script needs by name."""
TEAM_LEAD, PROJECT_MANAGER = "Team lead", "Project manager"
PROJECT_MANAGERS_ROLES = (PROJECT_MANAGER, "Manages own projects")
_NAMED = (
    Member("ingrid", "Ingrid Sørensen", "PS manager", "delivery", roles=("PS manager", "Sponsors projects"), log_in="PS manager"),
    Member("priya", "Priya Raman", PROJECT_MANAGER, "delivery", "ingrid", PROJECT_MANAGERS_ROLES, log_in="Project manager"),
    Member("tom", "Tom Ashworth", "Senior network engineer", "infrastructure", "ingrid", ("Team lead",), log_in="Team lead"),
    Member("leila", "Leila Haddad", "Network engineer", "infrastructure", "tom", log_in="Engineer"),
    Member("rosa", "Rosa Delgado", "Resource manager", "delivery", "ingrid", ("Resource manager",), log_in="Resource manager"),
    Member(
        "hamish",
        "Hamish MacInnes",
        "Finance officer",
        "delivery",
        "ingrid",
        ("Finance", "Sponsors projects"),
        region="SCT",
        log_in="Finance",
    ),
    Member("marcus", "Marcus Bell", "Infrastructure engineer", "infrastructure", "tom"),
    Member("daniel", "Daniel Kerr", "Desktop engineer", "infrastructure", "tom", region="SCT"),
    Member("grace", "Grace Okafor", "Finance systems consultant", "applications", "ingrid", ("Team lead",)),
    Member("lukasz", "Łukasz Wiśniewski", "Integration developer", "applications", "grace"),
    Member("yael", "יעל ברקוביץ׳", "Trainer and change lead", "applications", "grace"),
    Member("anne", "Anne-Sophie Montgomery-Featherstonehaugh de la Vallière", "Business analyst", "applications", "grace"),
)
NOT_STAFF = (
    Member(ADMINISTRATOR, "Noor van Dijk", "Administrator", "", log_in="Administrator"),
    Member("auditor", "Beatriz Quintanilha", "Auditor", "", roles=("Auditor",), log_in="Auditor, reads only"),
)
"""Accounts of people who are not planned with."""
CLIENT = Member("jo", "Jo Whitcombe", "Head of IT, Harbour Council", "", log_in="Client's contact", domain="harbour.example.com")
TEAMS = {"delivery": "Delivery management", "infrastructure": "Infrastructure", "applications": "Applications and change"}
JOBS = (
    "Network engineer",
    "Infrastructure engineer",
    "Desktop engineer",
    "Security consultant",
    "Integration developer",
    "Business analyst",
    "Project manager",
    "Service desk analyst",
    "Data analyst",
    "Trainer and change lead",
)
REGIONS = (("GB", "ENG"), ("GB", "ENG"), ("GB", "ENG"), ("GB", "SCT"), ("GB", "WLS"), ("GB", "NIR"), ("US", "MA"), ("US", "IL"))


def team_names(size: Size) -> dict[str, str]:
    """Handle and name of every team."""
    kinds = ("Networks", "Workplace", "Cloud", "Security", "Data", "Integration", "Service desk", "Training")
    places = ("north", "south", "east", "west", "central", "coast", "Chicago", "Boston")
    more = (f"{kind} {place}" for place in places for kind in kinds)
    return TEAMS | {f"team{number}": name for number, name in enumerate(more, 1) if number <= size.teams - len(TEAMS)}


def cast_of(size: Size, rng: Random) -> tuple[Member, ...]:
    """Everybody who works there: those with a name here first, then as many drawn from lists as the size asks for, with a lead in every
    further team."""
    found, taken = list(_NAMED[: size.people]), {one.handle for one in _NAMED}
    further = [team for team in team_names(size) if team not in TEAMS]
    leads: dict[str, str] = {"delivery": "ingrid", "infrastructure": "tom", "applications": "grace"}
    for number in range(size.people - len(found)):
        given, family = rng.choice(GIVEN_NAMES), rng.choice(FAMILY_NAMES)
        handle = _free(f"{in_latin(given)}.{in_latin(family)}", taken)
        country, region = rng.choice(REGIONS)
        if number < len(further):
            team, manager, job = further[number], "ingrid", TEAM_LEAD
            leads[team] = handle
        else:
            team = rng.choice([*leads])
            manager, job = leads[team], rng.choice(JOBS)
        roles = {TEAM_LEAD: (TEAM_LEAD,), PROJECT_MANAGER: PROJECT_MANAGERS_ROLES}.get(job, ())
        found.append(Member(handle, f"{given} {family}", job, team, manager, roles, country, region))
    return tuple(found)


def _free(wanted: str, taken: set[str]) -> str:
    """A handle that nobody has."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}{number}"
    taken.add(found)
    return found
