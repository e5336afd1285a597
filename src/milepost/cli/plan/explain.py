"""Answers --explain: finds the task that is meant, and tells the chain of reasons for its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.levelling.explained import with_levelling
from milepost.cli.plan.wording import day_text, named
from milepost.engine.model import Task
from milepost.engine.network import Reason, explain
from milepost.engine.problem import Problem

Candidate = tuple[Project, Task]
MOST_LISTED = 12
ROOM = frozenset({"float", "deadline"})
"""Codes of the reasons that say what the task has to spare; they stand apart from the chain."""


@dataclass(frozen=True)
class Explanation:
    """Why a task lies where it lies: `reasons` from its own date back to something nobody in the plan can move."""

    project: Project
    task: Task
    reasons: tuple[Reason, ...]


def explanations(portfolio: Portfolio, asked: Sequence[str]) -> tuple[Explanation, ...]:
    """One for each task asked about, in that order. Raises Failure: 2 when there is no such task, 5 when several are meant."""
    return tuple(_explained(portfolio, *find_task(portfolio, words)) for words in asked)


def _explained(portfolio: Portfolio, project: Project, task: Task) -> Explanation:
    reasons = with_levelling(explain(project.plan, project.schedule, task.id), project, task.id, portfolio)
    if not portfolio.internal:
        reasons = tuple(reason for reason in reasons if reason.code != "float")
    return Explanation(project, task, reasons)


def find_task(portfolio: Portfolio, words: str) -> Candidate:
    """The one task meant by an id, row number, WBS code, name or part of a name; "row:12", "id:7" and "wbs:1.2" say which of these."""
    place = f"--explain '{words}'"
    # Most runs explain nothing.
    from milepost.exchange.task_names import TaskNames

    meant = TaskNames([project.plan for project in portfolio.projects]).meant(words, part=True)
    found = [(portfolio.projects[number], task) for number, task in meant]
    if not found:
        raise usage(place, "no task has this id, row number, WBS code or name.", _hint(portfolio, words))
    dated = [(project, task) for project, task in found if task.id in project.schedule]
    if not dated:
        raise usage(place, f"{named(found[0][1])} is not scheduled (it is inactive or empty), so it has no dates to explain.")
    if len(dated) > 1:
        raise Failure(Exit.UNANSWERED, [_ambiguous(portfolio, place, dated)])
    return dated[0]


def _ambiguous(portfolio: Portfolio, place: str, found: Sequence[Candidate]) -> Problem:
    several = len(portfolio.projects) > 1
    lines = [_line(project, task, several=several) for project, task in found[:MOST_LISTED]]
    more = f"; and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else ""
    from milepost.exchange.task_names import best_number

    way = best_number(found[0][1], (task for _, task in found))
    return Problem(
        "task-ambiguous", place, f"{len(found)} tasks match: {'; '.join(lines)}{more}.", f"Name one by number, for example --explain {way}."
    )


def _line(project: Project, task: Task, *, several: bool) -> str:
    where = f" in ‘{project.name}’" if several else ""
    return f"{named(task)} (id {task.id}, {day_text(project.dates(task).start)}){where}"


def _hint(portfolio: Portfolio, words: str) -> str:
    names = {task.name for project in portfolio.projects for task in project.plan.tasks}
    near = get_close_matches(words, sorted(names), n=3, cutoff=0.5)
    return (
        "Did you mean " + " or ".join(f"‘{name}’" for name in near) + "?" if near else "Give a part of its name as it stands in the plan."
    )
