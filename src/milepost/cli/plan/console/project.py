"""One project on the terminal: dates, critical path, what is close behind, milestones, problems, cost, comparison."""

from milepost.cli.console.problems import print_problems
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.calibrated.console import print_calibrated
from milepost.cli.plan.compared import comparison_rows, comparison_title
from milepost.cli.plan.findings import agreed
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.layout.printed import print_finding
from milepost.cli.plan.paths import main_path
from milepost.cli.plan.risk.console import print_risk
from milepost.cli.plan.summary import project_findings
from milepost.cli.plan.value.console import print_value
from milepost.cli.plan.why import why
from milepost.cli.plan.wording import counted, day_text, duration_text, reference, span, weekday_text
from milepost.engine.model import Task
from milepost.engine.problem import Severity
from milepost.values import Money

MOST_ROWS = 20


def print_project(screen: Screen, project: Project, portfolio: Portfolio) -> None:
    """Everything about one project that fits a terminal; lists are cut at a length that can be read."""
    screen.heading(project.name)
    facts = [f"Starts {weekday_text(project.schedule.start)}"]
    if project.plan.status_date is not None:
        facts.append(f"status {weekday_text(project.plan.status_date)}")
    calendar = next((c.name for c in project.plan.calendars if c.id == project.plan.calendar), "")
    facts.append(f"calendar {calendar}")
    screen.paragraph(" · ".join(facts), indent=2, kind="quiet")
    for finding in project_findings(project, portfolio):
        print_finding(screen, finding)
    print_risk(screen, project)
    _print_critical(screen, project)
    _print_near(screen, project, portfolio)
    _print_milestones(screen, project, portfolio)
    _print_problems(screen, project)
    _print_cost(screen, project)
    print_value(screen, project, internal=portfolio.internal)
    print_calibrated(screen, project)
    _print_comparison(screen, project)


def _print_critical(screen: Screen, project: Project) -> None:
    path, others = main_path(project)
    if not path:
        return
    title = f"Critical path: {counted(len(path), 'task')}"
    if others:
        title += f" ({counted(others, 'other critical path', 'other critical paths')} besides)"
    screen.title(title)
    rows = [Line((reference(t), t.name, _from(project, t), _until(project, t), duration_text(t, project.plan))) for t in path]
    print_table(
        screen,
        (
            Heading("No", end=True),
            Heading("Task", flexible=True),
            Heading("Start", spare=2),
            Heading("Finish"),
            Heading("Duration", end=True, spare=1),
        ),
        _cut(rows),
        more=" ".join([*_left_out(rows), f"It begins on {weekday_text(project.dates(path[0]).start)}: {why(project, path[0])}."]),
    )


def _print_near(screen: Screen, project: Project, portfolio: Portfolio) -> None:
    if not portfolio.internal or not project.near_critical:
        return
    screen.title(f"Close behind: {counted(len(project.near_critical), 'task')} with little float")
    rows = [
        Line((reference(t), t.name, _until(project, t), span(project.dates(t).total_float, project.plan))) for t in project.near_critical
    ]
    headings = (Heading("No", end=True), Heading("Task", flexible=True), Heading("Finish"), Heading("Float", end=True))
    print_table(screen, headings, rows[:10], more=" ".join(_left_out(rows, most=10)))


def _print_milestones(screen: Screen, project: Project, portfolio: Portfolio) -> None:
    if not project.milestones:
        return
    screen.title(counted(len(project.milestones), "milestone"))
    rows = [_milestone(project, task, internal=portfolio.internal) for task in project.milestones]
    print_table(
        screen,
        (
            Heading("No", end=True),
            Heading("Milestone", flexible=True),
            Heading("Date"),
            Heading("Baseline", end=True, spare=3),
            Heading("Deadline", spare=1),
            Heading("Float", end=True, spare=2),
            Heading(""),
        ),
        _cut(rows),
        more=" ".join(_left_out(rows)),
    )


def _milestone(project: Project, task: Task, *, internal: bool) -> Line:
    dates = project.dates(task)
    late = task.deadline is not None and dates.finish > task.deadline and task.actual_finish is None
    said = "done" if task.actual_finish is not None else "late" if late else "critical" if dates.critical else ""
    texts = (
        reference(task),
        task.name,
        _until(project, task),
        _against(project, task),
        day_text(task.deadline, finish=True) if task.deadline is not None else "",
        span(dates.total_float, project.plan) if internal and task.actual_finish is None else "",
        said,
    )
    return Line(texts, "bad" if late else "quiet" if said == "done" else "")


def _against(project: Project, task: Task) -> str:
    """How much later than its baseline: "+3 d", "−1 d", "=" where it stands as agreed."""
    baseline = agreed(task)
    if baseline is None or baseline.finish is None:
        return ""
    gap = project.calendars[project.plan.calendar].between(baseline.finish, project.dates(task).finish)
    return f"{'+' if gap > 0 else ''}{span(gap, project.plan)}" if gap else "as agreed"


def _print_problems(screen: Screen, project: Project) -> None:
    problems = sorted(project.problems, key=lambda p: (Severity.ERROR, Severity.WARNING, Severity.NOTE).index(p.severity))
    if problems:
        screen.title(f"{counted(len(problems), 'thing')} to look at")
        print_problems(screen, problems)


def _print_cost(screen: Screen, project: Project) -> None:
    if project.cost is None:
        return
    money = project.cost.currency
    rows = sorted(project.cost.by_resource.values(), key=lambda r: (-r.total.cost, r.name))
    rows = [row for row in rows if row.total.cost]
    if not rows:
        return
    screen.title(f"Cost {Money(project.cost.total.cost, money)}")
    lines = [
        Line(
            (
                r.name,
                f"{r.total.work / 3600:,.0f} h" if r.total.work else "",
                str(Money(r.total.cost, money)),
                str(Money(r.total.actual, money)),
            )
        )
        for r in rows
    ]
    headings = (
        Heading("For", flexible=True),
        Heading("Work", end=True, spare=1),
        Heading("Cost", end=True),
        Heading("Spent", end=True, spare=2),
    )
    print_table(screen, headings, lines[:12], more=" ".join(_left_out(lines, most=12)))


def _print_comparison(screen: Screen, project: Project) -> None:
    if project.comparison is None:
        return
    screen.title(comparison_title(project.comparison))
    rows = [Line((what, f"{count:,}", meaning)) for what, count, meaning in comparison_rows(project.comparison)]
    print_table(screen, (Heading("The rest"), Heading("Tasks", end=True), Heading("Because", flexible=True)), rows) if rows else None


def _from(project: Project, task: Task) -> str:
    return weekday_text(project.dates(task).start)


def _until(project: Project, task: Task) -> str:
    return weekday_text(project.dates(task).finish, finish=True)


def _cut(rows: list[Line]) -> list[Line]:
    return rows if len(rows) <= MOST_ROWS + 2 else rows[:MOST_ROWS]


def _left_out(rows: list[Line], *, most: int = MOST_ROWS) -> list[str]:
    spare = 2 if most == MOST_ROWS else 0
    return [f"… and {len(rows) - most:,} more; --html and --json have every row."] if len(rows) > most + spare else []
