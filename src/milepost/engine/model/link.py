"""Links between tasks: the successor waits for the predecessor."""

from dataclasses import dataclass
from enum import Enum


class LinkKind(Enum):
    """Which end of the predecessor drives which end of the successor."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagKind(Enum):
    """How a lag is counted: working time, clock time, or a percentage of the predecessor's duration (working or clock)."""

    WORKING = "working"
    ELAPSED = "elapsed"
    PERCENT = "percent"
    ELAPSED_PERCENT = "elapsed percent"


@dataclass(frozen=True, slots=True)
class Link:
    """`lag` is in seconds, or in hundredths of a percent for the percentage kinds; a lead is a negative lag.

    `lag_format` is the unit the author chose (MSPDI LagFormat: 3 minutes, 5 hours, 7 days, 9 weeks, 11 months, 19 percent).
    A link to another project's task has `external` (the path and task as the file writes it) and is reported, not scheduled.
    """

    predecessor: str
    successor: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_kind: LagKind = LagKind.WORKING
    lag_format: int = 7
    external: str = ""
