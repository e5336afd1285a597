"""Resources: people, generic roles, materials and costs, with their rates and availability."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from milepost.engine.model.field import FieldValue
from milepost.values import FULL_SHARE


class ResourceKind(Enum):
    """A work resource has a calendar; a material is used up; a cost is an amount of money on an assignment."""

    WORK = "work"
    MATERIAL = "material"
    COST = "cost"


class Accrual(Enum):
    """When a cost falls due: at the start, at the end, or spread over the work."""

    START = "start"
    END = "end"
    PRORATED = "prorated"


class RateUnit(Enum):
    """What a rate is per."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    MATERIAL = "material unit"


@dataclass(frozen=True, slots=True)
class Rate:
    """A row of a rate table (0 = A to 4 = E), valid from one moment to another (None: always). Amounts in the plan's currency."""

    table: int = 0
    valid_from: int | None = None
    valid_to: int | None = None
    standard: Decimal = Decimal(0)
    standard_per: RateUnit = RateUnit.HOUR
    overtime: Decimal = Decimal(0)
    overtime_per: RateUnit = RateUnit.HOUR
    per_use: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Availability:
    """Units available between two moments (None: unbounded), in millionths of full time."""

    valid_from: int | None
    valid_to: int | None
    units: int


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill and how well it is mastered, 1 to 5."""

    name: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class ResourceBaseline:
    """Agreed work (seconds) and cost of a resource, number 0 to 10."""

    number: int
    work: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """`max_units` is in millionths of full time (1,000,000 = one person); `availability`, where given, replaces it by date."""

    id: str
    name: str
    kind: ResourceKind = ResourceKind.WORK
    uid: int | None = None
    row: int | None = None
    guid: str = ""
    initials: str = ""
    email: str = ""
    group: str = ""
    code: str = ""
    material_label: str = ""
    generic: bool = False
    active: bool = True
    calendar: str | None = None
    max_units: int = FULL_SHARE
    availability: tuple[Availability, ...] = ()
    rates: tuple[Rate, ...] = ()
    accrue_at: Accrual = Accrual.PRORATED
    can_level: bool = True
    skills: tuple[Skill, ...] = ()
    baselines: tuple[ResourceBaseline, ...] = ()
    fields: tuple[FieldValue, ...] = ()
    notes: str = ""
