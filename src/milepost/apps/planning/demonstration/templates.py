"""The templates of a new house, by the roles that this one has."""

from datetime import timedelta
from typing import Any

from milepost.apps.planning.demonstration.course import WHO
from milepost.apps.planning.rules.outline import STEP
from milepost.apps.planning.rules.standard_templates import standard_templates
from milepost.demonstration.script import HOUSE, Named, Script


def write(script: Script) -> None:
    """Made by the house on its second day, all at once: first those at the top, then what they are made of, then the links."""
    at = script.at(script.start + timedelta(days=1), 8)
    for name, told, _ in standard_templates():
        script.make(at, HOUSE, "plan-template", name, name=name, description=told)
    for inner in (False, True):
        for name, _, lines in standard_templates():
            for place, line in enumerate(lines):
                if (line.parent is not None) is inner:
                    _line(script, at, name, place, line)
    for name, _, lines in standard_templates():
        for place, line in enumerate(lines):
            for before in line.waits_for:
                ends = {"predecessor": _task(name, before), "successor": _task(name, place)}
                script.make(at, HOUSE, "template-link", f"{name} {before} {place}", **ends)


def _task(name: str, place: int) -> Named:
    return Named("template-task", f"{name} {place}")


def _line(script: Script, at: Any, name: str, place: int, line: Any) -> None:
    best, usual, worst = line.days or (0, 0, 0)
    jobs = [one.job for one in script.cast]
    role = next((job for job in WHO.get(line.role, ()) if job in jobs), None)
    given: dict[str, Any] = {"best_minutes": best, "worst_minutes": worst} if best != worst else {}
    given |= {"parent": _task(name, line.parent)} if line.parent is not None else {}
    given |= {"work_role": Named("work-role", role)} if role else {}
    script.make(
        *(at, HOUSE, "template-task", f"{name} {place}"),
        template=Named("plan-template", name),
        name=line.name,
        position=place * STEP,
        duration_minutes=usual,
        kind="milestone" if line.is_milestone else "task",
        checklist="\n".join(line.checklist),
        **given,
    )
