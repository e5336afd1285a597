"""The levelling reasons in an answer to --explain: who was full until when, before the chain of links goes on."""

from collections.abc import Iterator, Sequence

from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.levelling.words import reason
from milepost.engine.levelling import Moved
from milepost.engine.network import Reason
from milepost.engine.network.words import named, when

CODE = "levelling"


def with_levelling(reasons: Sequence[Reason], project: Project, asked: str, portfolio: Portfolio) -> tuple[Reason, ...]:
    """The reasons with why each task of the chain waits for people; that of the task asked about comes first."""
    levelling = portfolio.levelling
    if levelling is None:
        return tuple(reasons)
    number = levelling.before.keys.index(project.key)
    moved = {move.task: move for move in levelling.result.moved if move.plan == number}
    return tuple(_woven(reasons, moved, asked, project, portfolio, levelling))


def _woven(
    reasons: Sequence[Reason], moved: dict[str, Moved], asked: str, project: Project, portfolio: Portfolio, levelling: Levelling
) -> Iterator[Reason]:
    told: set[str] = set()
    for step in reasons:
        move = moved.get(step.task)
        if move is not None and step.task not in told and step.task not in project.plan.summaries:
            told.add(step.task)
            if move.blockers or step.task == asked:
                yield Reason(CODE, step.task, _text(move, project, portfolio, levelling))
        yield _counted(step, project) if step.code == "float" and step.task in moved else step


def _counted(step: Reason, project: Project) -> Reason:
    """What a task can slip is counted from where its links alone would put it: people may leave it less."""
    dates = project.schedule[step.task]
    if dates.start <= dates.early_start or dates.total_float < 0:
        return step
    return Reason(step.code, step.task, f"{step.text} That is counted from {when(dates.early_start)}, where its links alone put it.")


def _text(move: Moved, project: Project, portfolio: Portfolio, levelling: Levelling) -> str:
    """ "'Test' (4) waits: Ann Smith is full until … with ‘Build’; without people's limits it would start …"."""
    task = named(project.plan.task[move.task])
    why = reason(move, portfolio, levelling)
    if move.blockers:
        names = " and ".join(dict.fromkeys(blocker.name for blocker in move.blockers))
        return f"{task} waits for {names}: {why}. Before levelling it started {when(move.start_before)}."
    lead = "it " if why.startswith(("follows", "makes")) else ""
    return f"{task} was moved by levelling: {lead}{why}. Before levelling it started {when(move.start_before)}."
