"""The worked pieces of split tasks, which MSPDI only tells through the time-phased work of their assignments."""

from collections.abc import Iterable, Mapping

from milepost.engine.model import Assignment, Segment, TimePhase
from milepost.engine.working_time import WorkingTime
from milepost.exchange.mspdi.codes import ACTUAL_WORK, REMAINING_WORK

Run = tuple[int, int]


def _runs(phases: Iterable[TimePhase]) -> list[Run]:
    """Stretches of work; a period that says "no work" (a value of zero, not a missing one) between two of them parts them."""
    runs: list[Run] = []
    parted = True
    for phase in sorted(phases, key=lambda phase: (phase.start, phase.finish)):
        if phase.work is None:
            continue
        if phase.work == 0:
            parted = parted or phase.start >= runs[-1][1]
        elif parted:
            runs.append((phase.start, phase.finish))
            parted = False
        else:
            runs[-1] = (runs[-1][0], max(runs[-1][1], phase.finish))
    return runs


def segments(assignments: Iterable[Assignment], working: WorkingTime | None) -> tuple[Segment, ...]:
    """The pieces of one task, from all its assignments together; () for a task that is not split.

    With the working time of its calendar a piece begins and ends at work, and a pause without working time is none.
    """
    by_assignment = [_runs(p for p in a.phases if p.kind in (REMAINING_WORK, ACTUAL_WORK)) for a in assignments]
    if not any(len(runs) > 1 for runs in by_assignment):
        return ()
    merged: list[Run] = []
    for start, finish in sorted(run for runs in by_assignment for run in runs):
        if merged and (start <= merged[-1][1] or (working is not None and working.between(merged[-1][1], start) <= 0)):
            merged[-1] = (merged[-1][0], max(merged[-1][1], finish))
        else:
            merged.append((start, finish))
    if len(merged) < 2:
        return ()
    pieces = merged if working is None else [_at_work(run, working) for run in merged]
    return tuple(Segment(start, finish) for start, finish in pieces)


def _at_work(run: Run, working: WorkingTime) -> Run:
    inside = list(working.intervals(*run))
    return (inside[0][0], inside[-1][1]) if inside else run


def split_tasks(assignments: Iterable[Assignment]) -> Mapping[str, list[Assignment]]:
    """Assignments by task, of those tasks that could be split: some assignment has a period of no work."""
    by_task: dict[str, list[Assignment]] = {}
    could_be = set()
    for assignment in assignments:
        by_task.setdefault(assignment.task, []).append(assignment)
        if any(phase.work == 0 and phase.kind == REMAINING_WORK for phase in assignment.phases):
            could_be.add(assignment.task)
    return {task: found for task, found in by_task.items() if task in could_be}
