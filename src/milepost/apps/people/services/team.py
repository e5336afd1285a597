"""What is done with teams."""

from collections.abc import Sequence

from milepost.apps.organisations.services.circles import refuse_circles
from milepost.apps.people.entities import TEAM
from milepost.apps.people.models import Team
from milepost.kernel.operations.generated import add_generated
from milepost.values import word


def _hierarchy(teams: Sequence[Team]) -> None:
    refuse_circles(teams, "part_of", word("a team cannot be part of its own parts: {line}."))


add_generated(TEAM, then=_hierarchy)
