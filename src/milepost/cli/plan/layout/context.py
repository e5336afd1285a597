"""What every part of the report needs to know: the portfolio, whom it is for, and how much of long lists to show."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from milepost.cli.plan.findings import Finding, Weight
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.cli.plan.wording import day, when
from milepost.documents.tree import Cell, Column, Kind, Status
from milepost.engine.model import Plan

STATUS = {Weight.GOOD: Status.GOOD, Weight.PLAIN: Status.NONE, Weight.NOTICE: Status.NOTICE, Weight.BAD: Status.BAD}


@dataclass(frozen=True)
class Context:
    """`whole` is for the workbook: every row, moments instead of dates. `internal` is whether money and float may be told."""

    portfolio: Portfolio
    whole: bool = False

    @property
    def internal(self) -> bool:
        """Whether money, float and reading notices may be told."""
        return self.portfolio.internal

    @property
    def several(self) -> bool:
        """Whether the report is on more than one project."""
        return len(self.portfolio.projects) > 1

    @property
    def date_kind(self) -> Kind:
        """How a column of dates is shown."""
        return Kind.MOMENT if self.whole else Kind.DATE

    def date_column(self, title: str) -> Column:
        """A column of dates."""
        return Column(title, self.date_kind, width=17 if self.whole else 12)

    def start_cell(self, moment: int | None) -> Cell:
        """A start, or nothing."""
        return Cell(None) if moment is None else Cell(when(moment) if self.whole else day(moment))

    def finish_cell(self, moment: int | None, *, status: Status = Status.NONE) -> Cell:
        """A finish, or nothing; at midnight it belongs to the day it ends."""
        if moment is None:
            return Cell(None)
        value: date = when(moment) if self.whole else day(moment, finish=True)
        return Cell(value, status=status)

    def sheet(self, name: str, project: Project | None = None) -> str:
        """A name for the sheet of a table; of several projects it begins with the project's key."""
        return f"{project.key.upper()} {name}" if project is not None and self.several else name


def span_column(title: str, plan: Plan) -> Column:
    """A column of working time in the plan's own days."""
    return Column(title, Kind.DURATION, width=9, hours_per_day=hours_per_day(plan))


def hours_per_day(plan: Plan) -> Decimal:
    """The plan's day in hours, never zero."""
    return Decimal(plan.settings.minutes_per_day or 480) / 60


def told(finding: Finding) -> str:
    """A finding as a sentence."""
    return f"{finding.text}."
