"""What every task asks of people, as the kernel takes it, and which tasks may move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from milepost.engine.effort import assignment_calendar, assignment_span, drives
from milepost.engine.effort.parts import compiled, with_pauses
from milepost.engine.levelling.intensity import peak_units, stretches
from milepost.engine.levelling.moments.placing import BOOKED, KEEP, MOVE
from milepost.engine.levelling.people import Key, People
from milepost.engine.levelling.world import Built, World
from milepost.engine.load import can_do
from milepost.engine.model import Assignment, Contour, Resource, ResourceKind, Task, TaskType
from milepost.engine.network.check import place
from milepost.engine.network.kernel import FREE, MFO, MSO
from milepost.engine.problem import Problem, Severity
from milepost.values import FULL_SHARE, listed, said, share_text

NEVER_LEVEL = 1000
"""The priority of a task that levelling must leave alone, as in MS Project."""

_WHOLE_PERCENTS = FULL_SHARE // 20
"""Units that no file rounds: multiples of five percent (see `effort.parts`)."""


@dataclass(slots=True)
class Demand:
    """`count` of the people (by number) at `units` each; `span` below zero: for as long as the task. `anybody`: a placeholder's."""

    plan: int
    assignment: Assignment
    units: int
    people: tuple[int, ...]
    count: int = 1
    calendar: int = 0
    span: int = -1
    delay: int = 0
    anybody: bool = False


@dataclass(slots=True)
class Demands:
    """Demands by node, how each node is treated, and the demands nobody can meet: their problems, and plan and assignment of each."""

    of_node: list[list[Demand]]
    how: list[int]
    problems: list[Problem] = field(default_factory=list)
    mixed: bool = False
    """Whether somebody who may be chosen works by another calendar than the placeholder, or shares work that parts unevenly."""
    unmet: set[tuple[int, str]] = field(default_factory=set)

    def choices(self) -> Iterator[tuple[int, slice]]:
        """Nodes that ask for people, each with the places of its choices."""
        at = 0
        for node, row in enumerate(self.of_node):
            if row:
                end = at + sum(demand.count for demand in row)
                yield node, slice(at, end)
                at = end

    def only(self, picked: Mapping[tuple[int, str], Sequence[int]]) -> "Demands":
        """The same, with these people (by plan and assignment) in place of all who may be chosen, where there are enough of them."""
        rows: list[list[Demand]] = []
        for row in self.of_node:
            rows.append([])
            for demand in row:
                chosen = tuple(dict.fromkeys(picked.get((demand.plan, demand.assignment.id), ())))
                fits = demand.anybody and len(chosen) == demand.count and set(chosen) <= set(demand.people)
                rows[-1].append(replace(demand, people=chosen) if fits else demand)
        return replace(self, of_node=rows)

    def standing(self) -> list[int]:
        """The people of work that stands in the places of their choices, else -1."""
        found: list[int] = []
        for node, row in enumerate(self.of_node):
            for demand in row:
                named = self.how[node] == BOOKED and not demand.anybody
                found += demand.people[: demand.count] if named else [-1] * demand.count
        return found or [-1]

    def columns(self) -> tuple[list[int], ...]:
        """The group `asks` of `moments.placing`."""
        flat = [demand for row in self.of_node for demand in row]
        first, from_, choice = [0], [0], [0]
        for row in self.of_node:
            first.append(first[-1] + len(row))
        for demand in flat:
            from_.append(from_[-1] + len(demand.people))
            choice.append(choice[-1] + demand.count)
        columns = [[getattr(d, name) for d in flat] for name in ("units", "count", "calendar", "span", "delay")]
        return first, *columns, from_, choice, [r for d in flat for r in d.people]


def collect(world: World, people: People, key: Key, *, choose_people: bool) -> Demands:
    """Demands of all tasks. With `choose_people`, work of a placeholder with skills may go to anybody who has them."""
    found = Demands([[] for _ in world.plan], [KEEP] * len(world.plan))
    for number, built in enumerate(world.built):
        node_of = built.node_of()
        for assignment in built.plan.assignments:
            resource = built.plan.resource.get(assignment.resource or "")
            node = node_of.get(assignment.task)
            if node is None or resource is None or resource.kind is not ResourceKind.WORK or not resource.can_level:
                continue
            task = built.plan.task[assignment.task]
            if assignment.work <= 0:
                continue
            if task.actual_finish is not None:
                if not resource.generic:
                    _take_done(world, people, people.number[key(resource)], node, task, assignment)
                continue
            demand = _demand(number, world, node, assignment, resource, people, key, choose_people, found.problems)
            if demand is not None:
                found.mixed |= demand.anybody and _is_mixed(built, resource, demand, people)
                if (assignment.delay > 0 and not task.elapsed) or len(_parts_of(built, node)) > 1:
                    _own_window(built, task, assignment, resource, demand)
                found.of_node[node].append(demand)
            else:
                found.unmet.add((number, assignment.id))
        for task_id, node in node_of.items():
            found.how[node] = _how(built, built.plan.task[task_id], node - built.offset)
    for node, row in enumerate(found.of_node):
        _part(world, people, node, row, found)
        # Those with least choice choose first.
        row.sort(key=lambda d: len(d.people))
        if found.how[node] == BOOKED:
            _take(world, people, node, row)
    return found


def _parts_of(built: Built, node: int) -> range:
    j = node - built.offset
    return range(built.network.part_first[j], built.network.part_first[j + 1])


def _how(built: Built, task: Task, j: int) -> int:
    network = built.network
    if network.mode[j] != FREE:
        return BOOKED
    if network.constraint[j] in (MSO, MFO) and built.plan.options.honour_constraints:
        return BOOKED
    return KEEP if task.priority >= NEVER_LEVEL else MOVE


def _take(world: World, people: People, node: int, row: list[Demand]) -> None:
    """Book the people of a task that stands; a placeholder's work that stands is nobody's yet."""
    built = world.built[world.plan[node]]
    task = built.plan.tasks[world.network.task[node]]
    for demand in row:
        if len(demand.people) == 1:
            for start, finish, units in stretches(built, task, demand.assignment, world.start[node], world.finish[node]):
                people.taken[demand.people[0]].append((start, finish, units, task.name))


def _take_done(world: World, people: People, r: int, node: int, task: Task, assignment: Assignment) -> None:
    """Book work that is done: whoever did it had no time for anything else."""
    built = world.built[world.plan[node]]
    for stretch in stretches(built, task, assignment, world.start[node], world.finish[node]):
        people.taken[r].append((*stretch, task.name))
        people.done.add((r, *stretch, task.name))


def _part(world: World, people: People, node: int, row: list[Demand], found: Demands) -> None:
    """Nobody works on a task in two places: who is named for one is not chosen for another, and who is named twice works that much."""
    named: dict[int, Demand] = {}
    for demand in [d for d in row if not d.anybody]:
        known = named.setdefault(demand.people[0], demand)
        if known is not demand:
            room = people.most(demand.people[0])
            known.units = min(known.units + demand.units, room) if known.span == demand.span and known.delay == demand.delay else room
            known.span, known.delay = (known.span, known.delay) if known.span == demand.span else (-1, 0)
            row.remove(demand)
    fixed = set(named)
    for demand in sorted((d for d in row if d.anybody), key=lambda d: len(d.people)):
        demand.people = tuple(r for r in demand.people if r not in fixed)
        if len(demand.people) < demand.count:
            row.remove(demand)
            built = world.built[demand.plan]
            message = said(
                "it needs {count} more who can do it, beside those who work on it already; there are {able}.",
                count=demand.count,
                able=len(demand.people),
            )
            remedy = said("Name somebody for it, train or hire, or ask for a lower level.")
            found.problems.append(_nobody("nobody-can", built.plan.tasks[world.network.task[node]], message, remedy))
            found.unmet.add((demand.plan, demand.assignment.id))
        elif len(demand.people) == demand.count:
            fixed.update(demand.people)


def _demand(
    number: int, world: World, node: int, assignment: Assignment, resource: Resource, people: People, key: Key, choose_people: bool,
    problems: list[Problem],
) -> Demand | None:  # fmt: skip
    built = world.built[number]
    task = built.plan.task[assignment.task]
    units = peak_units(built, task, assignment, world.start[node], world.finish[node])
    if units <= 0:
        return None
    if choose_people and resource.generic and resource.skills:
        return _of_anybody(number, built, task, assignment, resource, units, people, problems)
    r = people.number[key(resource)]
    most = people.most(r)
    if most <= 0:
        message = said("'{name}' is to work on it and has no units at any time; the task is levelled without.", name=resource.name)
        problems.append(_nobody("nobody-free", task, message, said("Give the resource units, or the work to somebody else.")))
        return None
    if units > most:
        message = said(
            "it asks for {units} of '{name}', who never has more than {most}.",
            units=share_text(units),
            name=resource.name,
            most=share_text(most),
        )
        if units > most + FULL_SHARE // 200:
            remedy = said("Give the work more time or more people. It is levelled as if it asked for all there is.")
            problems.append(_nobody("demand-above-capacity", task, message, remedy))
        units = most
    return Demand(number, assignment, units, (r,))


def _of_anybody(
    number: int, built: Built, task: Task, assignment: Assignment, resource: Resource, units: int, people: People, problems: list[Problem]
) -> Demand | None:
    count = max(1, -(-units // FULL_SHARE))
    asked = (resource.skills, units // count)
    if asked not in people.able:
        able = [r for r, person in enumerate(people.resources) if can_do(person, resource) and people.most(r) >= units // count]
        # The least versatile first, so that those who can do everything stay free for what only they can do.
        able.sort(key=lambda r: (len(people.resources[r].skills), r))
        people.able[asked] = tuple(able)
    able_ones = people.able[asked]
    if len(able_ones) < count:
        wanted = listed(said("{skill} at level {level}", skill=s.name, level=s.level) for s in resource.skills)
        message = said("it needs {count} of those who have {wanted}; there are {able}.", count=count, wanted=wanted, able=len(able_ones))
        problems.append(_nobody("nobody-can", task, message, said("Name somebody for it, train or hire, or ask for a lower level.")))
        return None
    return Demand(number, assignment, units // count, able_ones, count, anybody=True)


def _is_mixed(built: Built, resource: Resource, demand: Demand, people: People) -> bool:
    """Whether the task might last otherwise with some of those who may be chosen: see `Demands.mixed`."""
    whole, count = demand.assignment, demand.count
    even = whole.contour is not Contour.EDITED and not (
        whole.work % count or whole.units % (count * _WHOLE_PERCENTS) or whole.overtime_work
    )
    plan = built.plan
    if (count > 1 and not even) or any(
        people.origin[r] is not plan and people.origin[r].calendars != plan.calendars for r in demand.people
    ):
        return True
    time = built.calendars[resource.calendar if resource.calendar in plan.calendar_ids and resource.calendar else plan.calendar]
    asked = (id(time), demand.people)
    if asked not in people.alike:
        theirs = {id(other): other for other in (people.capacities[r].time for r in demand.people)}
        people.alike[asked] = all(other is time or (other.starts, other.ends) == (time.starts, time.ends) for other in theirs.values())
    return not people.alike[asked]


def _nobody(code: str, task: Task, message: str, remedy: str) -> Problem:
    return Problem(code, place(task), message, remedy, Severity.WARNING, (task.id,))


def _own_window(built: Built, task: Task, assignment: Assignment, resource: Resource, demand: Demand) -> None:
    """Somebody who works on a part of the task only is asked for no longer than that."""
    if task.type is TaskType.FIXED_DURATION or not drives(resource, assignment) or task.remaining_since is not None:
        return  # it is spread over the whole task, or somebody said that this takes another time
    time = compiled(built.calendars, assignment_calendar(built.plan, task, resource))
    calendar = built.network.calendar_index.get(id(time))
    if calendar is not None:
        demand.calendar = built.calendar_of[calendar]
        demand.delay = max(assignment.delay, 0)
        # Pauses of a split task move along with it and keep their working time.
        span = assignment_span(built.plan, task, assignment, calendars=built.calendars)
        demand.span = with_pauses(task, span, time, delay=demand.delay)


def rooms(found: Demands, people: People) -> Sequence[int]:
    """Steps of each profile that bookings may add."""
    room = [4] * len(people.keys)
    for row in found.of_node:
        for demand in row:
            for r in demand.people:
                room[r] += 2
    return room
