"""A baseline: what the plan said when it was agreed, frozen."""

from typing import ClassVar

from django.db import models

from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.kernel.models import Account
from milepost.kernel.models.frozen import Frozen
from milepost.kernel.models.record import NumberedRecord


class Baseline(NumberedRecord):
    """`content` has by task its name, dates, duration and effort; `sha256` is the hash of that. Held work is not in it."""

    plan = models.ForeignKey(ProjectPlan, models.PROTECT, related_name="baselines")
    name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    finish_at = models.BigIntegerField(null=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [Frozen(name="baseline_frozen")]

    def __str__(self) -> str:
        return self.name
