"""What is done with traces."""

from collections.abc import Sequence

from milepost.apps.projects.entities import TRACE
from milepost.apps.projects.models import Deliverable, Requirement, Trace
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _same_project(traces: Sequence[Trace]) -> None:
    """Requirement and deliverable are of one project."""
    needed = dict(Requirement.objects.filter(pk__in={one.requirement_id for one in traces}).values_list("pk", "project_id"))
    given = dict(Deliverable.objects.filter(pk__in={one.deliverable_id for one in traces}).values_list("pk", "project_id"))
    for one in traces:
        if needed[one.requirement_id] != given[one.deliverable_id]:
            raise Invalid(
                {"deliverable": [Fault("other-project", said("this is a deliverable of another project than the requirement's."))]}
            )


add_generated(TRACE, then=_same_project)
