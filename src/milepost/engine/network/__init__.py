"""The network of a plan: critical path method with calendars, all links, constraints and progress (engine stage 2)."""

from milepost.engine.network.compare import Compared, Comparison, Difference, compare_stored
from milepost.engine.network.explain import Reason, explain
from milepost.engine.network.incremental import Change, LivePlan
from milepost.engine.network.paths import Path, critical_paths, longest_path_to
from milepost.engine.network.schedule_plan import schedule_plan

__all__ = [
    "Change",
    "Compared",
    "Comparison",
    "Difference",
    "LivePlan",
    "Path",
    "Reason",
    "compare_stored",
    "critical_paths",
    "explain",
    "longest_path_to",
    "schedule_plan",
]
