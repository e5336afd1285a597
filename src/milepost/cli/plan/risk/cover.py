"""What the cover says of chances: P50 and P80 of a single project."""

from collections.abc import Iterator

from milepost.cli.plan.known.project import Project
from milepost.cli.plan.risk.report import risk_figures
from milepost.documents.tree import KeyFigure


def cover_chances(project: Project) -> Iterator[KeyFigure]:
    """P50 and P80; nothing without a simulation."""
    yield from (figure for figure in risk_figures(project) if figure.label in ("P50", "P80"))
