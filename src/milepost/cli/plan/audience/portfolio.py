"""A portfolio with everything taken away that a client may not know: money, float, notes, addresses, and whose other work it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from milepost.cli.plan.audience.plan import client_plan, kept_links
from milepost.cli.plan.known.project import OtherWork, Portfolio, Project
from milepost.engine.load import Overload
from milepost.engine.schedule import Schedule, TaskDates
from milepost.exchange.imported import Imported, Source

OTHER_WORK = "other work"
TOLD = frozenset({"deadline-missed", "constraint-broken", "constraint-conflict"})
"""Codes of the planning problems a client is told: they are about dates that were promised."""


def client_portfolio(portfolio: Portfolio, chosen: Sequence[Project]) -> Portfolio:
    """The chosen projects for their client; what people do elsewhere counts as other work."""
    projects = tuple(client_project(project) for project in chosen)
    keys = {project.key for project in chosen}
    involved = {row.resource for project in chosen for row in project.loads}
    other: OtherWork = {}
    for project in portfolio.projects:
        if project.key not in keys:
            for row in project.loads:
                if row.resource in involved:
                    days = other.setdefault(row.resource, {})
                    for day, seconds in row.days:
                        days[day] = days.get(day, 0) + seconds
    known = {resource.id: resource for project in projects for resource in project.plan.resources}
    return Portfolio(
        projects,
        tuple(known[person.id] for person in portfolio.people if person.id in known and person.id in involved),
        tuple(o for overload in portfolio.overloads if (o := _overload(overload, involved, keys)) is not None),
        tuple(histogram for histogram in portfolio.histograms if histogram.person in involved),
        audience="client",
        other_work=other,
    )


def client_project(project: Project) -> Project:
    """One project without money, float and whatever its file said that has no place in the client's version."""
    source = project.imported.source
    plan = client_plan(project.plan)
    return replace(
        project,
        imported=Imported(plan, (), Source(source.name, source.format, source.producer)),
        plan=plan,
        schedule=_schedule(project.schedule, kept_links(project.plan)),
        cost=None,
        baseline=None,
        comparison=None,
        chances=None,
        value=None,
        calibrated=None,
        notices=(),
        checks=(),
    )


def _schedule(schedule: Schedule, places: Mapping[int, int]) -> Schedule:
    """Dates without float. `places` tells where each link that is left stands now; a link tells only whether it drives."""
    return replace(
        schedule,
        dates=tuple(_dates(row, places) for row in schedule),
        problems=tuple(p for p in schedule.problems if p.code in TOLD),
        gaps={places[link]: 0 for link in schedule.gaps if link in places and schedule.is_driving(link)},
    )


def _dates(row: TaskDates, places: Mapping[int, int]) -> TaskDates:
    """Late dates and float become what they are for a task without float: they tell nothing, and no format need know."""
    link = places.get(row.driving_link) if row.driving_link is not None else None
    return replace(
        row, late_start=row.early_start, late_finish=row.early_finish, total_float=0, free_float=0, near_critical=False, driving_link=link
    )


def _overload(overload: Overload, involved: set[str], keys: set[str]) -> Overload | None:
    """An overload this client's work has a part in, with other work unnamed; None for one that is none of their business."""
    own = tuple(task for task in overload.tasks if task[0] in keys)
    if overload.person not in involved or not own:
        return None
    others = (("", "", OTHER_WORK),) if len(own) < len(overload.tasks) else ()
    return replace(overload, tasks=(*own, *others))
