"""Jobs: work that is done later, in a process of its own; nothing of it is lost or done twice when one is killed."""

from typing import ClassVar

from django.db import models

from milepost.kernel.clock import now
from milepost.kernel.models.account import Account
from milepost.kernel.models.record import Record
from milepost.kernel.models.said_json import SaidJSONField


class Job(Record):
    """`task` is the path of a function, `arguments` its positional and keyword arguments as JSON. A worker holds it until `lease_until`;
    each claim raises the `fence`, so that who held it before can no longer end it. `unique` is one among the jobs that are not ended.

    It is a record for what people do with it, which raises its version; what workers do with it is guarded by the fence alone."""

    class State(models.TextChoices):
        READY = "ready", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        PARKED = "parked", "Failed, to be looked at"
        CANCELLED = "cancelled", "Cancelled"

    key = models.CharField(max_length=40, unique=True)
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    unique = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    progress = SaidJSONField(default=dict)
    cancel_asked = models.BooleanField(default=False)
    result = SaidJSONField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-priority", "run_after", "id"], name="job_to_do"),
            models.Index(fields=["state", "lease_until"], name="job_lease"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unique"],
                condition=models.Q(state__in=["ready", "running"]) & ~models.Q(unique=""),
                name="job_unique_while_open",
                violation_error_message="the same work waits or runs already.",
            )
        ]

    def __str__(self) -> str:
        return self.task
