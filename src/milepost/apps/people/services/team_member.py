"""What is done with further members of teams."""

from collections.abc import Sequence

from milepost.apps.people.entities import TEAM_MEMBER
from milepost.apps.people.models import Person, TeamMember
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _elsewhere(members: Sequence[TeamMember]) -> None:
    """Who belongs to a team anyway is no further member of it."""
    home = dict(Person.objects.filter(pk__in={one.person_id for one in members}).values_list("pk", "team_id"))
    for one in members:
        if home.get(one.person_id) == one.team_id:
            raise Invalid({"person": [Fault("own-team", said("this is the team they belong to; further members come from others."))]})


add_generated(TEAM_MEMBER, then=_elsewhere)
