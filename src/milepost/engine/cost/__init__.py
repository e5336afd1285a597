"""Cost: rates with dates, priced once a line, phased by day, summed up the outline (engine stage 5)."""

from milepost.engine.cost.baseline import BaselineCost, baseline_cost
from milepost.engine.cost.cost_plan import cost_plan, sum_lines
from milepost.engine.cost.plan_cost import Cost, CostLine, DayCost, PlanCost, ResourceCost, TaskCost
from milepost.engine.cost.rates import check_rates, rate_table, seconds_per

__all__ = [
    "BaselineCost",
    "Cost",
    "CostLine",
    "DayCost",
    "PlanCost",
    "ResourceCost",
    "TaskCost",
    "baseline_cost",
    "check_rates",
    "cost_plan",
    "rate_table",
    "seconds_per",
    "sum_lines",
]
