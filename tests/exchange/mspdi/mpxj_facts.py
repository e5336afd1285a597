"""Run as a program of its own: reads an MSPDI file with MPXJ and prints, as JSON, the facts the tests compare.

Usage: python mpxj_facts.py JVM FILE... (JVM "" looks for one). A JVM starts once per process and does not survive a fork, hence a process.
"""

import json
import sys
from typing import Any

LINKS = {"FINISH_START": "FS", "FINISH_FINISH": "FF", "START_START": "SS", "START_FINISH": "SF"}


def seconds(project: Any, duration: Any) -> float | None:
    """A duration of MPXJ in seconds of working (or clock) time; percentages as they are."""
    from org.mpxj import TimeUnit  # type: ignore[import-not-found]

    if duration is None:
        return None
    if duration.getUnits() in (TimeUnit.PERCENT, TimeUnit.ELAPSED_PERCENT):
        return float(duration.getDuration())
    return round(float(duration.convertUnits(TimeUnit.MINUTES, project.getProjectProperties()).getDuration()) * 60, 1)


def text(value: Any) -> str | None:
    return None if value is None else str(value.toString())


def moment(value: Any) -> str | None:
    shown = text(value)
    return shown if shown is None or shown.count(":") == 2 else f"{shown}:00"


def task_facts(project: Any, task: Any) -> dict[str, Any]:
    return {
        "name": text(task.getName()),
        "level": int(task.getOutlineLevel()),
        "parent": None if task.getParentTask() is None else int(task.getParentTask().getUniqueID()),
        "duration": seconds(project, task.getDuration()),
        "start": moment(task.getStart()),
        "finish": moment(task.getFinish()),
        "constraint": text(task.getConstraintType()),
        "constraint_date": moment(task.getConstraintDate()),
        "deadline": moment(task.getDeadline()),
        "milestone": bool(task.getMilestone()),
        "percent": float(task.getPercentageComplete() or 0),
        "notes": text(task.getNotes()),
        "text1": text(task.getText(1)),
        "pieces": len(task.getWorkSplits()),
        "baseline": [moment(task.getBaselineStart()), moment(task.getBaselineFinish()), seconds(project, task.getBaselineWork())],
        "baseline_cost": None if task.getBaselineCost() is None else float(task.getBaselineCost()),
        "links": sorted(
            [
                int(link.getPredecessorTask().getUniqueID()),
                LINKS[str(link.getType().name())],
                seconds(project, link.getLag()),
                str(link.getLag().getUnits().name()),
            ]
            for link in task.getPredecessors()
        ),
    }


def calendar_facts(calendar: Any) -> dict[str, Any]:
    exceptions = [[str(e.getFromDate()), str(e.getToDate()), bool(e.getWorking())] for e in calendar.getExpandedCalendarExceptions()]
    return {
        "name": text(calendar.getName()),
        "parent": None if calendar.getParent() is None else int(calendar.getParent().getUniqueID()),
        "exceptions": sorted(exceptions),
    }


def resource_facts(resource: Any) -> dict[str, Any]:
    return {
        "name": text(resource.getName()),
        "type": str(resource.getType().name()),
        "units": float(resource.getMaxUnits() or 100),
        "calendar": None if resource.getCalendar() is None else int(resource.getCalendar().getUniqueID()),
        "rate": text(resource.getStandardRate()),
        "per_use": float(resource.getCostPerUse() or 0),
    }


def assignment_facts(project: Any, assignment: Any) -> dict[str, Any]:
    resource = assignment.getResource()
    return {
        "task": int(assignment.getTask().getUniqueID()),
        "resource": None if resource is None else int(resource.getUniqueID()),
        # No work and work of no hours are the same to the engine.
        "work": seconds(project, assignment.getWork()) or 0.0,
        "actual": seconds(project, assignment.getActualWork()) or 0.0,
        "units": float(assignment.getUnits()),
        "contour": text(assignment.getWorkContour()),
        "start": moment(assignment.getStart()),
        "baseline_work": seconds(project, assignment.getBaselineWork()),
    }


def plan_facts(project: Any) -> dict[str, Any]:
    return {
        "tasks": {int(t.getUniqueID()): task_facts(project, t) for t in project.getTasks() if t.getName() is not None},
        "calendars": {int(c.getUniqueID()): calendar_facts(c) for c in project.getCalendars()},
        "resources": {int(r.getUniqueID()): resource_facts(r) for r in project.getResources() if r.getName() is not None},
        "assignments": {int(a.getUniqueID()): assignment_facts(project, a) for a in project.getResourceAssignments()},
    }


def main(jvm: str, paths: list[str]) -> None:
    import jpype
    import mpxj  # noqa: F401  puts MPXJ's jars on the class path

    jpype.startJVM(jvm or jpype.getDefaultJVMPath(), "-Xmx400m")
    from org.mpxj.reader import UniversalProjectReader  # type: ignore[import-not-found]

    json.dump([plan_facts(UniversalProjectReader().read(path)) for path in paths], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
