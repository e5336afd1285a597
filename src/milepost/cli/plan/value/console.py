"""Earned value of a project on the terminal."""

from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.known.project import Project
from milepost.cli.plan.value.figures import value_figures
from milepost.cli.plan.value.findings import earned_finding
from milepost.cli.plan.value.forecasts import cost_outlooks, finish_outlooks
from milepost.cli.plan.value.wording import amount, percent
from milepost.cli.plan.wording import day_text, weekday_text
from milepost.engine.value import ValueReport


def print_value(screen: Screen, project: Project, *, internal: bool = True) -> None:
    """The figures and the forecasts; where there is progress and no status date, one line on what would be told with one."""
    report = project.value
    if report is None or report.value is None:
        if internal and report is None and project.plan.status_date is None and _begun(project):
            text = "With --status-date DATE, the day up to which progress was reported, you are told what is earned and where it will end."
            screen.line()
            screen.paragraph(text, indent=2, kind="quiet")
        return
    screen.title(f"{earned_finding(report).text} on {weekday_text(report.status)}")
    rows = [Line((f.name, f.short, f.value, f.note, f.formula), "bad" if f.weight.value == "bad" else "") for f in value_figures(project)]
    headings = (
        Heading("Value"),
        Heading("", spare=1),
        Heading("", end=True),
        Heading("", spare=2),
        Heading("How", flexible=True, spare=3),
    )
    print_table(screen, headings, rows)
    if not report.complete:
        _print_forecasts(screen, project, report)


def _print_forecasts(screen: Screen, project: Project, report: ValueReport) -> None:
    share = percent(report.finish.share) if report.finish is not None else ""
    rows = []
    for one in finish_outlooks(project):
        low, high = ("" if moment is None else day_text(int(moment), finish=True) for moment in (one.low, one.high))
        rows.append(Line((one.method, one.formula, day_text(int(one.value), finish=True), low, high)))
    for one in cost_outlooks(project):
        low, high = ("" if value is None else amount(value, report, whole=True) for value in (one.low, one.high))
        rows.append(Line((one.method, one.formula, amount(one.value, report, whole=True), low, high)))
    if rows:
        screen.title(f"Forecasts; {share} chance from … to …" if share else "Forecasts")
        headings = (
            Heading("Forecast", flexible=True),
            Heading("Formula", spare=2),
            Heading("", end=True),
            Heading("From", end=True, spare=1),
            Heading("To", end=True, spare=1),
        )
        print_table(screen, headings, rows)


def _begun(project: Project) -> bool:
    return any(t.percent_complete or t.actual_start is not None or t.actual_work for t in project.leaves)
