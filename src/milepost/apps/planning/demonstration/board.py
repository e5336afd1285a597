"""A board with limits, iterations and a backlog, beside the staged plan of the same project."""

from datetime import date, timedelta
from typing import Any

from milepost.apps.planning.demonstration.course import DAY, Course
from milepost.apps.projects.demonstration.scope import MAIN
from milepost.demonstration.script import Named, Script

COLUMNS = (("To do", "to-do", None), ("Doing", "doing", 4), ("Review", "doing", 3), ("Done", "done", None))
CARDS = (
    ("Guide for the first day", 3, "As somebody who gets a new device, I want to work within an hour."),
    ("Answers to the ten usual questions", 2, "As the service desk, we want to answer without asking back."),
    ("Reminder two days before the appointment", 2, "As a manager, I want nobody to be away on the day."),
    ("Report of faults by kind", 5, "As the project manager, I want to release the next wave on figures."),
    ("Spare devices at the desk", 1, "As somebody whose device fails, I want another within ten minutes."),
    ("Accessibility settings are carried over", 5, "As somebody who uses a screen reader, I want my settings back."),
    ("List of special software", 3, "As the packager, I want to know early what is missing."),
    ("Stickers with the asset number", 1, "As the asset manager, I want to find each device."),
)


def write(script: Script, course: Course) -> None:
    """Set up when the work begins; one iteration ended, one runs, one is planned; the rest waits in the backlog."""
    if course.work.state not in ("active", "on-hold") or (script.day - course.begins).days < 20:
        return
    by, plan = course.work.manager, Named("project-plan", course.handle)
    at = script.at(script.day - timedelta(days=19), 9)
    for place, (name, meaning, limit) in enumerate(COLUMNS):
        given: dict[str, Any] = {"wip_limit": limit} if limit else {}
        script.make(at, by, "board-column", f"{course.handle} {place}", plan=plan, name=name, meaning=meaning, position=place, **given)
    cards = _cards(script, course, at)
    monday = script.day - timedelta(days=script.day.weekday())
    first, second, third = (_iteration(script, course, at, number, monday + timedelta(days=14 * number - 14)) for number in range(3))
    script.do(at, by, "begin", first)
    for card in cards[:3]:
        script.do(at + timedelta(minutes=5), by, "plan-into", card, iteration=first)
    for number, card in enumerate(cards[:2]):
        for column, days in ((1, 12), (3, 8 - number)):
            script.do(script.back(days, 14), by, "move", card, column=_column(course, column))
    script.do(script.back(4, 9), by, "end", first)
    script.do(script.back(4, 9.1), by, "begin", second)
    for card in cards[2:5]:
        script.do(script.back(4, 9.2), by, "plan-into", card, iteration=second)
    for card, column in zip(cards[2:5], (2, 1, 0), strict=True):
        script.do(script.back(2, 11), by, "move", card, column=_column(course, column))
    script.do(script.back(2, 11.2), by, "plan-into", cards[5], iteration=third)


def _column(course: Course, place: int) -> Named:
    return Named("board-column", f"{course.handle} {place}")


def _cards(script: Script, course: Course, at: Any) -> list[Named]:
    plan, scope = Named("project-plan", course.handle), Named("scope-item", f"{course.handle} {MAIN}")
    made = []
    for number, (name, points, need) in enumerate(CARDS):
        given = {
            "plan": plan,
            "scope_item": scope,
            "name": name,
            "points": points,
            "need": need,
            "need_kind": _kind(need),
            "in_backlog": True,
        }
        made.append(
            script.make(at, course.work.manager, "task", f"{course.handle} card {number}", **given, duration_minutes=points * DAY // 2)
        )
    return made


def _iteration(script: Script, course: Course, at: Any, number: int, first: date) -> Named:
    given = {"name": f"Iteration {number + 1}", "first_day": first, "last_day": first + timedelta(days=11)}
    goal = ("Ready for the pilot", "Nobody waits on the day", "The desk can do without us")[number]
    plan = Named("project-plan", course.handle)
    return script.make(at, course.work.manager, "iteration", f"{course.handle} {number}", plan=plan, goal=goal, **given)


def _kind(need: str) -> str:
    """The service desk and whoever runs the project need it to run it, a manager for the business, others to use it."""
    if need.startswith(("As the service desk", "As the project manager")):
        return "operational"
    return "business" if need.startswith("As a manager") else "user"
