"""Leave over eighteen months and the next ones: asked for, decided, sometimes refused or cancelled; and who stands in meanwhile."""

from datetime import date, timedelta
from random import Random
from typing import Any

from milepost.apps.people.demonstration.people import joined
from milepost.demonstration.cast import Member
from milepost.demonstration.script import HOUSE, Named, Script

AHEAD = 90
"""Days after today for which leave is asked already."""
EVERY = 45
"""Days between two holidays of one person, about."""
WHY_NOT = ("The library cutover is that week; can you take the one after?", "Two of the team are away already.", "Year end, sorry.")


def write(script: Script) -> None:
    """Those of everybody by chance, then the ones that make today."""
    for number, one in enumerate(script.cast):
        if one.manager:
            _history(script, script.random(f"leave of {one.handle}"), number, one)
    _today(script)


def _history(script: Script, rng: Random, number: int, one: Member) -> None:
    """A few days every six or seven weeks, a longer holiday in summer, sickness now and then: never two on the same day."""
    last = joined(script, number) + timedelta(days=30)
    day = max(script.start + timedelta(days=21), last) + timedelta(days=rng.randrange(EVERY))
    count = 0
    busy = _taken_by_hand(script, one)
    while day < script.day + timedelta(days=AHEAD):
        day += timedelta(days=(7 - day.weekday()) % 7 if rng.random() < 0.5 else 0)
        day += timedelta(days=max(0, (7 - day.weekday()) * (day.weekday() > 4)))
        summer = day.month in (7, 8) and rng.random() < 0.6
        length = 12 if summer else rng.choice((0, 0, 1, 2, 4, 4))
        end = day + timedelta(days=length)
        kind = "sickness" if not summer and rng.random() < 0.18 else rng.choice(("holiday", "holiday", "holiday", "holiday", "training"))
        kind = "holiday" if kind == "training" and length > 4 else kind
        if not any(day <= until and first <= end for first, until in busy) and not (kind == "sickness" and day >= script.day):
            _leave(script, rng, one, f"{one.handle} {count}", kind, day, end)
        count += 1
        day = end + timedelta(days=EVERY // 2 + rng.randrange(EVERY))


def _leave(script: Script, rng: Random, one: Member, handle: str, kind: str, first: date, last: date) -> None:
    """Made and asked for some weeks before, decided within days; sickness on the day."""
    asked = first if kind == "sickness" else first - timedelta(days=rng.randint(15, 60))
    if asked <= script.start + timedelta(days=14):
        asked = script.start + timedelta(days=14)
    elif asked > script.day:
        asked = script.day - timedelta(days=rng.randint(1, 9))
    part = rng.choice(("morning", "afternoon")) if first == last and rng.random() < 0.3 else "day"
    decided = asked + timedelta(days=rng.randint(0, 4))
    share = rng.random()
    by, lead = (HOUSE, HOUSE) if script.size.in_parts else (one.handle, one.manager)
    given = {"person": Named("person", one.handle), "kind": kind, "part": part, "first_day": first, "last_day": last}
    made = script.make(_when(script, asked, 8.5 + rng.randrange(16) / 2, rng), by, "leave", handle, **given)
    script.do(_when(script, asked, 17, rng), by, "request", made)
    if decided >= script.day - timedelta(days=2) and first > script.day:
        return
    if share < 0.05 and kind == "holiday":
        script.do(_when(script, decided, 18.2, rng), lead, "refuse", made, reason=rng.choice(WHY_NOT))
    else:
        script.do(_when(script, decided, 17.5, rng), lead, "approve", made)
        if share > 0.96 and decided + timedelta(days=8) < first and decided + timedelta(days=8) < script.day:
            script.do(_when(script, decided + timedelta(days=7), 19, rng), by, "cancel", made, reason="Plans changed.")


def _when(script: Script, day: date, hour: float, rng: Random) -> Any:
    """The moment; in a large house the office enters a week's on its Monday, one kind of deed after the other."""
    if script.size.in_parts:
        return script.at(day - timedelta(days=day.weekday()), hour if hour >= 17 else 9)
    return script.at(day, hour + rng.randrange(25) / 60)


TODAY = (
    ("marcus", "holiday", -2, 4, 35, "approve"),
    ("grace", "training", 0, 1, 20, "approve"),
    ("tom", "holiday", 12, 18, 9, "approve"),
    ("leila", "holiday", 26, 36, 1, ""),
    ("lukasz", "holiday", 14, 16, 2, ""),
    ("daniel", "holiday", 12, 19, 3, ""),
    ("yael", "other", 8, 8, 1, ""),
    ("hamish", "holiday", 9, 10, 1, ""),
    ("priya", "holiday", 40, 50, 6, "refuse"),
)
"""Who, kind, first and last day from today, days since it was asked for, and what was decided; nothing where it waits."""


def _taken_by_hand(script: Script, one: Member) -> list[tuple[date, date]]:
    return [_working_span(script.day, first, last) for who, _, first, last, _, _ in TODAY if who == one.handle]


def _working_span(today: date, first: int, last: int) -> tuple[date, date]:
    """So many days from today, as people ask for leave: from a working day to a working day."""
    begins, ends = today + timedelta(days=first), today + timedelta(days=last)
    begins += timedelta(days=7 - begins.weekday() if begins.weekday() > 4 else 0)
    ends -= timedelta(days=max(0, ends.weekday() - 4))
    return begins, max(begins, ends)


def _today(script: Script) -> None:
    """Somebody is away, somebody waits for an answer, and somebody stands in."""
    managers = {one.handle: one.manager for one in script.cast}
    for who, kind, first, last, since, decided in TODAY:
        asked = script.back(since, 10.25)
        begins, ends = _working_span(script.day, first, last)
        span = {"first_day": begins, "last_day": ends}
        made = script.make(asked, who, "leave", f"{who} now", person=Named("person", who), kind=kind, part="day", **span)
        script.do(asked + timedelta(minutes=3), who, "request", made)
        if decided:
            why = {"reason": WHY_NOT[0]} if decided == "refuse" else {}
            script.do(script.back(max(since - 3, 0), 16), managers[who], decided, made, **why)
    given = {"person": Named("person", "tom"), "stand_in": Named("person", "grace")}
    begins, ends = _working_span(script.day, 12, 18)
    span = {"first_day": begins, "last_day": ends}
    script.make(script.back(6, 9.1), "tom", "stand-in", "tom", **given, **span)
