"""How far a task is: the columns that say so are written together, by reports and on the board alike."""

from milepost.apps.planning.models import Task
from milepost.values import FULL_SHARE


def say_finished(task: Task, at: int) -> None:
    """Done whole, at that moment: nothing of it is left."""
    task.finished_at, task.done_share, task.remaining_minutes, task.remaining_at = at, FULL_SHARE, 0, None


def say_unfinished(task: Task, done: int) -> None:
    """So much of it is done, and no more; that alone says what is left."""
    task.finished_at, task.done_share, task.remaining_minutes, task.remaining_at = None, done, None, None
