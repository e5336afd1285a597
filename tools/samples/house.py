"""The invented services house behind the samples: its people, its other resources, its working time and its holidays."""

from dataclasses import dataclass
from datetime import date

HOUSE = "Fernway IT Services"
WORKDAY = ((540, 765), (810, 1035))
"""Minutes of the day: 09:00 to 12:45 and 13:30 to 17:15, seven and a half hours."""

NIGHT = ((1080, 1320),)
"""18:00 to 22:00, when the client's network may be changed."""

NIGHTS = (1, 2, 3)
"""Tuesday to Thursday."""

HOLIDAYS = (
    (date(2027, 1, 1), date(2027, 1, 1), "New Year's Day"),
    (date(2027, 3, 26), date(2027, 3, 26), "Good Friday"),
    (date(2027, 3, 29), date(2027, 3, 29), "Easter Monday"),
    (date(2027, 5, 3), date(2027, 5, 3), "Early May bank holiday"),
    (date(2027, 5, 31), date(2027, 5, 31), "Spring bank holiday"),
    (date(2027, 8, 30), date(2027, 8, 30), "Summer bank holiday"),
    (date(2027, 12, 27), date(2027, 12, 28), "Christmas"),
)
FREEZES = (
    (date(2027, 3, 22), date(2027, 3, 30), "Easter change freeze"),
    (date(2027, 5, 4), date(2027, 5, 7), "Election week: no changes"),
)


@dataclass(frozen=True)
class Member:
    """Somebody or something that tasks ask for. `rate` is pounds an hour, or a piece for a material; `units` is how many there are."""

    name: str
    role: str
    rate: str
    units: float = 1.0
    material: str = ""
    generic: bool = False

    @property
    def known_as(self) -> str:
        """What the plan files write: the first name, or the first word."""
        return self.name.split()[0]

    @property
    def email(self) -> str:
        """Invented like the rest; .example belongs to nobody."""
        return "" if self.material or self.generic else f"{self.name.lower().replace(' ', '.')}@fernway.example"


MEMBERS = (
    Member("Priya Raman", "Project manager", "52"),
    Member("Tom Ashworth", "Senior network engineer", "58"),
    Member("Leila Haddad", "Network engineer", "46"),
    Member("Marcus Bell", "Infrastructure engineer", "50"),
    Member("Daniel Kerr", "Desktop engineer", "34"),
    Member("Grace Okafor", "Finance systems consultant", "55"),
    Member("Owen Pritchard", "Integration developer", "51"),
    Member("Sofia Lindqvist", "Trainer and change lead", "44"),
    Member("Technicians", "Deployment technicians, hired by the day", "26", units=3.0, generic=True),
    Member("Cabling team", "Cabling contractor's crew", "68", generic=True),
    Member("Cat6A", "Outlet, tested", "72", material="outlet"),
)
