"""Where people have more to do than they can: too many hours in a day, or too many tasks at the same hour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from milepost.engine.effort.pieces import Piece
from milepost.engine.load.capacity import Capacity
from milepost.engine.load.contribution import Contribution
from milepost.engine.problem import Problem, Severity
from milepost.engine.words import day_words
from milepost.engine.working_time import WorkingTime
from milepost.values import DAY, FULL_SHARE, listed, said, share_text, span_text

ROUNDING = 60
"""Seconds by which a day may exceed its capacity before it counts: the rounding of files."""

UNITS_ROUNDING = FULL_SHARE // 200
"""Half a percent of units, the rounding of printed units."""


@dataclass(frozen=True, slots=True)
class Overload:
    """A person has too much to do from `first_day` to `last_day` inclusive (days since 1970-01-01).

    `load` and `capacity` are seconds over the overloaded days, `excess` the sum of what is too much on each of them (0 when only
    hours clash). `peak` is the highest share asked at one hour and `available` the share available then, in millionths.
    `tasks` are (plan, task id, task name) of everything that asks for time on those days.
    """

    person: str
    name: str
    first_day: int
    last_day: int
    load: int
    capacity: int
    excess: int
    peak: int
    available: int
    tasks: tuple[tuple[str, str, str], ...]


def overloads(loads: Mapping[str, Iterable[Contribution]], capacities: Mapping[str, Capacity]) -> tuple[Overload, ...]:
    """All overloads, by person in the order of `capacities`, then by day. Neighbouring overloaded days (days off between them do
    not count) are one overload."""
    found: list[Overload] = []
    for person, capacity in capacities.items():
        rows = tuple(loads.get(person, ()))
        if rows:
            found += _of_person(capacity, rows)
    return tuple(found)


def overload_problems(found: Iterable[Overload]) -> list[Problem]:
    """Overloads as warnings for people to read."""
    problems = []
    for o in found:
        first, last = (day_words(day) for day in (o.first_day, o.last_day))
        when = first if first == last else said("{first} to {last}", first=first, last=last)
        if o.excess:
            what = said("{load} of work in {capacity} of working time", load=span_text(o.load), capacity=span_text(o.capacity))
        else:
            what = said("{peak} asked at one time, {available} available", peak=share_text(o.peak), available=share_text(o.available))
        tasks = listed(f"'{name}'" for _, _, name in o.tasks[:5])
        if len(o.tasks) > 5:
            tasks += said(" and {count} more", count=len(o.tasks) - 5)
        remedy = said("Move one of the tasks, share the work out, or give it more time.")
        ids = tuple(task for _, task, _ in o.tasks)
        problems.append(
            Problem(
                "overload",
                said("resource '{name}'", name=o.name),
                said("{when}: {what} ({tasks}).", when=when, what=what, tasks=tasks),
                remedy,
                Severity.WARNING,
                ids,
            )
        )
    return problems


@dataclass(slots=True)
class _Day:
    load: int = 0
    capacity: int = 0
    excess: int = 0
    peak: int = 0
    available: int = 0


def _of_person(capacity: Capacity, rows: tuple[Contribution, ...]) -> list[Overload]:
    loads: dict[int, int] = {}
    for row in rows:
        for day, seconds in row.days:
            loads[day] = loads.get(day, 0) + seconds
    days: dict[int, _Day] = {}
    for day, load in loads.items():
        able = capacity.of_day(day)
        if load > able + ROUNDING:
            days[day] = _Day(load, able, load - able)
    for day, (peak, available) in _clashes(capacity, rows).items():
        if day not in days:
            days[day] = _Day(loads.get(day, 0), capacity.of_day(day))
        days[day].peak, days[day].available = peak, available
    return [_overload(capacity, rows, days, run) for run in _consecutive(capacity, sorted(days))]


def _overload(capacity: Capacity, rows: tuple[Contribution, ...], days: dict[int, _Day], run: list[int]) -> Overload:
    chosen = [days[day] for day in run]
    first, last, within = run[0], run[-1], set(run)
    tasks: dict[tuple[str, str, str], None] = {}
    for row in rows:
        if row.days and row.days[0][0] <= last and row.days[-1][0] >= first and any(day in within for day, _ in row.days):
            tasks[row.plan, row.task, row.task_name] = None
    worst = max(chosen, key=lambda d: d.peak - d.available)
    return Overload(
        capacity.person,
        capacity.name,
        first,
        last,
        sum(d.load for d in chosen),
        sum(d.capacity for d in chosen),
        sum(d.excess for d in chosen),
        worst.peak,
        worst.available,
        tuple(tasks),
    )


def _consecutive(capacity: Capacity, days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and day - runs[-1][-1] <= 14 and not any(capacity.of_day(d) for d in range(runs[-1][-1] + 1, day)):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _clashes(capacity: Capacity, rows: tuple[Contribution, ...]) -> dict[int, tuple[int, int]]:
    """(peak, available) in millionths for each day with more units asked at one moment than there are.

    Between two neighbouring starts or finishes of pieces the same pieces are at work, so one sum answers for the whole stretch.
    """
    pieces: list[tuple[Piece, int, Contribution]] = []
    for row in rows:
        for piece in row.pieces:
            span = row.time.between(piece.start, piece.finish)
            if span > 0:
                pieces.append((piece, piece.work * FULL_SHARE // span, row))
    bounds = sorted({m for p, _, _ in pieces for m in (p.start, p.finish)} | {since for since, _ in capacity.steps})
    begins: dict[int, list[int]] = {}
    for number, (piece, _, _) in enumerate(pieces):
        begins.setdefault(piece.start, []).append(number)
    found: dict[int, tuple[int, int]] = {}
    active: set[int] = set()
    for start, finish in pairwise(bounds):
        active = {n for n in active if pieces[n][0].finish > start} | set(begins.get(start, ()))
        available = capacity.units_at(start)
        if sum(pieces[n][1] for n in active) > available + UNITS_ROUNDING:
            _mark(found, [pieces[n] for n in sorted(active)], start, finish, available)
    return found


def _mark(
    found: dict[int, tuple[int, int]], active: list[tuple[Piece, int, Contribution]], start: int, finish: int, available: int
) -> None:
    """Note the days between start and finish on which the active pieces really meet: each works only in its own calendar."""
    changes: dict[int, int] = {}
    by_time: dict[int, tuple[WorkingTime, int]] = {}
    for _, units, row in active:
        by_time[id(row.time)] = (row.time, by_time.get(id(row.time), (row.time, 0))[1] + units)
    for time, units in by_time.values():
        for begin, end in time.intervals(start, finish):
            changes[begin] = changes.get(begin, 0) + units
            changes[end] = changes.get(end, 0) - units
    asked = 0
    for moment, following in pairwise(sorted(changes)):
        asked += changes[moment]
        if asked > available + UNITS_ROUNDING:
            for day in range(moment // DAY, (following - 1) // DAY + 1):
                known, had = found.get(day, (0, 0))
                if asked - available > known - had:
                    found[day] = (asked, available)
