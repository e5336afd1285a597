"""What a task of a foreign file says, split: what the house has columns for, what else counts for its dates, and what is merely kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from milepost.apps.planning.rules.kept_facts import told
from milepost.engine.model import Assignment, Constraint, Task, TimePhase
from milepost.values import FULL_SHARE

Json = Any
MINUTE = 60
PERCENT = FULL_SHARE // 100
NAME, NOTES = 300, 10_000
SCHEDULING = frozenset(
    {"elapsed", "calendar", "ignore_resource_calendars", "active", "manual", "manual_start", "manual_finish", "manual_duration"}
    | {"effort_driven", "recurring", "external", "subproject"}
)
TYPED = frozenset({"manual", "manual_start", "manual_finish", "manual_duration", "segments"})
"""What holds until somebody gives the task another duration or constraint here."""
PROGRESS = frozenset({"segments", "stop", "resume", "actual_duration", "actual_work", "remaining_work", "percent_work_complete"})
"""What holds until somebody reports on the task here."""
OF_COLUMNS = frozenset(
    {"id", "name", "level", "parent", "duration", "milestone", "type", "work", "priority", "constraint", "constraint_date", "deadline"}
    | {"actual_start", "actual_finish", "remaining_duration", "percent_complete", "notes", "leveling_delay"}
)
PHASES_THAT_COUNT = frozenset({1, 2})
"""Time-phased remaining and actual work (see `engine.model.TimePhase`)."""


def columns_of(task: Task) -> dict[str, Any]:
    """The values of the house's columns, as they are stored. What does not fit is cut: compare it with what the file says."""
    dated = task.constraint_date is not None or task.constraint in (Constraint.ASAP, Constraint.ALAP)
    constraint = task.constraint if dated else Constraint.ASAP
    started, finished = minutes(task.actual_start), minutes(task.actual_finish)
    return {
        "name": one_line(task.name)[:NAME].strip() or f"Task {task.row or task.id}",
        "kind": "milestone" if task.milestone and not task.duration else "task",
        "duration_minutes": max(task.duration, 0) // MINUTE,
        "effort_minutes": task.work // MINUTE or None if task.work > 0 else None,
        "type": task.type.value.replace(" ", "-"),
        "constraint": constraint.name.lower(),
        "constraint_at": minutes(task.constraint_date) if constraint not in (Constraint.ASAP, Constraint.ALAP) else None,
        "deadline_at": minutes(task.deadline),
        "priority": min(max(task.priority, 0), 1000),
        "leveling_delay_minutes": max(task.leveling_delay, 0) // MINUTE,
        "done_share": min(max(task.percent_complete, 0), 100) * PERCENT,
        "remaining_minutes": minutes(task.remaining_duration),
        "started_at": started,
        "finished_at": finished if finished is None or started is None or finished >= started else None,
        "notes": clean(task.notes)[:NOTES],
    }


def minutes(seconds: int | None) -> int | None:
    """Whole minutes."""
    return seconds // MINUTE if seconds is not None else None


def one_line(text: str) -> str:
    """Without line ends and characters that nobody can see."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def clean(text: str) -> str:
    """Lines of printable text."""
    return "\n".join("".join(c if c.isprintable() or c == "\t" else " " for c in line).rstrip() for line in text.splitlines()).strip()


def scheduling_of(task: Task, columns: Mapping[str, Any], work: Sequence[Assignment], links: Sequence[Json]) -> dict[str, Json] | None:
    """What counts for the dates beyond the columns; `work` are its assignments in the file, `links` those that the house has no row for."""
    facts = told(task)
    found = {name: value for name, value in facts.items() if name in SCHEDULING | TYPED | PROGRESS}
    if task.duration % MINUTE:
        found["duration"] = task.duration
    if task.milestone and task.duration:
        found["milestone"] = True
    if task.external or task.subproject or not task.active:
        found |= {name: facts[name] for name in ("stored",) if name in facts}
    if links:
        found["links"] = list(links)
    if work:
        found["assignments"] = [_scheduling_work(one) for one in work]
    if found:
        found["typed"], found["progress"] = typed(columns), progress(columns)
    return found or None


def foreign_of(task: Task, work: Sequence[Assignment]) -> dict[str, Json]:
    """Everything else, and of what the columns hold only as far as they can the whole."""
    found = {name: value for name, value in told(task).items() if name not in SCHEDULING | TYPED | PROGRESS}
    kept = {str(one.id): rest for one in work if (rest := _other_work(one))}
    return found | ({"assignments": kept} if kept else {})


def typed(columns: Mapping[str, Any]) -> list[Json]:
    """What a changed duration or constraint is known by."""
    return [columns["duration_minutes"], columns["constraint"], columns["constraint_at"]]


def progress(columns: Mapping[str, Any]) -> list[Json]:
    """What a report since the import is known by."""
    return [columns["done_share"], columns["remaining_minutes"], columns["started_at"], columns["finished_at"]]


def holding(facts: Mapping[str, Json], columns: Mapping[str, Any]) -> dict[str, Json]:
    """Of what counts for the dates that which still holds, after what was changed here since."""
    found = dict(facts)
    if facts.get("typed") != typed(columns):
        found = {name: value for name, value in found.items() if name not in TYPED}
    if facts.get("progress") != progress(columns):
        found = {name: value for name, value in found.items() if name not in PROGRESS}
        found["assignments"] = [without_progress(one) for one in found.get("assignments", ())]
    if "duration" in found and found["duration"] // MINUTE != columns["duration_minutes"]:
        del found["duration"]
    return found


def without_progress(work: Mapping[str, Json]) -> dict[str, Json]:
    """An assignment of the file without what it says of work that was done."""
    gone = {"phases", "actual_work", "remaining_work", "percent_work_complete", "actual_start", "actual_finish", "stop", "resume"}
    return {name: value for name, value in work.items() if name not in gone}


OF_WORK_KEPT = frozenset({"guid", "baselines", "fields", "notes", "cost", "actual_cost", "start", "finish"})


def _scheduling_work(one: Assignment) -> dict[str, Json]:
    found = {name: value for name, value in told(one).items() if name not in OF_WORK_KEPT | {"task", "phases"}}
    phases = [told(phase) for phase in one.phases if counts(phase)]
    return found | ({"phases": phases} if phases else {})


def _other_work(one: Assignment) -> dict[str, Json]:
    found = {name: value for name, value in told(one).items() if name in OF_WORK_KEPT}
    phases = [told(phase) for phase in one.phases if not counts(phase)]
    return found | ({"phases": phases} if phases else {})


def counts(phase: TimePhase) -> bool:
    """Whether dates depend on it."""
    return phase.kind in PHASES_THAT_COUNT
