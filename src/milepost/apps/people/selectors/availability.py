"""When people are available: read in a fixed number of queries, however many they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from milepost.apps.people.models import Leave, Person, WorkingPattern
from milepost.apps.people.rules.availability import Available, Week, Working, days_of
from milepost.apps.people.rules.leave import Stretch
from milepost.apps.people.selectors.holidays import holidays_between, knows
from milepost.kernel.access import remembered
from milepost.kernel.inputs.hours import minutes_of
from milepost.values import listed, said

KNOWN = ("pk", "name", "country", "region", "joined_on", "left_on", "site__zone")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def working(people: Any, first: date, last: date, *, with_leave: bool = True) -> tuple[tuple[Working, ...], tuple[str, ...]]:
    """What is known of the people (a queryset) who are here in the span, in the order of their names, and what has to be told of it: who
    has no pattern, whose public holidays are not known. Three queries; two without their leave."""
    rows = list(people.order_by("name", "pk").values(*KNOWN))
    remembered(("known people",), dict).update({row["pk"]: row for row in rows})
    return _working(rows, first, last, with_leave=with_leave)


def working_of(keys: Iterable[int], first: date, last: date) -> tuple[tuple[Working, ...], tuple[str, ...]]:
    """The same of people by their ids, without their leave: two queries, and none of those who were read before in the same reading."""
    known: dict[int, Any] = remembered(("known people",), dict)
    lacking = {key for key in keys if key not in known}
    if lacking:
        known.update({row["pk"]: row for row in Person.objects.filter(pk__in=lacking).values(*KNOWN)})
    rows = sorted((known[key] for key in set(keys)), key=lambda row: (row["name"], row["pk"]))
    return _working(rows, first, last, with_leave=False)


def names_of(found: Iterable[Working]) -> dict[int, str]:
    """What people are called of whom it is known when they work."""
    return {one.person: one.name for one in found}


def _working(
    rows: Sequence[Mapping[str, Any]], first: date, last: date, *, with_leave: bool
) -> tuple[tuple[Working, ...], tuple[str, ...]]:
    rows = [row for row in rows if not _gone(row, first, last)]
    keys = [row["pk"] for row in rows]
    patterns, leave = _patterns(keys, last), _leave(keys, first, last) if with_leave else {}
    found = [
        Working(
            row["pk"],
            patterns.get(row["pk"], ()),
            holidays_between(row["country"], row["region"], first, last),
            leave.get(row["pk"], ()),
            row["joined_on"],
            row["left_on"],
            row["name"],
            row["site__zone"] or "",
        )
        for row in rows
    ]
    return tuple(found), _notes(rows, patterns, first)


def available(people: Any, first: date, last: date) -> tuple[tuple[Available, ...], tuple[str, ...]]:
    """Every day of everybody, and what has to be told of it."""
    found, notes = working(people, first, last)
    return tuple(day for one in found for day in days_of(one, first, last)), notes


def _gone(row: Mapping[str, Any], first: date, last: date) -> bool:
    return (row["left_on"] is not None and row["left_on"] < first) or (row["joined_on"] is not None and row["joined_on"] > last)


def _patterns(keys: Iterable[int], last: date) -> dict[int, list[tuple[date, Week]]]:
    found: dict[int, list[tuple[date, Week]]] = remembered(("patterns",), dict)
    lacking = [key for key in keys if key not in found]
    found.update({key: [] for key in lacking})
    rows = WorkingPattern.objects.filter(person_id__in=lacking).order_by("valid_from") if lacking else WorkingPattern.objects.none()
    for person, begins, *hours in rows.values_list("person_id", "valid_from", *DAYS):
        week: Any = tuple(sum(end - start for start, end in minutes_of(text)) for text in hours)
        found[person].append((begins, week))
    return {key: [one for one in found[key] if one[0] <= last] for key in keys}


def _leave(keys: Iterable[int], first: date, last: date) -> dict[int, list[Stretch]]:
    found: dict[int, list[Stretch]] = {}
    rows = Leave.objects.filter(person_id__in=keys, state="approved", first_day__lte=last, last_day__gte=first)
    for person, begins, ends, part in rows.order_by("first_day").values_list("person_id", "first_day", "last_day", "part"):
        found.setdefault(person, []).append((begins, ends, part))
    return found


def _notes(rows: Iterable[Mapping[str, Any]], patterns: Mapping[int, list[tuple[date, Week]]], first: date) -> tuple[str, ...]:
    without, later, nowhere, unknown = [], [], [], []
    for row in rows:
        held = patterns.get(row["pk"])
        begins = max(first, row["joined_on"] or first)
        if not held:
            without.append(row["name"])
        elif held[0][0] > begins:
            later.append(said("{name} ({day})", name=row["name"], day=held[0][0]))
        if not row["country"]:
            nowhere.append(row["name"])
        elif not knows(row["country"], row["region"]):
            unknown.append(f"{row['name']} ({row['country']} {row['region']})".replace(" )", ")"))
    told = (
        (without, said("No working pattern, and so no time at all: {names}. Add one with working-pattern.create.", names=listed(without))),
        (later, said("No working pattern before the day given, and so no time before it: {names}.", names=listed(later))),
        (nowhere, said("No country, and so no public holidays: {names}. Set it with person.edit.", names=listed(nowhere))),
        (unknown, said("No public holidays are known there: {names}.", names=listed(unknown))),
    )
    return tuple(sentence for names, sentence in told if names)
