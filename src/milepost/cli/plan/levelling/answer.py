"""What levelling came to, worked out once for every output: projects and people before and after, moved tasks, what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.cli.plan.known.levelling import Levelling
from milepost.cli.plan.known.project import Portfolio, Project
from milepost.engine.levelling import Moved
from milepost.engine.load import Histogram, Overload
from milepost.engine.model import Resource, Task


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """One project's finish without people's limits and with them; `later` in working seconds of its calendar."""

    project: Project
    finish_before: int
    finish: int
    later: int
    moved: int


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A moved task; `by` is by how much its start moved in working seconds of its project's calendar, below zero when it is earlier."""

    project: Project
    task: Task
    moved: Moved
    by: int


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person's overload before and after: how many stretches, seconds too much; and per cent of the busiest week's time."""

    name: str
    clashes_before: int
    clashes: int
    excess_before: int
    excess: int
    busiest_before: int | None
    busiest: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A person put in a placeholder's place."""

    project: Project
    task: Task
    role: str
    skills: str
    person: str


def by_number(portfolio: Portfolio, levelling: Levelling) -> dict[int, Project]:
    """The projects by the position of their plan in the result."""
    by_key = {project.key: project for project in portfolio.projects}
    return {number: by_key[key] for number, key in enumerate(levelling.before.keys) if key in by_key}


def project_changes(portfolio: Portfolio, levelling: Levelling) -> tuple[ProjectChange, ...]:
    """One for each project, in their order."""
    found = []
    for number, project in by_number(portfolio, levelling).items():
        before, finish = levelling.before.schedules[number].finish, project.schedule.finish
        later = project.calendars[project.plan.calendar].between(before, finish)
        moved = sum(1 for move in levelling.result.moved if move.plan == number)
        found.append(ProjectChange(project, before, finish, later, moved))
    return tuple(found)


def task_changes(portfolio: Portfolio, levelling: Levelling) -> tuple[TaskChange, ...]:
    """Every moved task that is no summary, by project in the plan's order."""
    projects = by_number(portfolio, levelling)
    found = []
    for move in levelling.result.moved:
        project = projects[move.plan]
        if move.task in project.plan.summaries:
            continue
        by = project.calendars[project.plan.calendar].between(move.start_before, move.start)
        found.append(TaskChange(project, project.plan.task[move.task], move, by))
    return tuple(found)


def person_changes(portfolio: Portfolio, levelling: Levelling) -> tuple[PersonChange, ...]:
    """Everybody who had or has too much to do, the most before first."""
    before, after = levelling.before, portfolio
    names = {h.person: h.name for h in (*before.histograms, *after.histograms)}
    found = []
    for person, name in names.items():
        old, new = _of(person, before.overloads), _of(person, after.overloads)
        if old or new:
            weeks = _busiest(person, before.histograms), _busiest(person, after.histograms)
            excess = sum(o.excess for o in old), sum(o.excess for o in new)
            found.append(PersonChange(name, len(old), len(new), *excess, *weeks))
    return tuple(sorted(found, key=lambda p: (-p.excess_before, -p.clashes_before, p.name)))


def choices_made(portfolio: Portfolio, levelling: Levelling) -> tuple[Choice, ...]:
    """Who was put in which placeholder's place."""
    projects = by_number(portfolio, levelling)
    found = []
    for one in levelling.result.assigned:
        project = projects[one.plan]
        plan = levelling.before.plans[one.plan]
        asked = next(a for a in plan.assignments if a.id == one.assignment)
        role = plan.resource[asked.resource or ""]
        skills = ", ".join(f"{skill.name} {skill.level}" for skill in role.skills)
        person = person_named(levelling.result.plans[one.plan].resource.get(one.person), portfolio, one.person)
        found.append(Choice(project, project.plan.task[one.task], role.name, skills, person))
    return tuple(found)


def person_named(resource: Resource | None, portfolio: Portfolio, key: str) -> str:
    """A person's name by the pool's key."""
    known = resource or portfolio.person.get(key)
    return known.name if known is not None else key


def excess_hours(overloads: Sequence[Overload]) -> float:
    """Hours too much over all people."""
    return sum(overload.excess for overload in overloads) / 3600


def _of(person: str, overloads: Sequence[Overload]) -> list[Overload]:
    return [overload for overload in overloads if overload.person == person]


def _busiest(person: str, histograms: Sequence[Histogram]) -> int | None:
    """Millionths of the fullest week's time; None without a week that has both."""
    own = next((h for h in histograms if h.person == person), None)
    shares = [bar.load * 1_000_000 // bar.capacity for bar in own.bars if bar.capacity > 0 and bar.load] if own else []
    return max(shares, default=None)
