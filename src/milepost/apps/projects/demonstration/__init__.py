"""The room's part of the demonstration: programmes and projects with their goals, requirements and scope, and who approved what."""

from milepost.apps.projects.demonstration import goals, projects, scope
from milepost.apps.projects.demonstration.works import works_of
from milepost.demonstration.script import Script


def write(script: Script) -> None:
    """Each project from the day on which it was entered; the rooms above say how its work went."""
    works = works_of(script)
    projects.write(script, works)
    for one in works:
        goals.write(script, one)
        scope.write(script, one)
