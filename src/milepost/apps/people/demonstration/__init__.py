"""The room's part of the demonstration: people in teams, their week, skills and certificates, their leave and who stands in for them."""

from milepost.apps.people.demonstration import leave, people, skills, weeks
from milepost.demonstration.script import Script


def write(script: Script) -> None:
    """The people first; then what is theirs."""
    people.write(script)
    weeks.write(script)
    skills.write(script)
    leave.write(script)
