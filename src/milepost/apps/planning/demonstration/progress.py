"""What people say of their work: that they take it on or cannot, how far it is, what blocks it, what they ticked off."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from milepost.apps.planning.demonstration.course import Course, Piece
from milepost.demonstration.script import Named, Script

WHY_NOT = (
    "I am on the other cut-over that week.",
    "On leave then; Marcus could.",
    "Not my field: this needs somebody who knows the firewall.",
)
RECENT = 30
"""Days for which the reports on the way are kept here; before, that the work was done is all that is told."""
BLOCKS = ("Waits for the client's order number", "No access to the comms room until Thursday", "Supplier has not confirmed the delivery")


def write(script: Script, course: Course) -> None:
    """Answers before it begins, reports on Fridays, and at the end the plan is put away."""
    if course.work.state == "proposed":
        return
    rng = script.random(f"progress of {course.handle}")
    now = course.worked_until(course.until)
    declined = _answers(script, course, rng, now)
    for one in course.pieces:
        if one.began is not None and one.place not in declined:
            _reports(script, course, one, rng, now)
    if course.work.state == "closed":
        at = script.at(course.begins + timedelta(days=141), 9)
        script.do(at, course.work.manager, "archive", Named("project-plan", course.handle))


def _answers(script: Script, course: Course, rng: Random, now: int) -> set[int]:
    """Nearly everybody accepts; of what is still to come some is declined and some waits for an answer. The places declined."""
    at = script.at(min(course.begins - timedelta(days=4), script.day - timedelta(days=3)), 12)
    declined = set()
    for one in course.pieces:
        if not one.who:
            continue
        named, to_come = Named("assignment", course.task(one.place)), one.began is not None and one.began >= now
        drawn = rng.random() if to_come and course.work.state == "active" and one.who != course.work.manager else 1.0
        if drawn < 0.1:
            declined.add(one.place)
            script.do(at, one.who, "decline", named, why=rng.choice(WHY_NOT))
        elif drawn > 0.28:
            script.do(at, one.who, "accept", named)
    return declined


def _reports(script: Script, course: Course, one: Piece, rng: Random, now: int) -> None:
    """One on each Friday on which it was under way, and one after its end; somebody forgets to for three weeks."""
    assert one.began is not None and one.ended is not None
    forgetful = rng.random() < 0.12
    blocked = rng.choice(BLOCKS) if rng.random() < 0.15 else ""
    by = one.who or course.work.manager
    began = course.moment(one.began)
    rare = course.work.state == "closed"
    last = script.day - timedelta(days=1)
    if one.began >= now:
        return
    since = max(course.day(one.began), script.day - timedelta(days=RECENT))
    for friday in _fridays(since, min(course.day(one.ended, ends=True), last), 1):
        known = course.worked_until(friday + timedelta(days=1))
        if one.began < known < min(one.ended, now) and not (forgetful and (script.day - friday).days < 21):
            share = (known - one.began) / (one.ended - one.began)
            given: dict[str, Any] = {"started": began, "done": str(round(share * 100)), "remaining": one.ended - known}
            given |= {"blocked_by": blocked} if blocked and (script.day - friday).days < 10 else {}
            script.do(script.at(friday, 16.5), by, "report", _task(course, one), **given)
    if one.ended > now or (forgetful and not rare and (script.day - course.day(one.ended)).days < 15):
        return
    at = script.at(_friday_from(course.day(one.ended, ends=True), 4 if rare else 1, last), 16.5)
    finished = min(course.moment(one.ended, ends=True), _minutes(at))
    script.do(at, by, "report", _task(course, one), started=min(began, finished), finished=finished)
    if not rare:
        for number in range(len(one.line.checklist)):
            if rng.random() < 0.92:
                script.do(at, by, "tick", Named("checklist-item", f"{course.task(one.place)} {number}"))


def _task(course: Course, one: Piece) -> Named:
    return Named("task", course.task(one.place))


def _minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _fridays(first: date, last: date, every: int) -> list[date]:
    """Those between the two days; every so many weeks, the same for all projects."""
    day = first + timedelta(days=(4 - first.weekday()) % 7)
    found = []
    while day <= last:
        if day.toordinal() // 7 % every == 0:
            found.append(day)
        day += timedelta(days=7)
    return found


def _friday_from(day: date, every: int, last: date) -> date:
    """The next one, or yesterday where that is still to come."""
    found = _fridays(day, day + timedelta(days=7 * every), every)
    return min(found[0], last) if found else last
