"""Proposals of levelling: what would be moved so that nobody has more to do than they can. Nothing moves until one is accepted."""

from typing import ClassVar

from django.db import models

from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.apps.planning.models.task import Task
from milepost.kernel.models.record import NumberedRecord
from milepost.kernel.models.said_json import SaidJSONField


class LevellingProposal(NumberedRecord):
    """Of one plan; those that were levelled at once have the same `mark`. `change` is the number of the plan's newest change when it was
    read: what was changed later is not in it. `delay_minutes` is by how much all of them together finish later than if everybody were
    always free, `bound_minutes` what no schedule can go below, by the clock. `people` have by person how often and by how many minutes they
    had and have too much to do; `problems` are what the engine told."""

    plan = models.ForeignKey(ProjectPlan, models.CASCADE, related_name="levelling_proposals")
    mark = models.CharField(max_length=32)
    change = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10)
    finish_before = models.BigIntegerField(null=True)
    finish_after = models.BigIntegerField(null=True)
    moved = models.PositiveIntegerField()
    delay_minutes = models.BigIntegerField()
    bound_minutes = models.BigIntegerField()
    tried = models.PositiveIntegerField()
    overloads_before = models.PositiveIntegerField()
    overloads_after = models.PositiveIntegerField()
    verified = models.BooleanField()
    people = models.JSONField(default=list)
    problems = SaidJSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "-id"], name="levelling_of_plan")]


class LevellingMove(models.Model):
    """A task that would have other dates, in minutes of the plan's clock. `delay` and `delay_before` are levelling delays, by the clock.

    `why`: somebody is "busy" or "away" (`blockers`: ids of person, task and plan, and until when), it "follows" the task `after`, or one of
    the plain reasons. `accepted` is None until the proposal is decided on."""

    proposal = models.ForeignKey(LevellingProposal, models.CASCADE, related_name="moves")
    task = models.ForeignKey(Task, models.CASCADE, related_name="+")
    start_before = models.BigIntegerField()
    finish_before = models.BigIntegerField()
    start = models.BigIntegerField()
    finish = models.BigIntegerField()
    delay_before = models.BigIntegerField(default=0)
    delay = models.BigIntegerField(default=0)
    why = models.CharField(max_length=12)
    after = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")
    blockers = models.JSONField(default=list)
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "task"], name="levelling_move_once")]
