"""How tasks that a foreign file brings are made and changed: with everything the file says of them, done by the import alone."""

from collections.abc import Sequence
from typing import Annotated, Any

from milepost.apps.planning.entities import PROJECT_PLAN, TASK
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.planning.services import task as _  # noqa: F401  # its rules hold for what a file brings too
from milepost.kernel.inputs import JsonValue, Ref
from milepost.kernel.operations import Operation, operation, operation_named
from milepost.kernel.operations.generated import empty_value
from milepost.kernel.operations.operation import add

OF_FILES = frozenset(
    {"done_share", "remaining_minutes", "started_at", "finished_at", "leveling_delay_minutes", "foreign_id", "scheduling", "foreign"}
)
"""What files say beside what people are asked for."""
BROUGHT = {column.name: column.input for column in TASK.columns if column.asked or column.name in OF_FILES}
CHANGED = {name: asked for name, asked in BROUGHT.items() if name not in ("plan", "scope_item")}


def _fill(tasks: Sequence[Task], **values: Any) -> None:
    for one in tasks:
        for name, value in values.items():
            column = TASK.by_name[name]
            known = value.pk if isinstance(column.input, Ref) and value is not None else value
            setattr(one, column.attribute, empty_value(TASK, name) if known is None else known)
        if "remaining_minutes" in values:
            one.remaining_at = None  # what the file says is counted by its own dates, not from a report made here


_RULES = operation_named("task.create").then
add(Operation("task.bring", TASK, _fill, BROUGHT, "create", "A task comes from a file.", inner=True, then=_RULES))
add(Operation("task.bring-again", TASK, _fill, CHANGED, "verb", "The file says something new.", partial=True, inner=True, then=_RULES))


@operation(PROJECT_PLAN, "keep-foreign", inner=True)
def keep_foreign(plans: Sequence[ProjectPlan], *, foreign: Annotated[Any, JsonValue()]) -> None:
    """Keep what the file says of the plan as a whole."""
    for one in plans:
        one.foreign = foreign
