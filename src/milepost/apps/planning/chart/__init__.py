"""What a chart of a plan shows, as columns, and what is done to it there: see docs/reference/plan-data.md."""

from milepost.apps.planning.chart.change import Changed, Step, change, shown_of, task_names, try_out
from milepost.apps.planning.chart.clash import Clash
from milepost.apps.planning.chart.difference import difference
from milepost.apps.planning.chart.read import chart, plan_to_show

__all__ = ["Changed", "Clash", "Step", "change", "chart", "difference", "plan_to_show", "shown_of", "task_names", "try_out"]
