"""The room's part of the demonstration: templates, freezes, and of each project its plan and how the work went until today."""

from milepost.apps.planning.demonstration import board, freezes, phases, plans, progress, templates, trials
from milepost.apps.planning.demonstration.course import course_of
from milepost.apps.projects.demonstration.works import works_of
from milepost.demonstration.script import Script


def write(script: Script) -> None:
    """Templates first; then project by project."""
    templates.write(script)
    freezes.write(script)
    works = works_of(script)
    for number, one in enumerate(works):
        course = course_of(script, one)
        phases.write(script, course)
        plans.write(script, course)
        progress.write(script, course)
        if one.handle in ("library", "desk") or number % 9 == 8:
            board.write(script, course)
    trials.write(script, works)
