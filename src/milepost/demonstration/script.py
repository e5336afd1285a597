"""The script of a demonstration: who did what when, as data. Rooms write it; the same seed and day give the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from milepost.demonstration.cast import Member
from milepost.demonstration.sizes import Size

ZONE = ZoneInfo("Europe/London")
WEEKS = 78
"""Of history: eighteen months."""
HOUSE = ""
"""Who acts where nobody does: the house itself."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record by the entity and the handle under which the script makes it; it gets its id when that is done."""

    entity: str
    handle: str


class Sought(Protocol):
    """A record that an operation made beside what it was asked for, such as a copy: found by what the script has names for."""

    @property
    def entity(self) -> str:
        """Its kind."""

    def find(self, keys: Mapping[Named, int]) -> int:
        """Its id, by the ids of what was made by then."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One operation on one record, or the making of one, which is then known by its handle."""

    at: datetime
    by: str
    operation: str
    record: "Named | Sought | None"
    given: Mapping[str, Any]


class Script:
    """What is to be done, in any order; `deeds` gives it in the order of time. `by` is the handle of a member of the cast."""

    def __init__(self, *, size: Size, seed: int, day: date, cast: Sequence[Member]) -> None:
        self.size, self.seed, self.day, self.cast = size, seed, day, cast
        self.start = day - timedelta(days=day.weekday(), weeks=WEEKS)
        self._deeds: list[Deed] = []
        self.put_off: list[Callable[[], None]] = []

    def random(self, word: str) -> Random:
        """Chance for one purpose: what another part of the script draws does not change it."""
        return Random(f"{self.seed} {word}")

    def at(self, day: date, hour: float = 9.0) -> datetime:
        """A moment of a day, by the clock on the wall; the last are those of today, which have passed by nine in the morning."""
        moment = datetime.combine(day, time(), ZONE) + timedelta(hours=hour)
        return min(moment, datetime.combine(self.day, time(0, 30), ZONE)).astimezone(UTC)

    def back(self, days: int, hour: float) -> datetime:
        """A moment so many days before today; of a weekend, on the Friday before."""
        day = self.day - timedelta(days=days)
        return self.at(day - timedelta(days=max(0, day.weekday() - 4)), hour)

    def make(self, at: datetime, by: str, entity: str, handle: str, /, **given: Any) -> Named:
        """A record of an entity."""
        made = Named(entity, handle)
        self._deeds.append(Deed(at, by, f"{entity}.create", made, given))
        return made

    def do(self, at: datetime, by: str, verb: str, record: Named | Sought, /, **given: Any) -> None:
        """An operation on a record: "approve", "edit"."""
        self._deeds.append(Deed(at, by, f"{record.entity}.{verb}", record, given))

    def about(self, at: datetime, by: str, entity: str, record: Named, /, **given: Any) -> Named:
        """A row about a record: a comment, a tag, a watch."""
        return self.make(at, by, entity, f"{entity} {len(self._deeds)}", entity=record.entity, record=record, **given)

    def before_work(self, part: Callable[[], None]) -> None:
        """Have this done before the jobs are that wait at the end: some can wait until the house is served."""
        self.put_off.append(part)

    def made(self, entity: str) -> Iterable[Deed]:
        """The makings of records of an entity that were written so far."""
        return (deed for deed in self._deeds if deed.operation == f"{entity}.create")

    def deeds(self) -> Iterable[Deed]:
        """By their moments; those of one moment as they were written."""
        return sorted(self._deeds, key=lambda deed: deed.at)
