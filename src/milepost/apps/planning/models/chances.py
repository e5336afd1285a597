"""What a simulation said: of no version, in no history, to be made anew at any time."""

from django.db import models

from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.apps.planning.models.task import Task
from milepost.kernel.models.said_json import SaidJSONField


class PlanChances(models.Model):
    """Of a plan as it was at its change number `change`. Moments are minutes of the plan's clock, shares millionths.

    `bars` are [from, to, samples], `curve` [moment, share of samples that finished by then], `basis` says where the spread came from."""

    plan = models.OneToOneField(ProjectPlan, models.CASCADE, primary_key=True, related_name="chances")
    change = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    samples = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    planned = models.BigIntegerField()
    planned_share = models.PositiveIntegerField()
    earliest = models.BigIntegerField()
    mean = models.BigIntegerField()
    latest = models.BigIntegerField()
    p50 = models.BigIntegerField()
    p80 = models.BigIntegerField()
    p95 = models.BigIntegerField()
    bars = models.JSONField(default=list)
    curve = models.JSONField(default=list)
    basis = models.JSONField(default=dict)
    problems = SaidJSONField(default=list)


class TaskChances(models.Model):
    """When a task is likely to finish, where that was kept; in which share of the samples it was critical; and by how many minutes of the
    clock the plan's finish is expected to move when the task takes its own P10 (`earlier`, below zero) or P90 (`later`).
    `deadline_share` is the share of samples in which it meets its deadline."""

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="chances")
    plan = models.ForeignKey(ProjectPlan, models.CASCADE, related_name="+")
    p10 = models.BigIntegerField(null=True)
    p50 = models.BigIntegerField(null=True)
    p80 = models.BigIntegerField(null=True)
    p95 = models.BigIntegerField(null=True)
    criticality = models.PositiveIntegerField(null=True)
    earlier = models.BigIntegerField(null=True)
    later = models.BigIntegerField(null=True)
    deadline_share = models.PositiveIntegerField(null=True)
