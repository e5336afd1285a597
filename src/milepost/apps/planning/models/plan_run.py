"""What a plan came to when it was last computed, and what was changed in it lately."""

from typing import ClassVar

from django.db import models

from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.kernel.models import Account
from milepost.kernel.models.record import Record
from milepost.kernel.models.said_json import SaidJSONField


class PlanRun(Record):
    """One row of each plan: its history, one entry for each run that moved something, says how the finish went back and forth. `start` and
    `finish` are of the committed work; `moved` counts the tasks whose dates the run changed."""

    plan = models.OneToOneField(ProjectPlan, models.CASCADE, related_name="run")
    start = models.BigIntegerField(null=True)
    finish = models.BigIntegerField(null=True)
    moved = models.PositiveIntegerField(default=0)
    problems = SaidJSONField(default=list)


class PlanChange(models.Model):
    """What whoever looks at a plan has to draw anew, by a number that counts up in the plan; kept while somebody may still look.

    `tasks` are the ids of tasks that were changed or moved, `gone` of those that are no more; `parts` are the other parts of the chart
    that are different: outline, links, assignments."""

    plan = models.ForeignKey(ProjectPlan, models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    tasks = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    parts = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="plan_change_number_once")]
