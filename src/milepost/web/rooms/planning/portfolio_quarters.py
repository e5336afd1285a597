"""The roadmap: what each project reaches in which quarter."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from milepost.kernel.access import Actor
from milepost.web.rooms.planning.portfolio_lines import Line
from milepost.web.rooms.projects.said import end_day, near
from milepost.web.rooms.reading import answer

MOST = 8
"""Quarters beside each other."""


def quarter_of(day: date) -> date:
    """Its first day."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def told(first: date) -> str:
    """ "Q4 2026"."""
    return f"Q{(first.month + 2) // 3} {first.year}"


def quarters(today: date, last: date) -> list[date]:
    """From the one before today's to that in which the last project ends."""
    found = [quarter_of(quarter_of(today) - timedelta(days=1))]
    while len(found) < MOST and (len(found) < 4 or found[-1] < quarter_of(last)):
        found.append(quarter_of(found[-1] + timedelta(days=100)))
    return found


def roadmap(actor: Actor, lines: Sequence[Line], today: date) -> dict[str, Any] | None:
    """Quarters, and for each project what it reaches in them; None where whoever looks may not know. What is reached before the first or
    after the last quarter is counted."""
    found = answer("project.roadmap", actor)
    if found is None:
        return None
    days = [one.p80 or one.finish for one in lines]
    shown = quarters(today, max([day for day in days if day is not None], default=today))
    by_project: dict[int, list[dict[str, Any]]] = {}
    for row in found.rows:
        reached = row["finished"] is not None
        day = end_day(row["finished"] or row["p80"] or row["finish"])
        if row["project"] is not None and day is not None:
            due = end_day(row["deadline"])
            late = not reached and due is not None and day > due
            mark = {"number": row["number"], "name": row["name"], "day": near(day), "at": day, "reached": reached, "late": late}
            by_project.setdefault(row["project"]["id"], []).append(mark)
    behind = quarter_of(shown[-1] + timedelta(days=100))
    rows = []
    for one in lines:
        marks = by_project.get(one.id, [])
        outside = {"earlier": sum(mark["at"] < shown[0] for mark in marks), "later": sum(mark["at"] >= behind for mark in marks)}
        rows.append({"line": one, "cells": _cells(one, marks, shown), **outside})
    return {"quarters": [(told(first), first <= today < quarter_of(first + timedelta(days=100))) for first in shown], "rows": rows}


def _cells(one: Line, marks: list[dict[str, Any]], shown: list[date]) -> list[dict[str, Any]]:
    """For each quarter its milestones, and whether work is done in it."""
    cells = []
    ends = one.p80 or one.finish
    for first in shown:
        behind = quarter_of(first + timedelta(days=100))
        inside = [mark for mark in marks if first <= mark["at"] < behind]
        runs = one.start is not None and ends is not None and one.start < behind and ends >= first
        promised = one.committed is not None and first <= one.committed < behind
        cells.append({"quarter": told(first), "marks": inside, "runs": runs, "promised": near(one.committed) if promised else ""})
    return cells
