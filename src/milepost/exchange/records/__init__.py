"""Records files (--records FILE): past estimates and actuals, and which of their reference classes a plan's tasks belong to."""

from milepost.exchange.records.history import Records
from milepost.exchange.records.read import read_records
from milepost.exchange.records.task_classes import TaskClasses, task_classes

__all__ = ["Records", "TaskClasses", "read_records", "task_classes"]
