"""Simulates the scheduled projects."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.cli.plan.progress import Progress
from milepost.cli.plan.project import Project
from milepost.cli.plan.request import Request
from milepost.engine.calibration import BackTest, Calibration
from milepost.engine.risk import Risks, Simulation


@dataclass(frozen=True)
class Chances:
    """The simulation of one project, what went into it, and how far past records bear it out."""

    simulation: Simulation
    risks: Risks
    calibration: Calibration | None = None
    back_test: BackTest | None = None


def simulated(projects: Sequence[Project], request: Request, *, progress: Progress) -> tuple[Project, ...]:
    """The projects with their chances; unchanged without --simulate."""
    return tuple(projects)
