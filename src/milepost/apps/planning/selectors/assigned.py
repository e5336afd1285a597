"""Which tasks are somebody's to do."""

from typing import Any

from milepost.apps.planning.models import Assignment


def tasks_of(account: int | None) -> Any:
    """Ids of the tasks that the person behind the account is assigned to, as a part of a query; of those they declined none."""
    if account is None:
        return Assignment.objects.none().values("task_id")
    return Assignment.objects.filter(person__account=account).exclude(state="declined").values("task_id")
