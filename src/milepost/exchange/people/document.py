"""A people file in JSON to people: the layout that people.schema.json publishes."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from milepost.engine.model import Availability, Calendar, CalendarException, Rate, RateUnit, Resource, Shift, Skill, WorkWeek
from milepost.exchange.grid.amounts import shifts_value
from milepost.exchange.grid.findings import said_by
from milepost.exchange.nested import Node
from milepost.exchange.people.person import Person, Week
from milepost.values import DAY, FULL_SHARE, begun, said, to_share

T = TypeVar("T")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FAR = 84_006
"""The last day of the year 2199: where a pattern without an end ends."""
_PERSON = (
    "name",
    "email",
    "aliases",
    "initials",
    "code",
    "group",
    "generic",
    "units",
    "availability",
    "skills",
    "calendar",
    "patterns",
    "leave",
    "holidays",
    "rates",
    "notes",
)
_UNITS = {unit.value: unit for unit in RateUnit if unit is not RateUnit.MATERIAL}


def read_document(node: Node) -> tuple[list[Person], list[Calendar]]:
    """People and calendars of the document; every error goes to the node's findings."""
    fields = node.fields(("$schema", "version", "calendars", "people"), needed=("people",))
    if "version" in fields and fields["version"].value != 1:
        fields["version"].wrong(said("Only version 1 of the people file is known."), said("Use a newer Milepost, or write version 1."))
    calendars = [read_calendar(item) for item in fields["calendars"].items()] if "calendars" in fields else []
    persons = [_person(item, number) for number, item in enumerate(fields["people"].items(), start=1)] if "people" in fields else []
    return persons, calendars


def read_calendar(node: Node) -> Calendar:
    """A named calendar; `base` holds the other calendar's name until a plan is at hand."""
    fields = node.fields(("name", "base", "week", "holidays"), needed=("name",))
    name = fields["name"].text() if "name" in fields else ""
    week = read_week(fields["week"]) if "week" in fields else None
    base = fields["base"].text() if "base" in fields else None
    if week is None and not base:
        node.wrong(
            said("The calendar has neither a week nor a base."), said("Give 'week', or the name of a calendar in 'base'."), "people-missing"
        )
    holidays = _all(_exception(item) for item in fields["holidays"].items()) if "holidays" in fields else ()
    if week is not None and not base:
        week = tuple(day if day is not None else () for day in week)
    return Calendar(name, name, week or (None,) * 7, base or None, holidays)


def read_week(node: Node) -> Week:
    """Seven days from {"mon": ["09:00-17:30"], "sat": []}; None for a day that is not given."""
    fields = node.fields(DAYS)
    return tuple(_hours(fields[day]) if day in fields else None for day in DAYS)


def _hours(node: Node) -> tuple[Shift, ...]:
    texts = [item.text() for item in node.items()]
    try:
        return shifts_value(",".join(texts)) if texts else ()
    except ValueError as error:
        node.wrong(begun(said_by(error)) + ".", said('Write hours as ["09:00-12:30", "13:30-17:30"].'))
        return ()


def _span(node: Node, fields: dict[str, Node]) -> tuple[int, int] | None:
    """First and last day from "from" and "to"; "to" may be missing for a single day."""
    first = fields["from"].day() if "from" in fields else None
    last = fields["to"].day() if "to" in fields else first
    if first is None or last is None:
        return None
    if last < first:
        node.wrong(said("It ends before it begins."), said("Swap 'from' and 'to'."))
        return None
    return first, last


def _exception(node: Node) -> CalendarException | None:
    fields = node.fields(("from", "to", "name", "reason", "hours"), needed=("from",))
    span = _span(node, fields)
    name = fields["name"].text() if "name" in fields else fields["reason"].text() if "reason" in fields else ""
    hours = _hours(fields["hours"]) if "hours" in fields else ()
    return CalendarException(*span, hours, name) if span else None


def _person(node: Node, number: int) -> Person:
    fields = node.fields(_PERSON, needed=("name",))

    def text(key: str) -> str:
        return fields[key].text() if key in fields else ""

    def each(key: str) -> list[Node]:
        return fields[key].items() if key in fields else []

    name = text("name")
    if "name" in fields and not name:
        fields["name"].wrong(said("The name is empty."))
    rates, currencies = _rates(each("rates"))
    resource = Resource(
        f"person-{number}",
        name,
        email=text("email"),
        initials=text("initials"),
        code=text("code"),
        group=text("group"),
        generic=fields["generic"].flag() if "generic" in fields else False,
        max_units=read_units(fields["units"]) if "units" in fields else FULL_SHARE,
        availability=_all(_availability(item) for item in each("availability")),
        rates=rates,
        skills=tuple(_skill(item) for item in each("skills")),
        notes=text("notes"),
    )
    calendar, week = _own_calendar(fields["calendar"]) if "calendar" in fields else ("", None)
    return Person(
        resource,
        node.path.strip(),
        aliases=tuple(item.text() for item in each("aliases")),
        calendar=calendar,
        holidays=tuple(item.text() for item in each("holidays")),
        week=week,
        patterns=_all(_pattern(item) for item in each("patterns")),
        leave=_all(_exception(item) for item in each("leave")),
        currencies=currencies,
        given=frozenset(fields),
    )


def _all(found: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(one for one in found if one is not None)


def _own_calendar(node: Node) -> tuple[str, Week | None]:
    """A calendar's name, or a week of one's own with an optional base."""
    if isinstance(node.value, str):
        return node.text(), None
    fields = node.fields(("base", *DAYS))
    week = tuple(_hours(fields[day]) if day in fields else None for day in DAYS)
    base = fields["base"].text() if "base" in fields else ""
    if not base and any(day is not None for day in week):
        # Without a base the week is the whole truth: a day not named is a day off, not a day of the plan's calendar.
        week = tuple(day if day is not None else () for day in week)
    return base, week if any(day is not None for day in week) else None


def read_units(node: Node) -> int:
    """Millionths of full time from 0.8 or "80%"."""
    if isinstance(node.value, str) and node.value.strip().endswith("%"):
        try:
            share = to_share(Decimal(node.value.strip()[:-1].strip()) / 100)
        except (ValueError, ArithmeticError):
            share = -1
        if 0 <= share <= 10_000 * FULL_SHARE:
            return share
        node.wrong(said("'{value}' is not a share; expected e.g. 0.8 or \"80%\".", value=node.value[:20]))
        return FULL_SHARE
    return to_share(node.number(high=10_000))


def _availability(node: Node) -> Availability | None:
    fields = node.fields(("from", "to", "units"), needed=("units",))
    first = fields["from"].day() if "from" in fields else None
    last = fields["to"].day() if "to" in fields else None
    if first is not None and last is not None and last < first:
        node.wrong(said("It ends before it begins."), said("Swap 'from' and 'to'."))
    if "units" not in fields:
        return None
    return Availability(None if first is None else first * DAY, None if last is None else (last + 1) * DAY, read_units(fields["units"]))


def _skill(node: Node) -> Skill:
    fields = node.fields(("name", "level"), needed=("name",))
    level = fields["level"].number(low=1, high=5) if "level" in fields else Decimal(3)
    if level != int(level):
        fields["level"].wrong(said("A skill's level is a whole number from 1 to 5."))
    return Skill(fields["name"].text() if "name" in fields else "", int(level))


def _pattern(node: Node) -> WorkWeek | None:
    fields = node.fields(("from", "to", "week", "name"), needed=("from", "week"))
    if "from" not in fields or "week" not in fields or (first := fields["from"].day()) is None:
        return None
    last = fields["to"].day() if "to" in fields else FAR
    if last is None:
        return None
    if last < first:
        node.wrong(said("It ends before it begins."), said("Swap 'from' and 'to'."))
        return None
    return WorkWeek(first, last, read_week(fields["week"]), fields["name"].text() if "name" in fields else "")


def _rates(nodes: list[Node]) -> tuple[tuple[Rate, ...], tuple[str, ...]]:
    """Rates in order of date, each valid until the next one begins, and their currencies."""
    found: list[tuple[int | None, Rate, str, Node]] = []
    for node in nodes:
        fields = node.fields(("from", "standard", "overtime", "per", "per_use", "currency"), needed=("standard",))
        per = fields["per"].text() if "per" in fields else "hour"
        if per not in _UNITS:
            fields["per"].wrong(said("'{per}' is no unit of a rate; expected {units}.", per=per[:20], units=", ".join(_UNITS)))
        unit = _UNITS.get(per, RateUnit.HOUR)
        amount = {key: fields[key].number() if key in fields else Decimal(0) for key in ("standard", "overtime", "per_use")}
        currency = fields["currency"].text().upper() if "currency" in fields else ""
        if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            fields["currency"].wrong(said("'{currency}' is no currency code; expected three letters such as GBP.", currency=currency[:20]))
        first = fields["from"].day() if "from" in fields else None
        rate = Rate(0, None if first is None else first * DAY, None, amount["standard"], unit, amount["overtime"], unit, amount["per_use"])
        found.append((first, rate, currency, node))
    found.sort(key=lambda item: -1_000_000 if item[0] is None else item[0])
    rates: list[Rate] = []
    for index, (first, rate, _, node) in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following and following[0] == first:
            node.wrong(said("Two rates begin on the same day."), said("Keep one of them."))
        rates.append(replace(rate, valid_to=following[1].valid_from if following else None))
    return tuple(rates), tuple(item[2] for item in found)
