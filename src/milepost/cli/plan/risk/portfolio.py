"""Chances of several projects beside each other: planned finish, P50 and P80 of each."""

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.risk.figures import portfolio_figure
from milepost.cli.plan.risk.findings import LIKELY
from milepost.cli.plan.risk.wording import odds_text
from milepost.documents.tree import Paragraph, Section

_APART = "Each project is simulated by itself: what delays several of them at once, a person they share for one, is not in these figures."


def chances_section(context: Context) -> Section | None:
    """None without a simulation, or for one project, whose own section says it."""
    projects = [project for project in context.portfolio.projects if project.chances is not None]
    if not context.several or not projects:
        return None
    return Section(_title(projects), (portfolio_figure(projects, context), Paragraph(_APART)), anchor="chances", label="Chances")


def _title(projects: list[Project]) -> str:
    odds = {project.name: project.chances.simulation.planned_odds for project in projects if project.chances is not None}
    sure = sum(1 for share in odds.values() if share >= LIKELY)
    least = min(odds, key=lambda name: odds[name])
    if sure == len(projects):
        return "Every project keeps its planned finish with 80 % or more"
    count = "No project keeps its" if not sure else f"One of {len(projects)} projects keeps its" if sure == 1 else ""
    count = count or f"{sure} of {len(projects)} projects keep their"
    return f"{count} planned finish with 80 % or more; the least sure is {least} with {odds_text(odds[least])}"
