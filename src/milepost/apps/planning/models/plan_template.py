"""A template of a plan: what such a project usually takes, in what order, by which roles; its days count from the beginning."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.apps.people.models import WorkRole
from milepost.apps.planning.models.task import Task
from milepost.apps.planning.models.task_link import TaskLink
from milepost.kernel.models.record import NumberedRecord, Record


class PlanTemplate(NumberedRecord):
    """Applied to a plan it becomes tasks, links, assignments and checklists there."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    state = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], name="plan_template_name_once", violation_error_message="there is a template of this name."
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplateTask(Record):
    """`earliest_day` is a day of the plan, 1 its first, before which the task does not start. `checklist` has a line for each thing
    to tick."""

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="tasks")
    parent = models.ForeignKey("self", models.RESTRICT, null=True, related_name="children")
    position = models.BigIntegerField()
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Task.KINDS.items(), default="task")
    duration_minutes = models.PositiveBigIntegerField(default=450)
    best_minutes = models.PositiveBigIntegerField(null=True)
    worst_minutes = models.PositiveBigIntegerField(null=True)
    effort_minutes = models.PositiveBigIntegerField(null=True)
    earliest_day = models.PositiveSmallIntegerField(null=True)
    work_role = models.ForeignKey(WorkRole, models.PROTECT, null=True, related_name="template_tasks")
    checklist = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["template", "parent", "position"], name="template_task_in_outline")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="template_task_not_own_parent", violation_error_message="a task is not part of itself."
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplateLink(Record):
    """As a link of a plan."""

    predecessor = models.ForeignKey(TemplateTask, models.CASCADE, related_name="links_on")
    successor = models.ForeignKey(TemplateTask, models.CASCADE, related_name="links_back")
    kind = models.CharField(max_length=2, choices=TaskLink.KINDS.items(), default="FS")
    lag = models.BigIntegerField(default=0)
    lag_kind = models.CharField(max_length=16, choices=TaskLink.LAG_KINDS.items(), default="working")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="template_link_once", violation_error_message="these two are linked already."
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="template_link_of_two",
                violation_error_message="a task does not wait for itself.",
            ),
        ]
