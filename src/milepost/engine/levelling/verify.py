"""An independent check of levelled plans, from their schedules and loads alone: nothing of the search is believed."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from milepost.engine.effort import assignment_pieces, assignment_time
from milepost.engine.levelling.demand import NEVER_LEVEL
from milepost.engine.levelling.moments.run import Placed
from milepost.engine.levelling.people import Key, People
from milepost.engine.levelling.request import Booking
from milepost.engine.levelling.world import Built, World
from milepost.engine.load.overload import UNITS_ROUNDING
from milepost.engine.model import Constraint, LinkKind, Plan, ResourceKind, Task
from milepost.engine.network.build import lag_of
from milepost.engine.network.check import place
from milepost.engine.network.words import when
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Schedule
from milepost.engine.words import quoted
from milepost.values import FULL_SHARE, listed, said, share_text

OURS = said("Report this plan as a fault of Milepost.")
BINDING = (Constraint.ASAP, Constraint.ALAP, Constraint.SNET, Constraint.FNET)
"""Constraints that never win over a link."""

Use = tuple[int, int, int, str, bool, bool]
"""start, finish, units, what, whether levelling was free to place it, and whether it is a booking"""


def verify(
    plans: Sequence[Plan],
    schedules: Sequence[Schedule],
    world: World,
    people: People,
    placed: Placed,
    bookings: Sequence[Booking],
    key: Key,
    missing: Collection[int] = (),
    unmet: Collection[tuple[int, str]] = (),
) -> list[Problem]:
    """Faults as problems: dates that the scheduler does not confirm, links not kept, people with too much to do.

    A fault of levelling is an error. Too much to do that levelling was not allowed to change, or could not, is a warning; so is what
    nobody can do: the nodes `missing`, and the assignments `unmet` (number of the plan, id).
    """
    faults: list[Problem] = []
    uses: list[list[Use]] = [[] for _ in people.keys]
    unplaced = frozenset(missing)
    for number, (built, plan, schedule) in enumerate(zip(world.built, plans, schedules, strict=True)):
        node_of = built.node_of()
        faults += _dates(plan, schedule, {task: (placed.start[j], placed.finish[j]) for task, j in node_of.items()})
        faults += _links(plan, schedule, built)
        free = {task: _free(plan, plan.task[task]) and j not in unplaced for task, j in node_of.items()}
        for assignment in plan.assignments:
            resource = plan.resource.get(assignment.resource or "")
            if resource is None or resource.kind is not ResourceKind.WORK or assignment.work <= 0 or assignment.task not in schedule:
                continue
            task = plan.task[assignment.task]
            time = assignment_time(plan, task, assignment, built.calendars)
            ours = free.get(task.id, False) and (number, assignment.id) not in unmet
            use = uses[people.number[key(resource)]]
            for piece in assignment_pieces(plan, task, assignment, schedule[task.id], built.calendars):
                span = time.between(piece.start, piece.finish)
                if span > 0:
                    use.append((piece.start, piece.finish, piece.work * FULL_SHARE // span, task.name, ours, False))
    for booking in bookings:
        if booking.person in people.number:
            uses[people.number[booking.person]].append((booking.start, booking.finish, booking.units, booking.label, False, True))
    for r, rows in enumerate(uses):
        if people.resources[r].can_level:
            faults += _capacity(people, r, rows)
    return faults


def _free(plan: Plan, task: Task) -> bool:
    return task.priority < NEVER_LEVEL and _follows_links(plan, task)


def _follows_links(plan: Plan, task: Task) -> bool:
    begun = task.actual_start is not None or task.actual_finish is not None
    bound = task.constraint in (Constraint.MSO, Constraint.MFO) and plan.options.honour_constraints
    return not (begun or task.manual or task.external or bound)


def _dates(plan: Plan, schedule: Schedule, wanted: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    for task, (start, finish) in wanted.items():
        if task not in schedule or (schedule[task].start, schedule[task].finish) != (start, finish):
            message = said("levelled to {start}, but the scheduler does not put it there.", start=when(start))
            yield Problem("levelling-not-confirmed", place(plan.task[task]), message, OURS, tasks=(task,))


def _links(plan: Plan, schedule: Schedule, built: Built) -> Iterator[Problem]:
    calendars, node_of = built.calendars, built.node_of()
    for link in plan.links:
        if link.external or not (link.predecessor in schedule and link.successor in schedule):
            continue
        one, other = schedule[link.predecessor], schedule[link.successor]
        task = plan.task[link.successor]
        if not _follows_links(plan, task) or task.constraint not in BINDING or task.id in plan.summaries:
            continue
        if link.kind in (LinkKind.FF, LinkKind.SF) and not _on_own_calendar(built, task, node_of[task.id] - built.offset):
            # Its people's time may leave no moment to finish that its own calendar, in which lags count, would have.
            continue
        lag, elapsed = lag_of(link, plan.task[link.predecessor])
        moment = one.finish if link.kind in (LinkKind.FS, LinkKind.FF) else one.start
        own = calendars[task.calendar or plan.calendar]
        there = other.start if link.kind in (LinkKind.FS, LinkKind.SS) else other.finish
        if elapsed:
            moment, lag = moment + lag, 0
        # Work that ends with a shift has ended by the beginning of the next one: finishes are compared in working time only.
        if own.between(moment, there) < lag or (lag == 0 and there < moment and link.kind in (LinkKind.FS, LinkKind.SS)):
            message = said("its {kind} link from {task} is not kept.", kind=link.kind.value, task=place(plan.task[link.predecessor]))
            yield Problem("link-broken", place(task), message, OURS, tasks=(link.predecessor, task.id))


def _on_own_calendar(built: Built, task: Task, j: int) -> bool:
    network = built.network
    first, end = network.part_first[j], network.part_first[j + 1]
    return end - first == 1 and network.part_cal[first] == network.float_cal[j] and not task.elapsed


def _capacity(people: People, r: int, rows: Sequence[Use]) -> Iterator[Problem]:
    """Stretches of the clock on which more is asked than there is, one problem for each run of them."""
    bounds = sorted({m for use in rows for m in use[:2]} | {since for since, _ in people.capacities[r].steps})
    told = False
    waiting = sorted(rows, reverse=True)
    active: list[Use] = []
    for start, finish in pairwise(bounds):
        active = [use for use in active if use[1] > start]
        while waiting and waiting[-1][0] <= start:
            active.append(waiting.pop())
        asked, available = sum(use[2] for use in active), people.capacities[r].units_at(start)
        short = asked > available + UNITS_ROUNDING
        if short and all(use[5] for use in active) and not people.works(r, start, finish, at_all=True):
            continue  # bookings that meet while nobody works
        if short and not told:
            # One task alone that asks too much is told by its demand; what may not move is nobody's fault here.
            ours = len(active) > 1 and all(use[4] for use in active)
            names = listed(quoted(use[3]) for use in active[:5])
            message = said(
                "from {start} on, {asked} asked, {available} available ({names}).",
                start=when(start),
                asked=share_text(asked),
                available=share_text(available),
                names=names,
            )
            severity = Severity.ERROR if ours else Severity.WARNING
            remedy = OURS if ours else said("Levelling may not move some of these: change one by hand.")
            yield Problem("overload-left", said("resource '{name}'", name=people.resources[r].name), message, remedy, severity)
        told = short
