"""Stages with their gates, and what is handed over: as far as the work is."""

from datetime import date, timedelta
from typing import Any

from milepost.apps.planning.demonstration.course import Course, Piece
from milepost.demonstration.script import Named, Script

DELIVERABLES = {
    "Network refresh": ("Design document", "Plan of cut-over and way back", "As-built documents"),
    "Server upgrade": ("Design with sizing", "Report of the restore test", "Runbooks"),
    "Software implementation": ("Catalogue of requirements", "Report of the acceptance test", "Material of the training"),
    "PC and device rollout in waves": ("Standard image", "Report of the pilot", "Certificates of destruction"),
    "Office move": ("Floor plan with sockets", "Plan of the move", "Report of the first week"),
    "Procurement": ("Specification", "Report of the evaluation", "Contract"),
}
DECIDED = ("Criteria are met; the next stage begins.", "One point stays open and is kept on the list; it goes on.")


def write(script: Script, course: Course) -> None:
    """Stages and deliverables a day after the project was written; then what became of them."""
    at = script.at(course.work.written_on(script.day) + timedelta(days=1), 10)
    by, project = course.work.manager, Named("project", course.handle)
    stages = [one for one in course.pieces if one.line.parent is None]
    for number, one in enumerate(stages):
        inside = _inside(course, one)
        script.make(
            *(at, by, "stage", course.task(one.place)),
            project=project,
            name=one.line.name,
            position=number + 1,
            starts_on=course.day(min(piece.start or 0 for piece in inside)),
            finishes_on=course.day(max(piece.finish or 0 for piece in inside), ends=True),
            gate_criteria="Everything of the stage is handed over; the next is staffed; the end is still where it was promised.",
        )
    _gates(script, course, stages)
    _deliverables(script, course, stages, at)


def _inside(course: Course, stage: Piece) -> list[Piece]:
    return [piece for piece in course.pieces if piece.line.parent == stage.place]


def _gates(script: Script, course: Course, stages: list[Piece]) -> None:
    """Each is passed on the day after its last task."""
    if course.work.state == "proposed":
        return
    now = course.worked_until(course.until)
    begins = script.at(course.begins, 9.1)
    for number, one in enumerate(stages):
        named = Named("stage", course.task(one.place))
        if number == 0 and course.begins < script.day:
            script.do(begins, course.work.manager, "begin", named)
        ended = max(piece.ended or 0 for piece in _inside(course, one))
        if ended + 450 > now:
            return
        at = script.at(course.day(ended + 450), 17.2)
        script.do(at, course.work.manager, "pass-gate", named, decision=DECIDED[number % 2])
        if number + 1 < len(stages):
            script.do(at, course.work.manager, "begin", Named("stage", course.task(stages[number + 1].place)))


def _deliverables(script: Script, course: Course, stages: list[Piece], at: Any) -> None:
    project, by = Named("project", course.handle), course.work.manager
    places = [stages[1], stages[len(stages) // 2], stages[-1]]
    now = course.worked_until(course.until)
    for number, (name, stage) in enumerate(zip(DELIVERABLES[course.work.template], places, strict=True)):
        inside = _inside(course, stage)
        owner = next((piece.who for piece in inside if piece.who), course.work.manager)
        made = script.make(
            *(at, by, "deliverable", f"{course.handle} {number}"),
            project=project,
            name=name,
            stage=Named("stage", course.task(stage.place)),
            owner=Named("person", owner),
            due_on=course.day(max(piece.finish or 0 for piece in inside), ends=True),
            acceptance_criteria="Read by two who did not write it; what they found is mended.",
        )
        for needed in {number, 3 if number == 1 else number}:
            of = Named("requirement", f"{course.handle} {needed}")
            script.make(at, by, "trace", f"{course.handle} {needed} {number}", requirement=of, deliverable=made)
        began = max(piece.began or 0 for piece in inside)
        ended = max(piece.ended or 0 for piece in inside)
        if course.work.state == "proposed" or began + 900 > now:
            continue
        submitted = course.day(min(ended, began + 900))
        script.do(script.at(submitted, 15), by, "submit", made)
        if ended + 900 <= now:
            _accepted(script, course, made, course.day(ended + 900))


def _accepted(script: Script, course: Course, made: Named, day: date) -> None:
    if course.work.internal:
        sponsor = course.work.sponsor
        script.do(script.at(day, 11), sponsor, "accept", made, person=Named("person", sponsor))
    else:
        script.do(script.at(day, 11), course.work.manager, "accept", made, contact=Named("contact", course.work.contact))
