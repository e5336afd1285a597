"""Who is asked for by which task, and the order in which a simulation with people places the tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from milepost.engine.levelling.demand import collect, rooms
from milepost.engine.levelling.moments.ordering import push, sorted_by, stand_first
from milepost.engine.levelling.moments.placing import BOOKED, KEEP, MOVE, choose, put
from milepost.engine.levelling.people import base_profile, gather
from milepost.engine.levelling.world import World, build_world
from milepost.engine.model import Constraint, Plan, Resource
from milepost.engine.network.kernel import forward_node, place
from milepost.engine.network.passes import Runner
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Schedule
from milepost.engine.words import moment_words
from milepost.engine.working_time.arithmetic import AFTER, BEFORE
from milepost.values import said


@dataclass(slots=True)
class Staffing:
    """Rows of the group `staff` of `staffed`, as lists. `finish` is that of the plan placed in this order without uncertainty."""

    world: World
    given: tuple[list[int], ...]
    asks: tuple[list[int], ...]
    how: list[int]
    base: tuple[list[int], ...]
    order: list[int]
    person_first: list[int]
    person_node: list[int]
    finish: int
    problems: list[Problem] = field(default_factory=list)


def staff(plan: Plan, schedule: Schedule, *, first: int, last: int) -> Staffing:
    """The plan's people over a range of days: tasks in the order of their scheduled starts.

    A delay of levelling that people explain is left to them; what is longer stays as a delay after the links. Tasks as late as possible
    keep their scheduled start as the earliest. Work begun, typed by hand or of priority 1000 takes its people whoever is free.
    """
    problems: list[Problem] = []
    world = build_world((plan,), first=first, last=last)
    people = gather((plan,), [world.built[0].calendars], _by_id, problems)
    demands = collect(world, people, _by_id, choose_people=False)
    how = [KEEP if mode == BOOKED else mode for mode in demands.how]
    # Work that stands is booked sample by sample, for as long as it takes there.
    people.taken = [[] for _ in people.taken]
    base: Any = base_profile(people, rooms(demands, people), problems)
    asks: Any = demands.columns()
    planned = [schedule[plan.tasks[at].id].start if at >= 0 else BEFORE for at in world.network.task]
    waits = [at >= 0 and plan.tasks[at].constraint is Constraint.ALAP for at in world.network.task]
    delayed = [at >= 0 and plan.tasks[at].leveling_delay > 0 for at in world.network.task]
    n, stays = world.network.size, [at >= 0 and mode == KEEP for at, mode in zip(world.network.task, how, strict=True)]
    delay = [plan.tasks[at].leveling_delay if kept else 0 for at, kept in zip(world.network.task, stays, strict=True)]
    not_before = [start if late else BEFORE for start, late in zip(planned, waits, strict=True)]
    rules = (int(plan.options.honour_constraints), int(plan.options.move_unfinished), int(plan.options.multiple_critical_paths), 0)
    given = (world.release, delay, not_before, [0] * n, [rules[0]], [rules[1]], [rules[2]], [0])
    runner = Runner(world.network, honour=True, retained=False)
    kernel = (runner.calendars, runner.parts, runner.nodes, runner.links, runner.followers)
    key, order = list(planned), [0] * n
    push(kernel, key)
    stand_first(kernel, asks, how, key)
    sorted_by(key, order, [0] * n)
    finish = _place_all(kernel, given, asks, how, base, order, planned, delayed)
    asked: list[list[int]] = [[] for _ in people.keys]
    for j, row in enumerate(demands.of_node):
        for demand in row:
            asked[demand.people[0]].append(j)
    person_first = [0]
    for nodes in asked:
        person_first.append(person_first[-1] + len(nodes))
    if finish != schedule.finish:
        problems.append(_shared_out(plan, schedule, finish))
    problems += demands.problems
    return Staffing(world, given, asks, how, base, order, person_first, [j for nodes in asked for j in nodes], finish, problems)


def _by_id(resource: Resource) -> str:
    return resource.id


def _place_all(
    kernel: Any, given: Any, asks: Any, how: list[int], base: Any, order: Sequence[int], planned: list[int], delayed: list[bool]
) -> int:
    """Place the nodes without uncertainty; where people alone would let a delayed task begin before its date, its delay is filled in."""
    cal, parts, nodes, links, _ = kernel
    profile: Any = tuple(list(row) for row in base)
    n = len(order)
    early = ([0] * n, [0] * n, [0] * n)
    chosen = [-1] * max(asks[7][-1], 1)
    rules = (given[4][0], given[5][0], given[6][0], 0)
    last = BEFORE
    for j in order:
        if delayed[j] and how[j] == MOVE:
            s, f, _ = forward_node(cal, parts, nodes, links, rules, given[0], given[1], given[2], early, j)
            by_links = s
            again = 1
            while 0 < again < AFTER:
                again = choose(cal, asks, profile, chosen, j, s, f)
                if 0 < again < AFTER:
                    s, f = place(cal, parts, j, again)
            if s < planned[j]:
                given[1][j] = planned[j] - by_links
        early[0][j], early[1][j] = put(kernel, given, asks, how, profile, early, chosen, j)
        last = max(last, early[1][j])
    return last


def _shared_out(plan: Plan, schedule: Schedule, finish: int) -> Problem:
    when = said("on {finish}", finish=moment_words(finish)) if finish < AFTER else said("never")
    message = said(
        "its dates ask people for more than they have. Each sample shares people out in the order of the planned starts; "
        "without any uncertainty the plan ends {when} in place of {finish}.",
        when=when,
        finish=moment_words(schedule.finish),
    )
    return Problem(
        "people-shared-out",
        said("plan '{name}'", name=plan.name),
        message,
        said("Level the plan first: its dates are then possible."),
        Severity.WARNING,
    )
