"""A scope item: a piece of what a project is to bring, or is expressly not to bring."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from milepost.apps.projects.models.project import Project
from milepost.kernel.models.record import NumberedRecord


class ScopeItem(NumberedRecord):
    """It is in scope by an approval and by nothing else: the database holds that. `effort_minutes` is what it was estimated at; what was
    approved stands on the approval."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="scope_items")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    effort_minutes = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=12)
    approval = models.OneToOneField("projects.Approval", models.PROTECT, null=True, related_name="in_force_for")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="in-scope", approval__isnull=False) | (~Q(state="in-scope") & Q(approval__isnull=True)),
                name="scope_item_in_scope_by_approval",
                violation_error_message="what is in scope has an approval, and nothing else has one.",
            )
        ]

    def __str__(self) -> str:
        return self.name
