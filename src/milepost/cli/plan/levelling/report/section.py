"""Puts the section together: figures first, then what moved, who does it, what is left, and how good the answer is."""

from collections.abc import Iterator

from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.layout.context import Context, told
from milepost.cli.plan.layout.problems import problem_table
from milepost.cli.plan.levelling.answer import TaskChange, project_changes, task_changes
from milepost.cli.plan.levelling.findings import levelling_findings
from milepost.cli.plan.levelling.left import told_elsewhere
from milepost.cli.plan.levelling.report.chart import moved_gantt
from milepost.cli.plan.levelling.report.figures import key_figures
from milepost.cli.plan.levelling.report.people import choice_table, left_table, people_table
from milepost.cli.plan.levelling.report.tables import moved_table, project_table
from milepost.cli.plan.wording import counted
from milepost.documents.tree import Block, Callout, CalloutKind, Code, Figure, Paragraph, Section

FAULTY = (
    "The independent check of the levelled plan found faults, listed below. Do not work by these dates; please report the plan as a fault "
    "of Milepost. Without --level the plan is scheduled as ever."
)


def levelling_section(context: Context) -> Section | None:
    """None without levelling."""
    levelling = context.portfolio.levelling
    if levelling is None:
        return None
    findings = levelling_findings(context.portfolio)
    title = findings[1 if levelling.faulty else 0]
    return Section(title.text, tuple(_blocks(context, levelling)), anchor="levelling", label="Levelling")


def _blocks(context: Context, levelling: Levelling) -> Iterator[Block]:
    portfolio = context.portfolio
    if levelling.faulty:
        yield Callout(CalloutKind.ERROR, FAULTY, "Faults in the levelled plan")
    yield key_figures(portfolio, levelling)
    rest = [told(finding) for finding in levelling_findings(portfolio)[2 if levelling.faulty else 1 :]]
    if rest:
        yield Paragraph(" ".join(rest))
    moved = task_changes(portfolio, levelling)
    if context.several:
        yield project_table(project_changes(portfolio, levelling), context)
    if moved:
        yield from _moves(moved, context, levelling)
    yield from (table for table in (choice_table(context, levelling), people_table(context, levelling), left_table(context)) if table)
    problems = tuple(problem for problem in levelling.problems if not told_elsewhere(problem, portfolio))
    if problems:
        yield problem_table("What levelling met", problems, context, name="Levelling problems")
    tried = counted(levelling.result.tried, "schedule was", "schedules were")
    yield Paragraph(
        (
            f"{tried} made and the best of them kept. The same files and options with ",
            Code(f"--level {levelling.replay}"),
            " give the same plan again; more work may find a better one.",
        )
    )


def _moves(moved: tuple[TaskChange, ...], context: Context, levelling: Levelling) -> Iterator[Block]:
    chart, left_out = moved_gantt(moved, context)
    described = (
        f"Bars of {counted(len(chart.rows), 'row')} after levelling, with a thin bar where each lay before. "
        "The table below tells the same in dates, with the reason for each move."
    )
    yield Figure("What moved, before and after", chart, described)
    if left_out:
        yield Paragraph(f"{counted(left_out, 'more task')} moved; the table has every one.")
    yield moved_table(moved, context, levelling)
