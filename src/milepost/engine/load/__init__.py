"""Load: who has to work how much on which day, and where that is more than they can (for the report and for levelling)."""

from milepost.engine.load.capacity import Capacity, capacity_of, check_capacities, plan_capacities
from milepost.engine.load.contribution import Contribution, by_person, horizon, plan_load
from milepost.engine.load.histogram import Bar, Histogram, histograms
from milepost.engine.load.needs import Need, can_do, needs
from milepost.engine.load.overload import Overload, overload_problems, overloads

__all__ = [
    "Bar",
    "Capacity",
    "Contribution",
    "Histogram",
    "Need",
    "Overload",
    "by_person",
    "can_do",
    "capacity_of",
    "check_capacities",
    "histograms",
    "horizon",
    "needs",
    "overload_problems",
    "overloads",
    "plan_capacities",
    "plan_load",
]
