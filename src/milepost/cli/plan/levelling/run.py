"""Runs levelling over the plans that were read, and keeps what was before."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.known.levelling import Before, Levelling
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.levelling.aims import aims
from milepost.cli.plan.levelling.before import stood
from milepost.cli.plan.levelling.bookings import load_bookings
from milepost.cli.plan.levelling.people import unskilled, with_everybody, without_idle
from milepost.cli.plan.levelling.stop import Stopper
from milepost.cli.plan.progress import Progress
from milepost.engine.levelling import level
from milepost.engine.levelling.compiled import is_worth_warming
from milepost.engine.levelling.periods.proof import Prover, prover
from milepost.engine.model import Plan, Resource
from milepost.engine.network.check import place
from milepost.engine.network.compare import compare_stored
from milepost.engine.problem import Problem
from milepost.exchange.imported import Imported
from milepost.exchange.people.person import People

NOTHING = "no-place"
"""The problem of a plan in which nothing was levelled at all."""


def levelled(
    imported: Sequence[Imported], request: Request, *, people: Sequence[Resource], known_people: People | None, progress: Progress
) -> tuple[tuple[Imported, ...], Levelling | None]:
    """The plans with their levelling delays and chosen people, and what it came to; unchanged without --level.

    `people` are those of the pool, `known_people` the people file's, whose other names are good for bookings. Raises Failure: 2 for a
    project that is not there, 3 for bookings that cannot be read, 4 where nothing can be levelled, 5 for a booking of one of several.
    """
    choices = request.levelling
    if choices is None:
        return tuple(imported), None
    wanted = aims(imported, choices)
    opened = tuple(with_everybody(one) for one in imported)
    imported = tuple(one for one, _ in opened)
    bookings, told = load_bookings(request, imported, known_people, progress=progress)
    plans = tuple(one.plan for one in imported)
    with progress.step("Scheduling without people's limits"):
        before = stood(plans, people)
    if before is None:
        return tuple(imported), None
    delays = not choices.minimal_change and not choices.steady
    timed = choices.work is None and choices.seconds is not None
    stopper = Stopper(seconds=choices.seconds, most=None if timed else choices.most, say=progress.detail, delays=delays)
    if not timed:
        _compile(sum(len(plan.tasks) for plan in plans), choices.most, progress)
    with progress.step("Levelling"), stopper.listening():
        result = level(
            plans,
            work=choices.most,
            seed=choices.seed,
            priorities=wanted,
            bookings=bookings,
            person=identity,
            choose_people=choices.choose_people,
            minimal_change=choices.minimal_change,
            steady=choices.steady,
            prover=_prover() if choices.prove else None,
            watch=stopper.watch,
        )
    problems = (
        *told,
        *(note for _, note in opened if note is not None),
        *(unskilled(imported) if choices.choose_people else ()),
        *(_placed(problem, imported) for problem in result.problems),
    )
    if any(problem.code == NOTHING for problem in result.problems):
        raise Failure(Exit.UNSCHEDULABLE, problems)
    levelled_plans = tuple(replace(one, plan=without_idle(plan, one.candidates)) for one, plan in zip(imported, result.plans, strict=True))
    done = Levelling(result, before, choices, wanted, bookings, stopper.by if result.stopped else "work", problems)
    return levelled_plans, done


def _compile(tasks: int, work: int, progress: Progress) -> None:
    """Compiles the search, once on a machine, where the plain one would take longer than that; without Numba nothing happens."""
    if not is_worth_warming(tasks, work):
        return
    from milepost.engine.levelling.warming import warm

    # A cache that cannot be written leaves the plain kernel, which gives the same plan.
    with progress.step("Compiling the search, once on this machine"), contextlib.suppress(OSError):
        warm()


def as_read(project: Project, before: Before) -> Project:
    """The project compared with its file as it was before levelling: what levelling moved says nothing on how the file was read."""
    number = before.keys.index(project.key)
    plan, schedule = before.plans[number], before.schedules[number]
    comparison = compare_stored(plan, schedule, recalendared=project.imported.recalendared)
    return replace(project, comparison=comparison if comparison.compared else None)


def identity(resource: Resource) -> str:
    """People of several plans have the same id everywhere (see `exchange.pool`)."""
    return resource.id


def _placed(problem: Problem, imported: Sequence[Imported]) -> Problem:
    """The problem with the file of the plan it is in, where that is plain."""
    names = dict.fromkeys(one.source.name for one in imported if _holds(one.plan, problem))
    return replace(problem, place=f"{', '.join(names)}, {problem.place}") if len(names) == 1 else problem


def _holds(plan: Plan, problem: Problem) -> bool:
    """Whether the plan has the task or the resource the problem names, and calls it so."""
    if problem.tasks:
        return any(task in plan.task and place(plan.task[task]) == problem.place for task in problem.tasks)
    return any(f"resource '{resource.name}'" == problem.place for resource in plan.resources)


def _prover() -> Prover:
    """What tries to prove. Raises Failure (7) without OR-Tools."""
    found = prover()
    if found is None:
        remedy = "Install it with: pip install 'milepost[proofs]', in a checkout with ./milepost setup proofs, or leave out --prove."
        raise Failure(Exit.MISSING_EXTRA, [Problem("extra-missing", "--prove", "OR-Tools is not installed.", remedy)])
    return found
