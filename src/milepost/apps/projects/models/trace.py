"""Which deliverable serves which requirement."""

from typing import ClassVar

from django.db import models

from milepost.apps.projects.models.deliverable import Deliverable
from milepost.apps.projects.models.requirement import Requirement
from milepost.kernel.models.record import Record


class Trace(Record):
    """Both of one project."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="traces")
    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="traces")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["requirement", "deliverable"], name="trace_once", violation_error_message="this is traced already."
            )
        ]
