"""Reads every file that was named, people included; if one cannot be read, all that is wrong with all of them is told."""

from collections.abc import Sequence
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.request import Request
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.people.person import People
from milepost.exchange.read import Limits, content_of, read_plans, shown_name
from milepost.values import to_moment


def load_plans(request: Request, *, progress: Progress) -> tuple[Imported, ...]:
    """Every plan of every file, in the order named; a Primavera export may hold several. Raises Failure (3)."""
    found: list[Imported] = []
    problems: list[Problem] = []
    for path in request.files:
        with progress.step(f"Reading {shown_name(path)}"):
            try:
                found += read_file(path, request, progress=progress)
            except Unreadable as unreadable:
                problems += unreadable.problems
    if problems:
        raise Failure(Exit.UNREADABLE, problems)
    return tuple(found)


def read_file(path: Path, request: Request, *, progress: Progress) -> Sequence[Imported]:
    """The plans of one file. Raises Unreadable."""
    limits = Limits(seconds=request.reader_seconds, memory_mb=request.reader_memory, file_mb=request.file_size)
    start = None if request.start is None else to_moment(request.start)
    return read_plans(path, limits=limits, progress=progress.detail, start=start, date_order=request.date_order)


def load_people(request: Request, *, progress: Progress) -> People | None:
    """The people file, if one was named. Raises Failure (3)."""
    if request.people is None:
        return None
    from milepost.exchange.people import read_people

    name = shown_name(request.people)
    with progress.step(f"Reading {name}"):
        try:
            data = content_of(request.people, name=name, limits=Limits(file_mb=request.file_size))
            return read_people(data, name=name, date_order=request.date_order)
        except Unreadable as unreadable:
            raise Failure(Exit.UNREADABLE, unreadable.problems) from None
