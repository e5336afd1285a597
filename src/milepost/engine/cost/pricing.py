"""The price of one assignment or one fixed cost: exact until it is rounded, once, to the currency's smallest unit.

Rules and source (Microsoft's descriptions of the Standard Rate, Overtime Cost, Cost Per Use, Accrue At and Fixed Cost fields):
ordinary work x standard rate + overtime x overtime rate + cost per use; a cost per use is charged once an assignment, for every unit
of a person and once for a material, at the assignment's start unless the resource accrues at the end. A work rate is the one in force
when the work is done, a cost per use that of the assignment's start.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm

from milepost.engine.cost.phasing import Due, Phased, dues_of, phased
from milepost.engine.cost.rates import Period, RateTable
from milepost.engine.effort.pieces import Piece
from milepost.engine.effort.spread import DayTable
from milepost.engine.model import Accrual, Assignment, Resource, Settings, Task
from milepost.engine.schedule import TaskDates
from milepost.engine.working_time import WorkingTime
from milepost.values import DAY, FULL_SHARE


def price_work(
    assignment: Assignment, resource: Resource, pieces: tuple[Piece, ...], rates: RateTable, table: DayTable, *, start: int
) -> Phased:
    """The cost of a person's assignment. `pieces` sum to its work; an assignment without work is charged at `start`."""
    work, done = sum(p.work for p in pieces), sum(p.work for p in pieces if p.actual)
    begun = done > 0 or assignment.actual_start is not None
    at_end = resource.accrue_at is Accrual.END
    first = pieces[0].start if pieces else start
    last = max(pieces[-1].finish - 1, first) if pieces else start
    day, ahead = (last // DAY, not begun or done < work) if at_end else (first // DAY, not begun)
    blend = _blend(assignment, work, done)
    factor = lcm(blend[False][1], blend[True][1])
    dues = []
    for piece in _cut(pieces, rates, table.time):
        value = _value(rates.at(piece.start), blend[piece.actual], factor) * FULL_SHARE
        pending = not piece.actual
        dues += [Due(pending, when, value * seconds) for when, seconds in table.split(piece)]
    if resource.accrue_at is not Accrual.PRORATED:
        dues = [Due(ahead, day, sum(due.value for due in dues))]
    dues.append(Due(ahead, day, rates.at(first).per_use * max(assignment.units, 0) * factor))
    return phased(dues, rates.scale * factor * FULL_SHARE)


def price_material(task: Task, assignment: Assignment, resource: Resource, dates: TaskDates, rates: RateTable, table: DayTable) -> Phased:
    """The cost of a material: quantity x rate, spread over the task. The quantity is the units, or units x the task's working time."""
    quantity = Fraction(max(assignment.units, 0), FULL_SHARE)
    if not assignment.fixed_material and assignment.material_per > 0:
        quantity *= Fraction(max(table.time.between(dates.start, dates.finish), 0), assignment.material_per)
    done = progress(task, assignment)
    whole = Piece(dates.start, dates.finish, max(table.time.between(dates.start, dates.finish), 1))
    value: Fraction = sum((quantity * rates.at(p.start).standard * p.work for p in _cut((whole,), rates, table.time)), Fraction(0))
    value /= whole.work
    dues, factor = dues_of(value.numerator, dates.start, dates.finish, table, accrual=resource.accrue_at, done=done)
    begun, ended = done[0] > 0, done[0] >= done[1]
    at_end = resource.accrue_at is Accrual.END
    day = max(dates.finish - 1, dates.start) // DAY if at_end else dates.start // DAY
    use = rates.at(dates.start).per_use if assignment.units > 0 else 0
    dues.append(Due(not (ended if at_end else begun), day, use * value.denominator * factor))
    return phased(dues, rates.scale * value.denominator * factor)


def price_expense(task: Task, assignment: Assignment, resource: Resource, dates: TaskDates, settings: Settings, table: DayTable) -> Phased:
    """The cost of a cost resource: the amount on the assignment; what has been incurred is told, or follows progress."""
    cost = Fraction(assignment.cost or 0)
    done = progress(task, assignment)
    if assignment.actual_cost is not None and assignment.actual_cost > 0 and cost > 0:
        share = Fraction(assignment.actual_cost) / cost
        done = (min(share.numerator, share.denominator), share.denominator)
    return price_amount(cost, dates, settings, table, accrual=resource.accrue_at, done=done)


def price_amount(
    amount: Fraction, dates: TaskDates, settings: Settings, table: DayTable, *, accrual: Accrual, done: tuple[int, int]
) -> Phased:
    """A plain amount of money over a task's dates: a fixed cost, an expense, a baseline."""
    value = amount * 10**settings.currency.digits
    dues, factor = dues_of(value.numerator, dates.start, dates.finish, table, accrual=accrual, done=done)
    return phased(dues, value.denominator * factor)


def progress(task: Task, assignment: Assignment | None = None) -> tuple[int, int]:
    """How far something without work of its own is, as a fraction: by its own percentage, else the task's."""
    percent = (assignment.percent_work_complete if assignment is not None else 0) or task.percent_complete
    return min(max(percent, 0), 100), 100


def consumption_problem(assignment: Assignment) -> bool:
    """Whether a material is said to be used by time without saying which time; its units are then taken as the quantity."""
    return not assignment.fixed_material and assignment.material_per <= 0


def _blend(assignment: Assignment, work: int, done: int) -> dict[bool, tuple[int, int]]:
    """(overtime, work) of what has been done (True) and what is to come (False): overtime is spread evenly over each."""
    over = min(max(assignment.overtime_work, 0), work)
    if not over:
        return {True: (0, 1), False: (0, 1)}
    over_done = min(max(assignment.actual_overtime_work, 0), over, done)
    over_left = min(over - over_done, work - done)
    return {True: (over_done, max(done, 1)), False: (over_left, max(work - done, 1))}


def _value(period: Period, blend: tuple[int, int], factor: int) -> int:
    """What a second of work costs, over the table's scale x factor, when `blend` = (overtime, work) of it is overtime."""
    over, work = blend
    return (period.standard * (work - over) + period.overtime * over) * (factor // work)


def _cut(pieces: Iterable[Piece], rates: RateTable, time: WorkingTime) -> Iterator[Piece]:
    """The pieces cut where a rate changes, by working time; the parts of a piece sum to it."""
    for piece in pieces:
        inside = [moment for moment in rates.changes if piece.start < moment < piece.finish]
        if not inside:
            yield piece
            continue
        span = time.between(piece.start, piece.finish)
        clock = span <= 0
        done, begin = 0, piece.start
        for moment in (*inside, piece.finish):
            passed = moment - piece.start if clock else time.between(piece.start, moment)
            reached = piece.work * passed // (piece.finish - piece.start if clock else span)
            if reached > done:
                yield Piece(begin, moment, reached - done, piece.actual)
            done, begin = reached, moment
