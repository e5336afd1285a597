"""What the room does by itself: once a day it notes which certificates expire, and who has left."""

from datetime import datetime, timedelta
from typing import Any

from django_tasks import task

from milepost.apps.people.models import Certificate, Person
from milepost.kernel.access import house
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.schedules import Schedule, schedule
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings import today_here

STEPS = (90, 30, 0)
"""Days before a certificate expires, at which its journal says so."""


@task()
def remind_of_certificates() -> Any:
    """For each certificate that reached a step the next one down, once: whatever days the house slept through are made up for."""
    today = today_here()
    due: dict[int, list[int]] = {}
    for step in sorted(STEPS):
        held = Certificate.objects.filter(state="held", person__state="active", expires_on__lte=today + timedelta(days=step))
        fresh = held.exclude(reminded__lte=step).exclude(pk__in=[key for keys in due.values() for key in keys])
        due[step] = list(fresh.order_by("pk").values_list("pk", flat=True))
    return Effect(lambda: _remind(due), {str(step): len(keys) for step, keys in due.items()})


def _remind(due: dict[int, list[int]]) -> None:
    for step, keys in due.items():
        if keys:
            told = f"expires within {step} days" if step else "expired, or expires today"
            perform(operation_named("certificate.remind"), house("certificates that expire"), on=keys, given={"days": step}, reason=told)


@task()
def note_who_left() -> Any:
    """Whose last day was before today has left."""
    return Effect(_note)


def _note() -> None:
    """Looked up when it is done: somebody may have said just now that they stay."""
    gone = dict(Person.objects.filter(state="active", left_on__lt=today_here()).order_by("pk").values_list("pk", "left_on"))
    if gone:
        given = [{"last_day": str(day)} for day in gone.values()]
        by = house("last days that have gone by")
        perform(operation_named("person.leave"), by, on=list(gone), given=given, reason="their last day has gone by")


def _early(minute: datetime) -> bool:
    return (minute.hour, minute.minute) == (4, 30)


schedule(Schedule("certificates", f"{__name__}.remind_of_certificates", _early))
schedule(Schedule("leavers", f"{__name__}.note_who_left", _early))
