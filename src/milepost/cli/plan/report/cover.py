"""The cover: where the plan stands, in figures that are read first, and the findings behind them."""

from collections.abc import Iterator
from decimal import Decimal

from milepost.cli.plan.counts import source_text
from milepost.cli.plan.findings import Weight, deadline_finding, finish_finding, missed_deadlines, people_finding
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import STATUS, Context, told
from milepost.cli.plan.levelling.findings import levelling_findings
from milepost.cli.plan.levelling.report.figures import cover_figures
from milepost.cli.plan.report.overview import overview_table
from milepost.cli.plan.risk.cover import cover_chances
from milepost.cli.plan.summary import leading_findings
from milepost.cli.plan.totals import cost_totals
from milepost.cli.plan.wording import counted, day_text, weekday_text
from milepost.documents.tree import Block, BulletList, Fact, KeyFigure, KeyFigures, Text

MOST_FINDINGS, MOST_SHARED = 8, 2


def facts(context: Context) -> tuple[Fact, ...]:
    """The lines of the cover."""
    return tuple(_facts(context))


def _facts(context: Context) -> Iterator[Fact]:
    projects = context.portfolio.projects
    if len(projects) == 1:
        project = projects[0]
        for label, value in (("Client", project.plan.client), ("Manager", project.plan.manager), ("Company", project.plan.company)):
            if value.strip():
                yield Fact(label, value)
        yield Fact("Start", weekday_text(project.schedule.start))
    dates = {project.plan.status_date for project in projects}
    if len(dates) == 1 and (status := dates.pop()) is not None:
        yield Fact("Status date", weekday_text(status))
    if context.internal:
        yield Fact("Read from", "; ".join(f"{p.imported.source.name} ({source_text(p)})" for p in projects))
    yield Fact("Version for", "internal use: holds cost and float" if context.internal else "the client")


def opening(context: Context) -> tuple[Block, ...]:
    """Key figures, of several projects a table with a line each, and what matters most in sentences."""
    projects = context.portfolio.projects
    figures = _portfolio_figures(context) if context.several else _project_figures(projects[0], context)
    table = (overview_table(context),) if context.several else ()
    findings = tuple(_findings(context))
    return KeyFigures(tuple(figures)), *table, *((BulletList(findings),) if findings else ())


def _project_figures(project: Project, context: Context) -> Iterator[KeyFigure]:
    finish = finish_finding(project)
    note = finish.text.partition(", ")[2]
    yield KeyFigure("Finish", day_text(project.schedule.finish, finish=True), note, "The last finish of any task.", STATUS[finish.weight])
    yield from cover_chances(project)
    deadlines = deadline_finding(project)
    if deadlines is not None:
        missed = len(missed_deadlines(project))
        count = sum(1 for t in project.plan.tasks if t.deadline is not None and t.id in project.schedule)
        value = f"{missed} of {count}" if missed else f"0 of {count}"
        yield KeyFigure("Deadlines missed", value, "", "Planned finish later than the deadline.", STATUS[deadlines.weight])
    done = progress_share(project)
    if done:
        yield KeyFigure("Done", f"{done} %", "", "Completed share of the tasks, weighed by their duration.")
    open_tasks = sum(1 for t in project.leaves if t.actual_finish is None)
    note = f"of {open_tasks} open tasks"
    explanation = "Tasks whose delay moves the finish or a promised date."
    yield KeyFigure("Critical tasks", str(len(project.critical)), note, explanation)
    yield from cover_figures(context.portfolio)
    yield from _people_figure(context)
    yield from _cost_figures(context)


def _portfolio_figures(context: Context) -> Iterator[KeyFigure]:
    projects = context.portfolio.projects
    last = max(projects, key=lambda project: project.schedule.finish)
    yield KeyFigure("Last finish", day_text(last.schedule.finish, finish=True), last.name, "The last finish of any task of any project.")
    missed = sum(len(missed_deadlines(project)) for project in projects)
    count = sum(1 for p in projects for t in p.plan.tasks if t.deadline is not None and t.id in p.schedule)
    if count:
        status = STATUS[Weight.BAD if missed else Weight.GOOD]
        yield KeyFigure("Deadlines missed", f"{missed} of {count}", "", "Planned finish later than the deadline.", status)
    yield from cover_figures(context.portfolio)
    yield from _people_figure(context)
    yield from _cost_figures(context)


def _people_figure(context: Context) -> Iterator[KeyFigure]:
    portfolio = context.portfolio
    if portfolio.histograms and context.internal:
        count = len({overload.person for overload in portfolio.overloads})
        hours = sum(overload.excess for overload in portfolio.overloads) / 3600
        note = f"of {counted(len(portfolio.histograms), 'person', 'people')}" + (f", {hours:,.0f} h too much" if hours >= 0.5 else "")
        status = STATUS[Weight.BAD if count else Weight.GOOD]
        yield KeyFigure(
            "Overloaded", str(count), note, "People with more work on a day, or at one hour, than their calendar gives.", status
        )


def _cost_figures(context: Context) -> Iterator[KeyFigure]:
    costs = [project.cost for project in context.portfolio.projects if project.cost]
    for total in cost_totals(context.portfolio):
        spent = sum((cost.total.actual for cost in costs if cost.currency == total.currency), Decimal(0))
        note = f"{round(100 * spent / total.amount)} % spent" if spent and total.amount else ""
        yield KeyFigure("Cost", str(total), note, "Work at its rates, material, cost per use and fixed cost.")


def progress_share(project: Project) -> int:
    """Per cent done: the tasks' own progress, weighed by duration. 0 where nothing has begun."""
    whole = sum(task.duration for task in project.leaves)
    done = sum(task.duration * task.percent_complete for task in project.leaves)
    return round(done / whole) if whole else 0


def _findings(context: Context) -> Iterator[Text]:
    """At most MOST_FINDINGS: those of the portfolio, and of a single project those that matter most; the rest are titles of sections."""
    portfolio = context.portfolio
    shared = list(levelling_findings(portfolio)[:MOST_SHARED])
    people = people_finding(portfolio) if context.internal else None
    shared += [people] if people is not None else []
    if not context.several:
        yield from (told(finding) for finding in leading_findings(portfolio.projects[0], portfolio, most=MOST_FINDINGS - len(shared)))
    yield from (told(finding) for finding in shared)
