"""Calibrated days of a project on the terminal."""

from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.plan.calibrated.findings import calibrated_findings, tested_text
from milepost.cli.plan.known.project import Project

MOST_ROWS = 12


def print_calibrated(screen: Screen, project: Project) -> None:
    """The sums by phase and role, and how far such forecasts held; nothing without past records."""
    found = project.calibrated
    if found is None or found.work is None:
        return
    screen.title(calibrated_findings(project)[0].text)
    work = found.work
    names = found.phases or found.roles
    rows = [
        Line((name.partition(":")[2], f"{one.left:,.1f}", f"{one.p50:,.1f}", f"{one.p80:,.1f}"))
        for name, one in [(name, work.parts[name]) for name in names[:MOST_ROWS]] + [(":Together", work.whole)]
    ]
    headings = (Heading("Calibrated days", flexible=True), *(Heading(title, end=True) for title in ("Estimate", "P50", "P80")))
    left = len(names) - MOST_ROWS
    print_table(screen, headings, rows, more=f"… and {left} more; --html and --json have every row." if left > 0 else "")
    screen.paragraph(tested_text(found.history.tested), kind="quiet")
