"""The whole answer on the terminal: what was read, each project, the people they share, what was written."""

import sys
from collections.abc import Sequence

from milepost.cli.console.problems import print_problems
from milepost.cli.console.screen import Screen, clean
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.console.explained import print_explanations
from milepost.cli.plan.console.people import print_people
from milepost.cli.plan.console.portfolio import print_portfolio
from milepost.cli.plan.console.project import print_project
from milepost.cli.plan.counts import counts_text, source_text
from milepost.cli.plan.explain import Explanation
from milepost.cli.plan.known.project import Portfolio
from milepost.cli.plan.levelling.console import print_levelling
from milepost.cli.plan.needs.console import print_needs
from milepost.cli.plan.outputs import Written


def print_answer(portfolio: Portfolio, explained: Sequence[Explanation], written: Sequence[Written], request: Request) -> None:
    """Prints to standard output, or to standard error when an output has standard output for itself."""
    screen = Screen(sys.stderr if request.to_stdout else sys.stdout, color=request.color)
    if request.quiet:
        print_explanations(screen, explained)
        return
    _print_read(screen, portfolio)
    if explained:
        print_explanations(screen, explained)
    else:
        if len(portfolio.projects) > 1:
            print_portfolio(screen, portfolio)
        print_levelling(screen, portfolio)
        for project in portfolio.projects:
            print_project(screen, project, portfolio)
        print_people(screen, portfolio)
        print_needs(screen, portfolio)
    _print_written(screen, written)


def _print_read(screen: Screen, portfolio: Portfolio) -> None:
    for project in portfolio.projects:
        name = clean(project.imported.source.name)
        screen.paragraph(f"{name} ({source_text(project)})", indent=0)
        screen.paragraph(f"{counts_text(project.plan)}.", indent=2, kind="quiet")
    notices = [notice for project in portfolio.projects for notice in project.notices] + list(portfolio.notices)
    if notices:
        screen.title(f"To know about the reading ({len(notices)})")
        print_problems(screen, notices)


def _print_written(screen: Screen, written: Sequence[Written]) -> None:
    if written:
        screen.line()
    for one in written:
        size = f" ({_size(one.size)})" if one.size is not None else ""
        name = "standard output" if one.target.standard_output else one.target.name
        screen.line(f"Written: {clean(name)}{size}")
        print_problems(screen, one.lost, indent=2)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
