"""Plans: drawn from the template with people, links, ranges and checklists; agreed, promised, and frozen in a baseline."""

from datetime import datetime, timedelta
from typing import Any

from milepost.apps.planning.demonstration.course import DAY, Course, Piece
from milepost.apps.projects.demonstration.scope import CHANGE, CHANGES, MAIN
from milepost.demonstration.script import Named, Script
from milepost.kernel.inputs.local_moment import minutes_of

HELPERS = {"campus": "daniel", "ledger": "marcus"}
"""Who helps with what is still to come, and has other work in the same weeks: so that there is something to level."""


def write(script: Script, course: Course) -> None:
    """Two days after the project was written; promised and frozen before it begins."""
    at = script.at(course.work.written_on(script.day) + timedelta(days=2), 13)
    plan = script.make(
        *(at, course.work.manager, "project-plan", course.handle),
        project=Named("project", course.handle),
        name=f"{course.work.name}: plan",
        starts_at=minutes_of(datetime(course.begins.year, course.begins.month, course.begins.day, 9)),
    )
    _tasks(script, course, plan, at)
    _links(script, course, at)
    _people(script, course, at)
    if course.work.state != "closed":
        _lists(script, course, at)
    _change(script, course, plan)
    _promised(script, course, plan)


def _tasks(script: Script, course: Course, plan: Named, at: Any) -> None:
    """Level by level."""
    scope = Named("scope-item", f"{course.handle} {MAIN}")
    for inner in (False, True):
        for one in course.pieces:
            if (one.line.parent is not None) is inner:
                given = {"plan": plan, "scope_item": scope} | _facts(course, one)
                script.make(at, course.work.manager, "task", course.task(one.place), **given)


def _facts(course: Course, one: Piece) -> dict[str, Any]:
    best, usual, worst = one.line.days or (0, DAY, 0)
    given: dict[str, Any] = {"name": one.line.name, "duration_minutes": usual, "kind": "milestone" if one.line.is_milestone else "task"}
    given |= {"best_minutes": best, "worst_minutes": worst} if best != worst else {}
    given |= {"parent": Named("task", course.task(one.line.parent))} if one.line.parent is not None else {}
    if one.line.is_milestone and one.place == course.pieces[-1].place:
        given["deadline_at"] = _end_of(course, course.work.slack)
    return given


def _end_of(course: Course, days: int) -> int:
    """The end of the working day so many days after the plan's finish."""
    finish = max(one.finish or 0 for one in course.pieces)
    return course.moment((finish + DAY - 1) // DAY * DAY + days * DAY, ends=True)


def _links(script: Script, course: Course, at: Any) -> None:
    """Now and then half a day between two tasks, or the second begins a day after the first began."""
    rng = script.random(f"links of {course.handle}")
    for one in course.pieces:
        for before in one.line.waits_for:
            given: dict[str, Any] = {"predecessor": Named("task", course.task(before)), "successor": Named("task", course.task(one.place))}
            drawn = rng.random()
            if drawn < 0.08 and not one.line.is_milestone:
                given |= {"lag": DAY // 2}
            script.make(at, course.work.manager, "task-link", f"{course.handle} {before} {one.place}", **given)


def _people(script: Script, course: Course, at: Any) -> None:
    """Everybody who works on it has a part in it. What nobody is named for seeks a role."""
    by = course.work.manager
    for who in course.crew:
        member = {"project": Named("project", course.handle), "person": Named("person", who), "part": "member"}
        script.make(at, by, "project-member", f"{course.handle} {who}", **member)
    helper = HELPERS.get(course.handle)
    if helper is not None and helper not in course.crew:
        member = {"project": Named("project", course.handle), "person": Named("person", helper), "part": "member"}
        script.make(at, by, "project-member", f"{course.handle} {helper}", **member)
    now = course.worked_until(course.until)
    for one in course.pieces:
        if helper is not None and one.who not in ("", helper) and one.began is not None and one.began >= now:
            script.make(at, by, "assignment", f"{course.task(one.place)} too", task=_task(course, one), person=Named("person", helper))
        if one.who:
            share = {"share": "50"} if one.who == by else {}
            script.make(at, by, "assignment", course.task(one.place), task=_task(course, one), person=Named("person", one.who), **share)
        elif one.line.role and course.work.state == "proposed":
            role = Named("work-role", "Network engineer" if "ngineer" in one.line.role else "Project manager")
            script.make(at, by, "assignment", course.task(one.place), task=_task(course, one), work_role=role)


def _task(course: Course, one: Piece) -> Named:
    return Named("task", course.task(one.place))


def _lists(script: Script, course: Course, at: Any) -> None:
    for one in course.pieces:
        for number, text in enumerate(one.line.checklist):
            handle = f"{course.task(one.place)} {number}"
            script.make(at, course.work.manager, "checklist-item", handle, task=_task(course, one), text=text, position=number + 1)


def _change(script: Script, course: Course, plan: Named) -> None:
    """What was asked for later is drafted, and held until its scope is approved."""
    asked = min(course.begins + timedelta(days=21), script.day - timedelta(days=4))
    if course.begins - timedelta(days=10) >= script.day or course.work.state == "closed":
        return
    at = script.at(asked, 16)
    scope = Named("scope-item", f"{course.handle} {CHANGE}")
    ranges = {"duration_minutes": 4 * DAY, "best_minutes": 2 * DAY, "worst_minutes": 9 * DAY}
    name = CHANGES[course.work.template]
    made = script.make(at, course.work.manager, "task", f"{course.handle} change", plan=plan, scope_item=scope, name=name, **ranges)
    before = course.pieces[-1].line.waits_for[0]
    ends = {"predecessor": Named("task", course.task(before)), "successor": made}
    script.make(at, course.work.manager, "task-link", f"{course.handle} change", **ends)


def _promised(script: Script, course: Course, plan: Named) -> None:
    """What was agreed: the day that is promised, and the baseline."""
    day = course.begins - timedelta(days=6)
    if day >= script.day or course.work.state == "proposed":
        return
    at = script.at(day, 16)
    promised = course.day(max(one.finish or 0 for one in course.pieces) + course.work.slack * DAY, ends=True)
    script.do(at, course.work.manager, "edit", Named("project", course.handle), committed_finish=promised)
    script.do(at, course.work.manager, "take-baseline", plan, name="As agreed", reason="With the approval of the scope.")
    if course.handle in ("ledger", "townhall"):
        script.do(script.back(14, 16), course.work.manager, "take-baseline", plan, name="After change 1", reason="Change order 1.")
