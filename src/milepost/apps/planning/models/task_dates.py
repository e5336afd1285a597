"""Computed dates: of no version, in no history, to be made anew at any time."""

from django.db import models

from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.apps.planning.models.task import Task


class TaskDates(models.Model):
    """As the engine gave them, in minutes. `driver` says what set the start, `driving_link` which link did."""

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="dates")
    plan = models.ForeignKey(ProjectPlan, models.CASCADE, related_name="+")
    start = models.BigIntegerField()
    finish = models.BigIntegerField()
    late_start = models.BigIntegerField()
    late_finish = models.BigIntegerField()
    total_float = models.BigIntegerField()
    free_float = models.BigIntegerField()
    critical = models.BooleanField()
    held = models.BooleanField()
    driver = models.CharField(max_length=20)
    driving_link = models.BigIntegerField(null=True)
