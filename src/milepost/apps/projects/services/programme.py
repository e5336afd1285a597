"""What is done with programmes."""

from collections.abc import Sequence

from milepost.apps.projects.entities import PROGRAMME
from milepost.apps.projects.models import Programme, Project
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations import operation
from milepost.values import listed, said


@operation(PROGRAMME, "close")
def close(programmes: Sequence[Programme]) -> None:
    """Close a programme whose projects have all ended."""
    running = Project.objects.filter(programme__in=[one.pk for one in programmes]).exclude(state__in=("closed", "cancelled"))
    numbers = list(running.order_by("id").values_list("number", flat=True)[:6])
    if numbers:
        told = said("{numbers} have not ended. Close or cancel them, or take them out of the programme.", numbers=listed(numbers))
        raise Invalid({"": [Fault("projects-running", told)]})


@operation(PROGRAMME, "reopen")
def reopen(programmes: Sequence[Programme]) -> None:
    """Open a closed programme again."""
