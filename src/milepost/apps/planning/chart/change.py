"""What is done in a chart: steps, one after another in one transaction; or tried, to see what would come of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.apps.planning.chart.clash import without_clash
from milepost.apps.planning.chart.difference import difference
from milepost.apps.planning.chart.seen import seen as seen_rows
from milepost.apps.planning.entities import ASSIGNMENT, PROJECT_PLAN, TASK, TASK_LINK
from milepost.apps.planning.models import PlanRun, ProjectPlan, Task, TaskDates
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Percent
from milepost.kernel.operations import Done, Operation, operation_named, perform, together
from milepost.kernel.operations.again import again
from milepost.values import said

OF: tuple[Entity, ...] = (TASK, TASK_LINK, ASSIGNMENT, PROJECT_PLAN)
"""What a chart changes. Everything else has pages of its own."""
MOST_STEPS = 200
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """An operation on records with the versions that were seen, or one that creates; ids may name what an earlier step made."""

    operation: Operation
    on: tuple[tuple[Any, int | None], ...]
    given: Mapping[str, Any] | Sequence[Mapping[str, Any]]

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """What is given for each, or for all of them."""
        return [self.given] if isinstance(self.given, Mapping) else self.given

    @classmethod
    def read(cls, raw: Any) -> "Step":
        """From JSON. Raises Invalid for what is no step."""
        try:
            operation = operation_named(raw["operation"])
            on = tuple((pair[0], pair[1] if len(pair) > 1 else None) for pair in raw.get("on", ()))
            given = raw.get("given", {})
        except (KeyError, TypeError, IndexError, AttributeError):
            raise Invalid({"": [Fault("no-step", said('expected {"operation": …, "on": [[id, version], …], "given": {…}}.'))]}) from None
        rows = given if isinstance(given, list) else [given]
        numbers = all(isinstance(version, int | None) and not isinstance(version, bool) for _, version in on)
        fits = isinstance(given, dict) or operation.kind == "create" or len(rows) == len(on)
        if operation.entity not in OF or operation.inner or not numbers or not fits or not all(isinstance(row, dict) for row in rows):
            raise Invalid(
                {"": [Fault("no-step", said("{operation} is not done in a chart, or not with these.", operation=operation.name))]}
            )
        return cls(operation, on, given)


@dataclass(frozen=True, slots=True)
class Changed:
    """`batches` take it back; `made` are ids by step; `before` and `after` are the plan's finish; `moved` are other tasks that moved."""

    batches: tuple[str, ...]
    made: tuple[tuple[int, ...], ...]
    before: int | None
    after: int | None
    moved: tuple[int, ...]
    difference: Json | None


class _Tried(Exception):
    """Carries the outcome out of a transaction that is given up."""

    def __init__(self, outcome: Changed) -> None:
        super().__init__()
        self.outcome = outcome


def change(actor: Actor, plan: ProjectPlan, steps: Sequence[Step], *, seen: int, request: str = "") -> Changed:
    """Does all of the steps or none. Raises what operations raise, and Clash where somebody else changed the same values."""
    return shown_of(actor, plan, lambda: _all(actor, steps, request), seen=seen)


def task_names(actor: Actor, plan: ProjectPlan, steps: Sequence[Step]) -> dict[int, str]:
    """Names of the tasks that single steps are about, as far as the actor sees them."""
    keys = [step.on[0][0] for step in steps if step.operation.entity is TASK and len(step.on) == 1 and _is_id(step.on[0][0])]
    return dict(seen_rows(TASK, actor).filter(plan=plan.pk, pk__in=keys).values_list("pk", "name")) if keys else {}


def try_out(actor: Actor, plan: ProjectPlan, steps: Sequence[Step], *, seen: int) -> Changed:
    """What `change` would give; nothing of it is kept."""
    try:
        return shown_of(actor, plan, lambda: _all(actor, steps, ""), seen=seen, keep=False)
    except _Tried as tried:
        return tried.outcome


def shown_of(actor: Actor, plan: ProjectPlan, deeds: Callable[[], Sequence[Done]], *, seen: int, keep: bool = True) -> Changed:
    """Does the deeds as one transaction; what came of them."""
    return again(lambda: _shown_of(actor, plan, deeds, seen, keep=keep))


def _shown_of(actor: Actor, plan: ProjectPlan, deeds: Callable[[], Sequence[Done]], seen: int, *, keep: bool) -> Changed:
    with together() as settle:
        before, stood = _finish(plan), _spans(plan)
        done = deeds()
        settle()
        own = {record.pk for one in done for record in one.records if isinstance(record, Task)}
        moved = tuple(task for task, span in _spans(plan).items() if task in stood and stood[task] != span and task not in own)
        outcome = Changed(
            tuple(one.batch for one in done),
            tuple(tuple(record.pk for record in one.records) for one in done),
            before,
            _finish(plan),
            moved,
            difference(actor, plan, seen),
        )
        if not keep:
            raise _Tried(outcome)
    return outcome


def _all(actor: Actor, steps: Sequence[Step], request: str) -> Sequence[Done]:
    if not 0 < len(steps) <= MOST_STEPS:
        raise Invalid({"": [Fault("steps", said("expected 1 to {most_steps} steps.", most_steps=MOST_STEPS))]})
    done: list[Done] = []
    for step in steps:
        done.append(_step(actor, step, [one.records for one in done], request))
    return done


def _step(actor: Actor, step: Step, made: Sequence[Sequence[Any]], request: str) -> Done:
    operation = step.operation
    given = [_values(operation, row, made) for row in step.rows]
    if operation.kind == "create":
        return perform(operation, actor, given=given, request=request)
    keys = [_key(key, made) for key, _ in step.on]
    versions: Mapping[int, int] = {key: version for key, (_, version) in zip(keys, step.on, strict=True) if version is not None}
    rows: Any = given[0] if isinstance(step.given, Mapping) else given
    if operation.kind == "edit":
        rows, versions = without_clash(operation, actor, keys, versions, rows)
    return perform(operation, actor, on=keys, given=rows, versions=versions, request=request)


def _key(key: Any, made: Sequence[Sequence[Any]]) -> int:
    """An id, or that of the first record that an earlier step made. Raises Invalid."""
    try:
        found = made[key["ref"]][0].pk if isinstance(key, dict) else key
    except (KeyError, IndexError, TypeError):
        raise Invalid({"": [Fault("no-ref", said("this names what no step before it made."))]}) from None
    if not _is_id(found):
        raise Invalid({"": [Fault("no-id", said("expected the id of a record, not {key}.", key=repr(str(key)[:40])))]})
    return int(found)


def _is_id(key: Any) -> bool:
    return isinstance(key, int) and not isinstance(key, bool) and 0 < key < 2**63


def _values(operation: Operation, row: Mapping[str, Any], made: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """As operations read them: shares come in millionths and are read as percent."""
    found: dict[str, Any] = {}
    for name, given in row.items():
        asked = operation.inputs.get(name)
        value = _key(given, made) if isinstance(given, dict) else given
        share = isinstance(asked, Percent) and isinstance(value, int) and not isinstance(value, bool)
        found[name] = asked.write(value) if share and asked is not None else value
    return found


def _finish(plan: ProjectPlan) -> int | None:
    found: int | None = PlanRun.objects.filter(plan=plan.pk).values_list("finish", flat=True).first()
    return found


def _spans(plan: ProjectPlan) -> dict[int, tuple[int, int]]:
    return {task: (start, finish) for task, start, finish in TaskDates.objects.filter(plan=plan.pk).values_list("task", "start", "finish")}
