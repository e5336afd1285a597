"""Simulates the scheduled projects."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.asked.risk import RiskChoices
from milepost.cli.plan.calibrated.run import told_of
from milepost.cli.plan.findings import baseline_finish
from milepost.cli.plan.known.chances import Basis, Chances, Limit
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.progress import Progress
from milepost.cli.plan.risk.basis import with_spread
from milepost.cli.plan.risk.stated import Stated
from milepost.cli.plan.wording import listed
from milepost.engine.problem import Problem, Severity
from milepost.engine.risk import Distribution, Risks, Simulation, simulate
from milepost.engine.risk.compiled import functions_for
from milepost.engine.working_time import Calendars, WorkingTime
from milepost.values import DAY

if TYPE_CHECKING:
    from milepost.exchange.risks import Tolerance

WORTH_WARMING = 8_000_000
"""Tasks times samples that take plain Python a minute or two; compiling takes less."""


def simulated(projects: Sequence[Project], stated: Stated, request: Request, *, progress: Progress) -> tuple[Project, ...]:
    """The projects with their chances; unchanged without --simulate. Raises Failure (4) where a simulation is impossible."""
    choices = request.risk
    if choices is None:
        return tuple(projects)
    found, tolerances, problems = stated.placed([replace(project.imported, plan=project.plan) for project in projects])
    made: list[Project] = []
    for project, risks, tolerance in zip(projects, found, tolerances, strict=True):
        spread, basis = with_spread(project, risks, stated.history, nothing_stated=stated.risks is None)
        _compile(len(project.plan.tasks) * choices.samples, progress)
        with progress.step(f"Simulating {project.name}, {choices.samples:,} samples"):
            simulation = _simulation(project, spread, choices, tolerance)
        if simulation.finish is None:
            raise Failure(Exit.UNSCHEDULABLE, [p for p in simulation.problems if p.severity is Severity.ERROR])
        days = choices.tolerance * project.plan.settings.day if choices.tolerance is not None else tolerance.time if tolerance else None
        time = _time(project, simulation, spare=int(days or 0))
        limit = None if days is None else _limit(project, simulation.finish, time, int(days))
        told = [*_alongside(project, basis), *_told(stated, problems, basis, first=not made), *simulation.problems]
        if tolerance is not None and tolerance.cost is not None and project.cost is None:
            told.append(_costless(project, stated))
        made.append(replace(project, chances=Chances(simulation, spread, time, basis, stated.history, stated.risks, limit, tuple(told))))
    return tuple(made)


def _compile(size: int, progress: Progress) -> None:
    """Compiles the kernel, once on a machine, where the plain one would take longer than that; without Numba nothing happens."""
    if size < WORTH_WARMING or functions_for(size).compiled:
        return
    from milepost.engine.risk.warming import warm

    # A cache that cannot be written leaves the plain kernel, which gives the same figures.
    with progress.step("Compiling the simulation, once on this machine"), contextlib.suppress(OSError):
        warm()


def _simulation(project: Project, risks: Risks, choices: RiskChoices, tolerance: "Tolerance | None") -> Simulation:
    return simulate(
        project.plan,
        risks,
        samples=choices.samples,
        seed=choices.seed,
        watch=[task.id for task in project.milestones],
        schedule=project.schedule,
        cost=project.cost,
        threads=os.cpu_count() or 1,
        people=choices.people,
        tolerance_cost=tolerance.cost if tolerance is not None and project.cost is not None else None,
    )


def _time(project: Project, simulation: Simulation, *, spare: int) -> WorkingTime:
    """The plan's calendar over all samples, and the tolerance after them."""
    plan, schedule = project.plan, project.schedule
    moments = [schedule.start, schedule.finish, plan.start]
    moments += [m for t in plan.tasks for m in (t.deadline, *(b.finish for b in t.baselines)) if m is not None]
    for distribution in (simulation.finish, *simulation.milestones.values()):
        if distribution is not None:
            moments += [distribution.values[0], distribution.values[-1]]
    # A calendar with one working day in a fortnight still reaches the end of the tolerance.
    days = 60 + 14 * spare // (project.plan.settings.day or DAY)
    return Calendars(plan.calendars, first=min(moments) // DAY - 35, last=max(moments) // DAY + days)[plan.calendar]


def _limit(project: Project, finish: Distribution, time: WorkingTime, allowed: int) -> Limit:
    before = baseline_finish(project)
    agreed = project.schedule.finish if before is None else before
    latest = time.add(agreed, allowed) if allowed else agreed
    return Limit(allowed, agreed, before is not None, latest, finish.odds(latest))


def _told(stated: Stated, placed: Sequence[Problem], basis: Basis, *, first: bool) -> list[Problem]:
    """What is to be known about what went in; that of the files with the first project only."""
    found: list[Problem] = []
    if first and stated.risks is not None:
        found += [*stated.risks.notices, *placed]
    if first and stated.history is not None:
        found += told_of(stated.history)
        if stated.risks is not None and stated.risks.defaults:
            message = "its default spread is not used: past records say how tasks without an estimate vary."
            found.append(Problem("default-unused", stated.risks.name, message, "Leave out --records to use it.", Severity.NOTE))
    if basis.sure:
        message = f"{basis.sure} unfinished tasks have no estimate and are taken as certain, so the dates look surer than they are."
        place = stated.risks.name if stated.risks is not None else "the simulation"
        remedy = "Add a default to the risk file, or give past records with --records."
        found.append(Problem("estimates-missing", place, message, remedy, Severity.WARNING))
    return found


def _alongside(project: Project, basis: Basis) -> list[Problem]:
    """Tasks that were taken as certain because they only go along with the others."""
    if not basis.beside:
        return []
    names = listed([f"‘{project.plan.task[task].name}’" for task in basis.beside])
    one = len(basis.beside) == 1
    what = (
        "takes more than half of the project at less than half of anybody's time, so it accompanies the other work and is"
        if one
        else ("take more than half of the project at less than half of anybody's time, so they accompany the other work and are")
    )
    remedy = "If the project can wait for such work, give it an estimate in the risk file."
    return [Problem("accompanying", f"plan '{project.name}'", f"{names} {what} taken as certain.", remedy, Severity.NOTE, basis.beside)]


def _costless(project: Project, stated: Stated) -> Problem:
    place = stated.risks.name if stated.risks is not None else "the simulation"
    message = f"a tolerance of cost is stated, and '{project.name}' has no cost."
    return Problem("tolerance-without-cost", place, message, "Give people rates, or leave this tolerance out.", Severity.WARNING)
