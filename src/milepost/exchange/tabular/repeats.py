"""Rules of recurring tasks in words: "every 2 weeks on Mon until 2026-06-30", "monthly on day 5, 6 times", "daily 10 times"."""

import re
from dataclasses import dataclass

from milepost.engine.model import Recurrence, RecurrenceKind
from milepost.exchange.grid import DateColumn, hours_value, short
from milepost.values import DAY, said, to_moment

_DAYS = {name[:3]: n for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
_MONTHS = {m: n for n, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)}
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_UNTIL = re.compile(r"\s*,?\s*\b(?:until|till|to|through)\s+(.+)$")
_TIMES = re.compile(r"\s*,?\s*\bfor\s+(\d{1,5})\s+(?:times|occurrences)$|\s*,?\s*\b(\d{1,5})\s*(?:times|occurrences|x)$")
_CLOCK = re.compile(r"\s*\bat\s+(\d{1,2}(?::\d{2})?\s*(?:am|pm)?)\b")
_HEAD = re.compile(
    r"(?:(?P<word>daily|weekly|monthly|yearly|annually|fortnightly|quarterly)\b|every\s+(?:(?P<n>\d{1,4})\s+|(?P<other>other|second)\s+)?"
    r"(?P<unit>weekdays?|working days?|workdays?|days?|weeks?|months?|years?)\b)(?P<rest>.*)"
)
_UNIT = {
    "day": RecurrenceKind.DAILY,
    "week": RecurrenceKind.WEEKLY,
    "month": RecurrenceKind.MONTHLY_BY_DAY,
    "year": RecurrenceKind.YEARLY_BY_DAY,
}
_WORD = {
    "daily": ("day", 1),
    "weekly": ("week", 1),
    "fortnightly": ("week", 2),
    "monthly": ("month", 1),
    "quarterly": ("month", 3),
    "yearly": ("year", 1),
    "annually": ("year", 1),
}
EXPECTED = said("expected a rule such as 'every 2 weeks on Mon until 2026-06-30' or 'monthly on day 5, 6 times'")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule with its end (`last_day`, or occurrences in the rule) and the time of day, None for the start of the working day."""

    rule: Recurrence
    last_day: int | None = None
    clock: int | None = None


def read_repeat(text: str, *, order: str | None) -> Repeat:
    """A rule from words. Raises ValueError that says what was expected, also when the rule has no end."""
    rest = " ".join(short(text).casefold().split()).rstrip(".")
    last_day: int | None = None
    times: int | None = None
    clock: int | None = None
    if match := _UNTIL.search(rest):
        last_day = _until(match[1], order)
        rest = rest[: match.start()]
    if match := _TIMES.search(rest):
        times = int(match[1] or match[2])
        rest = rest[: match.start()]
    if match := _CLOCK.search(rest):
        clock = hours_value(match[1])
        rest = rest[: match.start()] + rest[match.end() :]
    if last_day is None and times is None:
        raise ValueError(said("'{text}' has no end; add 'until 2026-06-30' or '6 times'", text=text))
    if times is not None and not 1 <= times <= 1000:
        raise ValueError(said("'{text}' repeats {times} times; expected 1 to 1000", text=text, times=times))
    return Repeat(_rule(rest.strip(" ,"), text, times), last_day, clock)


def _rule(rest: str, text: str, times: int | None) -> Recurrence:
    head = _HEAD.fullmatch(rest)
    if not head:
        names = re.fullmatch(r"every\s+(.+)", rest)
        if names and (days := _weekdays(names[1])):
            return Recurrence(RecurrenceKind.WEEKLY, 1, days, occurrences=times)
        raise ValueError(said("'{text}' is not understood; {expected}", text=text, expected=EXPECTED))
    unit, period = _WORD[head["word"]] if head["word"] else (head["unit"].rstrip("s"), int(head["n"] or (2 if head["other"] else 1)))
    if not 1 <= period <= 500:
        raise ValueError(said("'{text}' comes back every {period}; expected 1 to 500", text=text, period=period))
    tail = head["rest"].strip(" ,")
    if unit in ("weekday", "working day", "workday"):
        if tail or period != 1:
            raise ValueError(said("'{text}' is not understood; {expected}", text=text, expected=EXPECTED))
        return Recurrence(RecurrenceKind.WEEKLY, 1, frozenset(range(5)), occurrences=times)
    kind = _UNIT[unit]
    if not tail:
        return Recurrence(kind, period, occurrences=times)
    on = re.sub(r"^(?:on|in)\s+", "", tail)
    if unit == "week" and (days := _weekdays(on)):
        return Recurrence(kind, period, days, occurrences=times)
    if unit in ("month", "year"):
        return _in_month(unit, period, on, text, times)
    raise ValueError(said("'{text}' is not understood at '{tail}'; {expected}", text=text, tail=tail, expected=EXPECTED))


def _in_month(unit: str, period: int, on: str, text: str, times: int | None) -> Recurrence:
    yearly = unit == "year"
    month = None
    if yearly:
        if not (found := re.search(r"\b(" + "|".join(_MONTHS) + r")[a-z]*\b", on)):
            raise ValueError(said("'{text}' names no month; expected e.g. 'yearly on 5 April, 3 times'", text=text))
        month = _MONTHS[found[1]]
        on = " ".join(re.sub(r"\b(?:of|in)\s*$", "", (on[: found.start()] + " " + on[found.end() :]).strip()).split())
    if match := re.fullmatch(r"(?:the\s+)?(?:day\s+)?(\d{1,2})(?:st|nd|rd|th)?", on):
        day = int(match[1])
        longest = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
        if not 1 <= day <= (longest if yearly else 28):
            raise ValueError(
                said("day {day} does not come in every month; write 1 to 28 or 'the last day'", day=day)
                if not yearly
                else said("'{text}' names a day that month does not have", text=text)
            )
        return Recurrence(
            RecurrenceKind.YEARLY_BY_DAY if yearly else RecurrenceKind.MONTHLY_BY_DAY, period, month=month, month_day=day, occurrences=times
        )
    match = re.fullmatch(
        r"(?:the\s+)?(" + "|".join(_PLACES) + r")\s+(weekday|working day|workday|day|[a-z]+)(?:\s+of)?(?:\s+the\s+month)?", on
    )
    if match:
        word = match[2]
        days = (
            frozenset(range(5))
            if word in ("weekday", "working day", "workday")
            else frozenset(range(7))
            if word == "day"
            else _weekdays(word)
        )
        if days:
            kind = RecurrenceKind.YEARLY_BY_POSITION if yearly else RecurrenceKind.MONTHLY_BY_POSITION
            return Recurrence(kind, period, days, month, position=_PLACES[match[1]], occurrences=times)
    raise ValueError(said("'{text}' is not understood at '{on}'; {expected}", text=text, on=on, expected=EXPECTED))


def _weekdays(text: str) -> frozenset[int]:
    """Weekdays named in text separated by commas, slashes, "and"; empty when any word is none."""
    words = [word for word in re.split(r"[\s,/&+]+|\band\b", text) if word]
    days = [
        _DAYS.get(word[:3]) if re.fullmatch(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?", word) else None
        for word in words
    ]
    return frozenset() if None in days else frozenset(day for day in days if day is not None)


def _until(text: str, order: str | None) -> int:
    column = DateColumn(order)
    found = column.read(text.strip())
    if found is None or (order is None and re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", text.strip())):
        raise ValueError(said("'{text}' is not a clear date; write it as 2026-06-30", text=text))
    return to_moment(found.day) // DAY


def weekday_names(text: str) -> frozenset[int]:
    """Weekdays from "Mon-Thu", "Sun, Mon, Tue" or "Monday to Friday", 0 Monday to 6 Sunday. Raises ValueError."""
    if match := re.fullmatch(r"\s*(\w+)\s*(?:-|–|to)\s*(\w+)\s*", short(text).casefold()):
        ends = [_weekdays(match[1]), _weekdays(match[2])]
        if all(len(end) == 1 for end in ends):
            first, last = min(ends[0]), min(ends[1])
            return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    if days := _weekdays(text.casefold()):
        return days
    raise ValueError(said("'{text}' names no days of the week; expected e.g. Mon-Fri", text=text))
