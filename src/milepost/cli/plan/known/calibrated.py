"""The work that is left, as past records would have it."""

from dataclasses import dataclass

from milepost.cli.plan.known.history import History
from milepost.engine.calibration import CalibratedWork


@dataclass(frozen=True)
class Calibrated:
    """Open work of a project in working days; `roles` and `phases` name the sums in `work.parts`. `work` None: nothing is open.

    `lasting` counts open tasks whose duration stands for the work nobody gave.
    """

    history: History
    work: CalibratedWork | None
    phases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    lasting: int = 0
