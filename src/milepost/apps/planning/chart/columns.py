"""Which columns a chart has, and where each stands in the tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Columns = dict[str, list[Any]]

OF_TASKS: Mapping[str, str] = {
    "id": "pk",
    "number": "number",
    "version": "version",
    "parent": "parent_id",
    "position": "position",
    "name": "name",
    "kind": "kind",
    "start": "dates__start",
    "finish": "dates__finish",
    "late_finish": "dates__late_finish",
    "float": "dates__total_float",
    "free_float": "dates__free_float",
    "critical": "dates__critical",
    "held": "dates__held",
    "driver": "dates__driver",
    "driving_link": "dates__driving_link",
    "duration": "duration_minutes",
    "effort": "effort_minutes",
    "remaining": "remaining_minutes",
    "best": "best_minutes",
    "worst": "worst_minutes",
    "done": "done_share",
    "type": "type",
    "constraint": "constraint",
    "constraint_at": "constraint_at",
    "deadline": "deadline_at",
    "started": "started_at",
    "finished": "finished_at",
    "expected": "expected_finish_at",
    "priority": "priority",
    "delay": "leveling_delay_minutes",
    "chargeable": "chargeable",
    "scope": "scope_item_id",
    "blocked": "blocked_by",
    "points": "points",
    "backlog": "in_backlog",
    "column": "column_id",
    "rank": "rank",
    "iteration": "iteration_id",
    "p50": "chances__p50",
    "p80": "chances__p80",
}
OF_LINKS: Mapping[str, str] = {
    "id": "pk",
    "version": "version",
    "from": "predecessor_id",
    "to": "successor_id",
    "kind": "kind",
    "lag": "lag",
    "lag_kind": "lag_kind",
}
OF_ASSIGNMENTS: Mapping[str, str] = {
    "id": "pk",
    "version": "version",
    "task": "task_id",
    "person": "person_id",
    "role": "work_role_id",
    "share": "share",
    "effort": "effort_minutes",
    "state": "state",
}
OF_SCOPES: Mapping[str, str] = {"id": "pk", "number": "number", "name": "name", "state": "state"}


def columnar(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """A list for each name, one place in it for each row."""
    turned = [list(column) for column in zip(*rows, strict=True)]
    return dict(zip(names, turned or [[] for _ in names], strict=True))
