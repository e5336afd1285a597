"""The simulation of a project on the terminal."""

from milepost.cli.console.problems import print_problems
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.known.chances import Chances
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.risk.findings import LIKELY, open_deadlines
from milepost.cli.plan.risk.wording import (
    basis_sentences,
    events,
    gain_at,
    mean_gain,
    near_day,
    odds_text,
    remedy_text,
    sure,
    tenths,
    test_text,
    working_share,
)
from milepost.cli.plan.wording import counted, reference, weekday_text
from milepost.engine.model import Task
from milepost.engine.risk import Distribution

MOST_ROWS = 10
MOST_TASKS = 6


def print_risk(screen: Screen, project: Project) -> None:
    """Nothing without a simulation."""
    chances = project.chances
    if chances is None or chances.simulation.finish is None:
        return
    simulation = chances.simulation
    screen.title(f"How sure the dates are: {counted(simulation.samples, 'sample')}, seed {simulation.seed}")
    for sentence in (*basis_sentences(chances), remedy_text(chances.basis), test_text(chances)):
        if sentence:
            screen.paragraph(sentence, kind="quiet")
    _print_dates(screen, project, chances)
    _print_gains(screen, project, chances)
    _print_movers(screen, project, chances)
    if chances.problems:
        screen.title(f"{counted(len(chances.problems), 'thing')} to know about the simulation")
        print_problems(screen, chances.problems)


def _print_dates(screen: Screen, project: Project, chances: Chances) -> None:
    """The finish and the milestones that vary; those with a deadline first when there are too many."""
    finish = chances.simulation.finish
    assert finish is not None
    rows = [_line(project, chances, None, finish)]
    deadlines = {odds.task: odds.share for odds in open_deadlines(project, chances)}
    found = [t for t in project.plan.tasks if t.id in chances.simulation.milestones and t.actual_finish is None]
    varying = [t for t in found if not sure(chances.simulation.milestones[t.id]) or t.id in deadlines]
    chosen = sorted(varying, key=lambda t: (t.id not in deadlines, -project.dates(t).finish))[:MOST_ROWS]
    for task in sorted(chosen, key=lambda t: project.dates(t).finish):
        rows.append(_line(project, chances, task, chances.simulation.milestones[task.id], deadlines.get(task.id)))
    headings = (
        Heading("No", end=True),
        Heading("", flexible=True),
        Heading("Planned"),
        Heading("kept by", end=True, spare=1),
        Heading("P50"),
        Heading("P80"),
        Heading("P95", spare=2),
        Heading("Deadline met", end=True),
    )
    left = len(varying) - len(chosen)
    print_table(screen, headings, rows, more=f"… and {left:,} more; --html and --json have every row." if left else "")


def _line(project: Project, chances: Chances, task: Task | None, found: Distribution, odds: float | None = None) -> Line:
    planned = chances.simulation.planned if task is None else project.dates(task).finish
    p50, p80, p95 = found.p(50), found.p(80), found.p(95)
    texts = (
        "" if task is None else reference(task),
        "Finish" if task is None else task.name,
        weekday_text(planned, finish=True),
        odds_text(found.odds(planned)),
        near_day(p50, planned),
        near_day(p80, planned),
        near_day(p95, planned),
        odds_text(odds) if odds is not None else "",
    )
    return Line(texts, "strong" if task is None else "bad" if odds is not None and odds < LIKELY else "")


def _print_gains(screen: Screen, project: Project, chances: Chances) -> None:
    gains, known = chances.simulation.gains, events(chances)
    if not gains:
        return
    screen.title("Which risk costs most: what the finish gains without it")
    rows = [
        Line(
            (
                gain.risk,
                known[gain.risk].name,
                odds_text(known[gain.risk].probability),
                tenths(mean_gain(chances, gain), project.plan),
                tenths(gain_at(chances, gain, 50), project.plan),
                tenths(gain_at(chances, gain, 80), project.plan),
                odds_text(gain.share),
            )
        )
        for gain in gains
    ]
    headings = (
        Heading("Risk"),
        Heading("", flexible=True),
        Heading("Likely", end=True, spare=1),
        Heading("Mean", end=True),
        Heading("P50", end=True, spare=2),
        Heading("P80", end=True),
        Heading("Sooner in", end=True, spare=3),
    )
    print_table(screen, headings, rows[:MOST_ROWS], more=_more(len(rows), MOST_ROWS))


def _print_movers(screen: Screen, project: Project, chances: Chances) -> None:
    """The tasks whose spread moves the finish, unless there is only one."""
    movers = chances.simulation.tornado(10_000)
    if len(movers) < 2:
        return
    screen.title("What moves the finish most")
    rows, share = [], working_share(chances)
    for row in movers[:MOST_TASKS]:
        task = project.plan.task[row.task]
        moves = tenths(round(row.swing / 2 * share), project.plan)
        said = "hardly" if moves == "none" else f"± {moves}"
        rows.append(Line((reference(task), task.name, said, odds_text(row.criticality), f"{row.cruciality:.2f}")))
    headings = (
        Heading("No", end=True),
        Heading("Task", flexible=True),
        Heading("Moves it", end=True),
        Heading("Critical in", end=True, spare=1),
        Heading("Cruciality", end=True, spare=2),
    )
    print_table(screen, headings, rows, more=_more(len(movers), MOST_TASKS))


def _more(count: int, most: int) -> str:
    return f"… and {count - most:,} more; --html and --json have every row." if count > most else ""
