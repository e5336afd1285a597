"""The report's section on who is needed: an estimate of the people a plan takes, role by role and person by person."""

from decimal import Decimal

from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.layout.context import Context, span_column
from milepost.cli.plan.needs.findings import asks, needs_finding, skills_text
from milepost.documents.tree import Cell, Column, Kind, Row, Section, Status, Table
from milepost.engine.load import Need
from milepost.values import DAY


def needs_section(context: Context) -> Section | None:
    """None where nobody has work; a client is not told who else there is."""
    finding = needs_finding(context.portfolio)
    if finding is None or not context.internal:
        return None
    return Section(finding.text, (_table(context),), anchor="needs", label="Who is needed")


def _table(context: Context) -> Table:
    portfolio = context.portfolio
    plan = portfolio.projects[0].plan
    roles = any(need.role for need in portfolio.needs)
    skills = any(portfolio.person[need.resource].skills for need in portfolio.needs)
    columns = [Column("Who", width=26)]
    columns += [Column("Skills", width=30)] if skills else []
    columns += [span_column("Work", plan), context.date_column("From"), context.date_column("To")]
    columns.append(Column("People at once", Kind.NUMBER, width=9, digits=1))
    able = any(need.able for need in portfolio.needs)
    columns += [Column("Who could", width=30)] if roles else []
    columns += [span_column("Their time", plan), span_column("Too little", plan)] if able else []
    rows = tuple(_row(need, context, roles=roles, skills=skills, able=able) for need in portfolio.needs)
    return Table("Work by role and person", tuple(columns), rows, name=context.sheet("Who is needed"))


def _row(need: Need, context: Context, *, roles: bool, skills: bool, able: bool) -> Row:
    portfolio = context.portfolio
    cells = [Cell(f"{need.name} (role)" if need.role else need.name)]
    cells += [Cell(skills_text(portfolio, need))] if skills else []
    cells += [Cell(need.work), context.start_cell(need.first_day * DAY), context.start_cell(need.last_day * DAY)]
    cells.append(Cell(Decimal(need.at_once) / 1_000_000))
    if roles:
        cells.append(_able(portfolio, need))
    if able:
        known = bool(need.able)
        cells.append(Cell(need.free if known else None))
        cells.append(Cell(need.short if known and need.short else None, status=Status.NOTICE if need.short else Status.NONE))
    return Row(tuple(cells))


def _able(portfolio: Portfolio, need: Need) -> Cell:
    if not need.role:
        return Cell(None)
    if not asks(portfolio, need):
        return Cell(None, text="names no skill")
    names = [portfolio.person[person].name for person in need.able]
    if not names:
        return Cell(None, text="nobody", status=Status.BAD)
    return Cell(", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else ""))
