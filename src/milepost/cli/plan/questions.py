"""Who is who: people of several plans and of the people file are matched; what is unclear is asked on a terminal, else refused."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.engine.model import Plan
from milepost.engine.problem import Problem, Severity
from milepost.exchange.imported import Imported
from milepost.exchange.people import People, apply_people
from milepost.exchange.pool import Pool, Unclear, merge_plans

Ask = Callable[[str], str]
UNCLEAR = "person-unclear"


def with_people(
    imported: Sequence[Imported], people: People | None, *, same: Sequence[tuple[str, str]], everyone: bool = False
) -> tuple[Imported, ...]:
    """The plans with what the people file states of their people; with `everyone` also those without work, to choose from.

    Raises Failure: 5 while somebody is unclear, 3 when the file asks for something the plans cannot take.
    """
    if people is None:
        return tuple(imported)
    unused = "people-unused" if len(imported) > 1 else ""  # of several plans nobody needs all people
    given: list[Imported] = []
    unclear: list[Problem] = []
    wrong: list[Problem] = []
    for number, one in enumerate(imported):
        plan, told = apply_people(one.plan, people, same=dict(same), everyone=everyone)
        unclear += [problem for problem in told if problem.code == UNCLEAR]
        wrong += [problem for problem in told if problem.code != UNCLEAR and problem.severity is Severity.ERROR]
        own = tuple(problem for problem in told if problem.code not in (UNCLEAR, unused))
        notices = (*one.notices, *(people.notices if number == 0 else ()), *own)
        added = len(plan.resources) - len(one.plan.resources)
        given.append(replace(one, plan=plan, notices=notices, recalendared=_recalendared(one.plan, plan), candidates=added))
    if wrong:
        raise Failure(Exit.UNREADABLE, dict.fromkeys(wrong))
    if unclear:
        raise Failure(Exit.UNANSWERED, dict.fromkeys(unclear))
    return tuple(given)


def _recalendared(before: Plan, after: Plan) -> frozenset[str]:
    """Tasks with somebody whose calendar is another one now, or says something else."""
    rules = {calendar.id: calendar for calendar in before.calendars}
    known = {calendar.id: calendar for calendar in after.calendars}
    changed = {
        resource.id
        for resource in after.resources
        if (old := before.resource.get(resource.id)) is not None
        and (old.calendar != resource.calendar or rules.get(old.calendar or "") != known.get(resource.calendar or ""))
    }
    return frozenset(assignment.task for assignment in after.assignments if assignment.resource in changed)


def pooled(imported: Sequence[Imported], request: Request, *, ask: Ask | None = None) -> Pool:
    """One pool of people for all plans. Raises Failure (5) when somebody is unclear and nobody is there to ask."""
    answers = dict(request.same)
    pool = merge_plans(imported, same=answers)
    ask = ask or _terminal()
    while pool.unclear and pool.unclear[0].answers[0] != pool.unclear[0].answers[-1] and ask is not None:
        question = pool.unclear[0]
        before = dict(answers)
        _answer(question, answers, ask)
        if answers == before:
            break
        pool = merge_plans(imported, same=answers)
    if pool.unclear:
        raise Failure(Exit.UNANSWERED, [question.problem() for question in pool.unclear])
    return pool


def _answer(question: Unclear, answers: dict[str, str], ask: Ask) -> None:
    one, other = question.answers[0], question.answers[-1]
    spoken = " and ".join(f"{name} ({plan})" for name, plan in zip(question.names, question.plans, strict=True))
    while True:
        said = ask(f"Are {spoken} one person ({question.reason})? [y/n] ").strip().casefold()
        if said in ("y", "yes"):
            answers[one] = other
            return
        if said in ("n", "no"):
            answers[one] = one
            return


def _terminal() -> Ask | None:
    """A way to ask, when both ends of the conversation are a terminal."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def ask(question: str) -> str:
        print(question, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Failure(
                Exit.UNANSWERED, [Problem(UNCLEAR, "the question above", "it was not answered.", "Answer y or n, or give --same.")]
            )
        return line

    return ask
