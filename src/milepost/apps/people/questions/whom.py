"""Whom a question is about: inputs that several questions narrow people down by."""

from typing import Annotated

from milepost.apps.people.models import Person, Team, WorkRole
from milepost.kernel.inputs import Ref

InTeam = Annotated[Team | None, Ref(entity="team", required=False, help="With the teams that are part of it.")]
OnePerson = Annotated[Person | None, Ref(entity="person", required=False)]
WithRole = Annotated[WorkRole | None, Ref(entity="work-role", required=False, help="Only people with this work role.")]
