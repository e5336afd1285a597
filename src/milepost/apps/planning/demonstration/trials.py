"""What is being considered today: a scenario beside a plan, and a proposal to level the work of several."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from milepost.apps.planning.demonstration.course import DAY, Course, course_of
from milepost.apps.planning.models import Task
from milepost.apps.projects.demonstration.works import INGRID, Work
from milepost.demonstration.script import Named, Script

LEVELLED = ("townhall", "campus", "library", "ledger", "desk")
SIMULATED = ("townhall", "ledger")


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy of a task in a scenario."""

    scenario: Named
    task: Named
    entity: str = "task"

    def find(self, keys: Mapping[Named, int]) -> int:
        """Its id."""
        return Task.objects.values_list("pk", flat=True).get(plan=keys[self.scenario], origin=keys[self.task])


def write(script: Script, works: tuple[Work, ...]) -> None:
    """Of those written by hand."""
    by_handle = {one.handle: one for one in works}
    if "ledger" in by_handle:
        _scenario(script, course_of(script, by_handle["ledger"]))
    _dependencies(script, by_handle)
    for handle in LEVELLED:
        if handle in by_handle:
            script.do(script.back(0, 0.4), INGRID, "level", Named("project-plan", handle), tries=60)
    for handle in SIMULATED:
        if handle in by_handle:
            script.do(script.back(0, 0.4), INGRID, "simulate", Named("project-plan", handle))


def _scenario(script: Script, course: Course) -> None:
    """What if two more people did the test?"""
    at = script.back(6, 15)
    name, project = "Two more people for the tests", Named("project", course.handle)
    plan = Named("project-plan", course.handle)
    made = script.make(at, course.work.manager, "project-plan", "ledger trial", project=project, name=name, branched_from=plan)
    later = at + timedelta(minutes=20)
    for one in [one for one in course.pieces if "test" in one.line.name.lower() and one.line.days]:
        copy = Copied(made, Named("task", course.task(one.place)))
        script.do(later, course.work.manager, "edit", copy, duration_minutes=max(DAY, (one.line.days or (0, DAY, 0))[1] // 2))


AWAITED = (
    ("library", "townhall", "The new network on the second floor", 20),
    ("ledger", "desk", "Single sign-on for the service desk", 45),
    ("campus", "library", "Two engineers who know the image", 12),
)
"""Who waits for whom, for what, and in how many days."""


def _dependencies(script: Script, by_handle: Mapping[str, Work]) -> None:
    for waiting, bringing, what, days in AWAITED:
        if waiting in by_handle and bringing in by_handle:
            course = course_of(script, by_handle[bringing])
            project, on_project = Named("project", waiting), Named("project", bringing)
            on_task = Named("task", course.task(course.pieces[-1].place))
            script.make(
                *(script.back(11, 14), by_handle[waiting].manager, "project-dependency", f"{waiting} {bringing}"),
                project=project,
                on_project=on_project,
                on_task=on_task,
                what=what,
                needed_on=script.day + timedelta(days=days),
            )
    drawn = [one for one in by_handle.values() if one.state == "active" and one.handle.startswith("p")]
    for one, other in zip(drawn[::3], drawn[1::3], strict=False):
        at = script.at(max(one.written_on(script.day), other.written_on(script.day)) + timedelta(days=9), 10)
        ends = {"project": Named("project", one.handle), "on_project": Named("project", other.handle)}
        needed = script.day + timedelta(days=35 + len(one.name))
        script.make(at, one.manager, "project-dependency", f"{one.handle} {other.handle}", what="People and room", needed_on=needed, **ends)
