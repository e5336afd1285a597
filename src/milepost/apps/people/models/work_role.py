"""A work role: what somebody does (a role, without work, is a set of permissions)."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.kernel.models.record import Record


class WorkRole(Record):
    """Network engineer, project manager, trainer."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="work_role_name", violation_error_message="there is a work role of this name.")
        ]

    def __str__(self) -> str:
        return self.name
