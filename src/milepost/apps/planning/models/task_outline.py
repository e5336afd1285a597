"""Where tasks stand in the outline of their plan: of no version, in no history, to be made anew at any time."""

from django.db import models

from milepost.apps.planning.models.task import Task


class TaskOutline(models.Model):
    """`place` counts the tasks of the plan in the order of the outline, those of its backlog too; `wbs` is the number in the outline. Of a
    `summary` its parts say how long it takes, in working minutes of the plan (none where the plan cannot be scheduled), and how much is
    done; of any other task these are its own."""

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="outline")
    place = models.PositiveIntegerField()
    wbs = models.TextField()
    level = models.PositiveIntegerField()
    summary = models.BooleanField()
    minutes = models.BigIntegerField(null=True)
    done = models.PositiveIntegerField()
