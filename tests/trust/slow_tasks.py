"""A job that takes long to write what it found."""

import time
from typing import Any

from django.db import transaction
from django_tasks import task

from milepost.kernel.access import house
from milepost.kernel.jobs import Effect
from milepost.kernel.models import Job
from milepost.kernel.operations import operation_named, perform


@task()
def write_slowly(name: str, seconds: float) -> Any:
    """One client, made a while before the job is completed."""

    def apply() -> None:
        perform(operation_named("organisation.create"), house("a test"), given={"name": name, "kind": "client"})
        time.sleep(seconds)

    return Effect(apply, {"name": name})


def enqueue_slow(name: str, seconds: float) -> None:
    with transaction.atomic():
        write_slowly.enqueue(name, seconds)


def slow_ones() -> list[Any]:
    """How each stands, and how often it was begun."""
    return list(Job.objects.filter(task=write_slowly.module_path).values_list("state", "attempts"))
