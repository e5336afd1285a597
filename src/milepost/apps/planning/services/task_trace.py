"""What is done with traces between requirements and tasks."""

from collections.abc import Sequence

from milepost.apps.planning.entities import TASK_TRACE
from milepost.apps.planning.models import Task, TaskTrace
from milepost.apps.projects.models import Requirement
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _same_project(traces: Sequence[TaskTrace]) -> None:
    """Requirement and task are of one project, and the task is of its plan."""
    needed = dict(Requirement.objects.filter(pk__in={one.requirement_id for one in traces}).values_list("pk", "project_id"))
    rows = Task.objects.filter(pk__in={one.task_id for one in traces}).values_list("pk", "plan__project_id", "plan__kind")
    planned = {key: (project, kind) for key, project, kind in rows}
    for one in traces:
        project, kind = planned[one.task_id]
        if needed[one.requirement_id] != project:
            raise Invalid({"task": [Fault("other-project", said("this is a task of another project than the requirement's."))]})
        if kind != "main":
            raise Invalid({"task": [Fault("of-a-scenario", said("this is a task of a scenario; name that of the plan."))]})


add_generated(TASK_TRACE, then=_same_project)
