"""A setting of the house: its value where it is not the usual one."""

from django.db import models

from milepost.kernel.models.record import Record


class Setting(Record):
    """`value` is as the setting's input writes it; None stands for the usual value."""

    name = models.CharField(max_length=60, unique=True)
    value = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.name
