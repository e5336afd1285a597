"""What the room does by itself each morning: it notes who has not answered whether they do a task."""

from datetime import datetime, timedelta
from typing import Any

from django_tasks import task

from milepost.apps.planning.models import Assignment, Task
from milepost.apps.planning.selectors.under_way import TO_DO
from milepost.kernel.access import house
from milepost.kernel.clock import now
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.schedules import Schedule, schedule
from milepost.kernel.operations import operation_named, perform

REST = timedelta(days=3)
"""So long after somebody was asked, or reminded, they are reminded."""


@task()
def remind_of_answers() -> Any:
    """How many assignments nobody answered for days: of tasks that are not finished, in plans that are open, of projects that go on."""
    found = Assignment.objects.filter(
        state="offered",
        person__account__isnull=False,
        task__in=Task.objects.filter(TO_DO).values("pk"),
        changed_at__lt=now() - REST,
    )
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    return Effect(lambda: _remind(keys), {"reminded": len(keys)})


def _remind(keys: list[int]) -> None:
    if keys:
        perform(operation_named("assignment.remind"), house("answers that are missing"), on=keys, reason="nobody has answered for days")


def _early(minute: datetime) -> bool:
    return (minute.hour, minute.minute) == (4, 40)


schedule(Schedule("answers", f"{__name__}.remind_of_answers", _early))
