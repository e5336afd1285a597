"""Puts the report together: cover, then what matters first, and last how the figures were computed."""

from collections.abc import Sequence

from milepost.cli.plan.explain import Explanation
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.layout.context import Context
from milepost.cli.plan.levelling.report import levelling_section
from milepost.cli.plan.needs.report import needs_section
from milepost.cli.plan.report.cover import facts, opening
from milepost.cli.plan.report.explained import explained_section
from milepost.cli.plan.report.method import method_section
from milepost.cli.plan.report.people import people_section
from milepost.cli.plan.report.portfolio import portfolio_section
from milepost.cli.plan.report.project import project_sections
from milepost.cli.plan.report.reading import reading_section
from milepost.cli.plan.risk.portfolio import chances_section
from milepost.documents.tree import Document, Section


def build_report(portfolio: Portfolio, explained: Sequence[Explanation] = (), *, whole: bool = False) -> Document:
    """The document tree of a portfolio. `whole` lists every row and moment, for a workbook. The same input gives the same tree."""
    context = Context(portfolio, whole)
    projects = portfolio.projects
    people = people_section(context)
    needed = needs_section(context)
    asked = explained_section(explained)
    moved = levelling_section(context)
    sections: list[Section] = []
    if context.several:
        sections.append(portfolio_section(context))
        sections += [section for section in (chances_section(context), moved, people, needed, asked) if section]
        sections += [Section(project.name, project_sections(project, context), anchor=f"project-{project.key}") for project in projects]
    else:
        sections += [asked] if asked else []
        sections += project_sections(
            projects[0], context, levelling=moved, people=tuple(section for section in (people, needed) if section)
        )
    reading = reading_section(context)
    sections += [reading] if reading else []
    sections.append(method_section(context))
    return Document(
        title=_title(portfolio),
        subtitle=_subtitle(portfolio),
        author=projects[0].plan.manager if len({project.plan.manager for project in projects}) == 1 else "",
        facts=facts(context),
        opening=opening(context),
        sections=tuple(sections),
    )


def _title(portfolio: Portfolio) -> str:
    if len(portfolio.projects) == 1:
        return portfolio.projects[0].name
    return f"{len(portfolio.projects)} projects"


def _subtitle(portfolio: Portfolio) -> str:
    clients = {project.plan.client.strip() for project in portfolio.projects}
    client = clients.pop() if len(clients) == 1 else ""
    return f"Project plan for {client}" if client else "Portfolio plan" if len(portfolio.projects) > 1 else "Project plan"
