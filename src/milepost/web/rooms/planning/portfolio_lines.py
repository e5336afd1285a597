"""A line of the portfolio: one project with its forecast, as dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from milepost.web.rooms.projects.said import end_day, named
from milepost.web.rooms.reading import Row


@dataclass(frozen=True, slots=True)
class Line:
    """`late` counts days after the committed one, `done` is the share of tasks that are finished, in per cent."""

    id: int
    number: str
    name: str
    state: str
    client: str
    programme: str
    manager: str
    committed: date | None
    start: date | None
    finish: date | None
    p50: date | None
    p80: date | None
    late: int | None
    chance: str
    done: int | None
    level: str
    parts: tuple[dict[str, Any], ...]

    @property
    def address(self) -> str:
        """Of the project's page."""
        return f"/projects/{self.number}/"


def line_of(row: Row, forecast: Row | None) -> Line:
    """From the project's row and its forecast; without one nothing of it is known to whoever looks."""
    of = forecast or {}
    promised = row.get("committed_finish")
    tasks = of.get("tasks") or 0
    start = of.get("start")
    return Line(
        row["id"],
        row["number"],
        row["name"],
        row["state"],
        named(row.get("organisation")),
        named(row.get("programme")),
        named(row.get("manager")),
        date.fromisoformat(promised) if promised else None,
        date.fromisoformat(start[:10]) if start else None,
        end_day(of.get("finish")),
        end_day(of.get("p50")),
        end_day(of.get("p80")),
        of.get("late"),
        of.get("kept") or "",
        round(100 * of["finished"] / tasks) if tasks else None,
        of.get("level") or "unknown",
        tuple(_part(one) for one in of.get("parts") or ()),
    )


SIGNS = {"good": "circle-check", "warn": "alert-triangle", "bad": "alert-circle", "": "help"}


def _part(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "sign": SIGNS[one["tone"]]}
