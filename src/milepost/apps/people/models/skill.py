"""Skills, and how well each person has mastered them."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from milepost.apps.people.models.person import Person
from milepost.kernel.models.record import Record


class Skill(Record):
    """Something that can be learnt and assessed."""

    name = models.CharField(max_length=120)
    category = models.CharField(max_length=120, blank=True)
    description = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="skill_name", violation_error_message="there is a skill of this name.")
        ]

    def __str__(self) -> str:
        return self.name


class PersonSkill(Record):
    """A person's level in a skill, 0 (none yet) to 5, with what shows it, when and by whom it was assessed, and who confirmed that;
    `wanted` says that they would like to work with it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="held")
    level = models.PositiveSmallIntegerField()
    evidence = models.TextField(blank=True)
    wanted = models.BooleanField(default=False)
    assessed_on = models.DateField(null=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "skill"], name="skill_once", violation_error_message="this skill is listed already."),
            models.CheckConstraint(
                condition=models.Q(level__gte=0, level__lte=5),
                name="skill_level",
                violation_error_message="a level lies between 0 and 5.",
            ),
        ]
