"""What a foreign file said beyond the tables, put into the engine's plan: its calendars, its resources nobody stands for, its odd tasks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from milepost.apps.planning.rules.foreign_task import holding
from milepost.apps.planning.rules.kept_facts import fields_made, made
from milepost.engine import model
from milepost.engine.working_time.days import lineage, week_of
from milepost.values import FULL_SHARE

Json = Any
MINUTE = 60


@dataclass(frozen=True)
class OfPlan:
    """Of the plan as a whole; empty where it came from no file. `who` says by resource of the file who it is here: "person 5", "role 2"."""

    facts: Mapping[str, Json] = field(default_factory=dict)

    @property
    def who(self) -> Mapping[str, str]:
        """Who stands for a resource here."""
        found: Mapping[str, str] = self.facts.get("who", {})
        return found

    def calendars(self, freezes: Sequence[model.CalendarException]) -> tuple[model.Calendar, ...]:
        """As the file has them, without frozen days: what comes last holds."""
        found = (made(model.Calendar, one) for one in self.facts.get("calendars", ()))
        return tuple(
            replace(
                one,
                id=calendar_id(one.id) or "",
                base=calendar_id(one.base),
                exceptions=(*one.exceptions, *freezes),
            )
            for one in found
        )

    @property
    def calendar(self) -> str | None:
        """The plan's own calendar."""
        return calendar_id(self.facts.get("calendar"))

    def shown(self) -> tuple[tuple[tuple[model.Shift, ...], ...], list[tuple[int, int, str]]] | None:
        """The week of the plan's own calendar, and its days off with their names as first and last day; None where it came from no file."""
        known = {one["id"]: made(model.Calendar, one) for one in self.facts.get("calendars", ())}
        own = known.get(self.facts.get("calendar"))
        if own is None:
            return None
        chain = lineage(own, known)
        free = [
            (one.first_day, one.last_day, one.name) for base in chain for one in base.exceptions if not one.shifts and not one.recurrence
        ]
        return week_of(chain), sorted(set(free))

    def resource(self, key: str) -> model.Resource | None:
        """A resource of the file that nobody here stands for."""
        facts = self.facts.get("resources", {}).get(key)
        if facts is None or key in self.who:
            return None
        found = made(model.Resource, facts)
        return replace(found, id=resource_id(key), calendar=calendar_id(found.calendar))

    def header(self, *, day_minutes: int) -> dict[str, Any]:
        """Settings and options, and the end from which it is planned where it is planned backwards."""
        found = fields_made(model.Plan, self.facts.get("plan", {}))
        kept = found.get("settings", model.Settings())
        same = kept.minutes_per_day == day_minutes
        settings = replace(kept, minutes_per_day=day_minutes, minutes_per_week=kept.minutes_per_week if same and found else 5 * day_minutes)
        wanted: dict[str, Any] = {name: found[name] for name in ("options", "finish", "from_finish") if name in found}
        return {"settings": settings, **wanted}


def calendar_id(key: str | None) -> str | None:
    """Apart from calendars of the house."""
    return f"file {key}" if key is not None else None


def resource_id(key: str) -> str:
    """Apart from people and roles of the house."""
    return f"file {key}"


def of_task(facts: Mapping[str, Json], columns: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Json]], list[dict[str, Json]]]:
    """What is different in the engine's task; its assignments in the file; its links that the tables have no row for."""
    held = holding(facts, columns)
    work, links = held.pop("assignments", []), held.pop("links", [])
    found = fields_made(model.Task, held)
    if "calendar" in found:
        found["calendar"] = calendar_id(found["calendar"])
    return found, work, links


def assignment_of(facts: Mapping[str, Json], *, key: str, task: str, resource: str | None) -> model.Assignment:
    """An assignment of the file."""
    return model.Assignment(**{**fields_made(model.Assignment, facts), "id": key, "task": task, "resource": resource})


def stretched(found: model.Assignment, row: Mapping[str, Any]) -> model.Assignment:
    """Of a task that was made longer or shorter here since it came from the file: as much more or less is done on it; what the file said of
    single days holds no more. A length that somebody types is never overruled by work that a file brought."""
    was, now = ((row["scheduling"] or {}).get("typed") or [0])[0], row["duration_minutes"]
    if not was or was == now:
        return found
    return replace(found, work=found.work * now // was, overtime_work=found.overtime_work * now // was, phases=())


def joined(
    facts: Mapping[str, Json], row: Mapping[str, Any], *, key: str, task: str, resource: str, share: int, effort: int | None
) -> model.Assignment:
    """An assignment of the house that the file has too: what the file says, but for what was changed here since; `row` is its task's."""
    found = assignment_of(facts, key=key, task=task, resource=resource)
    units = found.units if min(found.units, FULL_SHARE) == share else share
    same = effort == (found.work // MINUTE or None)
    if same:
        return stretched(replace(found, units=units), row)
    return replace(found, units=units, work=(effort or 0) * MINUTE, phases=())


def further_links(found: Mapping[str, Sequence[Mapping[str, Json]]], by_foreign: Mapping[str, str]) -> Iterable[model.Link]:
    """Second links between the same two tasks, of which the tables keep one; by the successor's id."""
    for successor, links in found.items():
        for one in links:
            before = by_foreign.get(one["predecessor"])
            if before is not None:
                facts = {name: value for name, value in one.items() if name not in ("predecessor", "successor")}
                yield model.Link(predecessor=before, successor=successor, **fields_made(model.Link, facts))
