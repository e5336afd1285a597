"""The network of a plan: critical path method with calendars, all links, constraints and progress (engine stage 2)."""

from milepost.engine.network.schedule_plan import schedule_plan

__all__ = ["schedule_plan"]
