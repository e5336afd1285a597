"""Which projects an audience sees: everything for internal readers, one client's projects for a client."""

from collections.abc import Sequence
from pathlib import PurePath

from milepost.cli.failure import usage
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.audience.portfolio import client_portfolio
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.engine.model import Plan


def for_audience(portfolio: Portfolio, request: Request) -> Portfolio:
    """The portfolio as this audience may see it. Raises Failure (2) when it is not clear which client is meant."""
    if request.audience == "internal":
        if request.client is not None:
            raise usage(f"--for '{request.client}'", "this chooses what a client sees.", "Add --audience client.")
        return portfolio
    return client_portfolio(portfolio, _chosen(portfolio.projects, request.client))


def _chosen(projects: Sequence[Project], wanted: str | None) -> tuple[Project, ...]:
    if wanted is not None:
        found = tuple(project for project in projects if wanted.strip().casefold() in called(project.plan, project.imported.source.name))
        if not found:
            raise usage(f"--for '{wanted}'", "no project has this client, name or file.", f"There are: {_listed(projects)}.")
        clients = {_client(project) for project in found}
        if len(clients) > 1 and len(found) > 1:
            raise usage(f"--for '{wanted}'", "projects of several clients are called so.", f"Name one of: {_listed(projects)}.")
        return found
    if len(projects) == 1 or (len({_client(project) for project in projects}) == 1 and _client(projects[0])):
        return tuple(projects)
    raise usage("--audience client", "the projects are not known to be one client's.", f"Choose with --for: {_listed(projects)}.")


def _client(project: Project) -> str:
    return project.plan.client.strip().casefold()


def called(plan: Plan, file: str) -> set[str]:
    """What a project may be called on the command line, folded: its client, name, title, file, and the file without its ending."""
    names = (plan.client, plan.name, plan.title, file, PurePath(file).stem)
    return {name.strip().casefold() for name in names if name.strip()}


def _listed(projects: Sequence[Project]) -> str:
    names = dict.fromkeys(project.plan.client.strip() or project.name for project in projects)
    return ", ".join(f"'{name}'" for name in list(names)[:20])
