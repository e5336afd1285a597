"""The room's part of the demonstration: templates, freezes, and of each project its plan and how the work went until today."""

from milepost.apps.planning.demonstration import board, freezes, phases, plans, progress, templates, trials
from milepost.apps.planning.demonstration.course import course_of
from milepost.apps.planning.services.chances import JOB, REST
from milepost.apps.projects.demonstration.works import works_of
from milepost.demonstration.script import Script
from milepost.kernel.clock import now
from milepost.kernel.jobs.enqueue import put_off


def chances_later() -> None:
    """Chances that nobody asked for are worked out by the workers of the house when it is served, and not before it opens."""
    put_off(JOB, now() + REST, asked=" now")


def write(script: Script) -> None:
    """Templates first; then project by project."""
    script.before_work(chances_later)
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
