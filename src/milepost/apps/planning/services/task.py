"""What is done with tasks: planned as sold or held, moved in the outline, reported on."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Max, Min, Q, QuerySet

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import TASK
from milepost.apps.planning.models import (
    Assignment,
    ChecklistItem,
    ProjectDependency,
    ProjectPlan,
    Task,
    TaskDates,
    TaskLink,
    TaskTrace,
)
from milepost.apps.planning.rules.outline import STEP, below, between, is_below, spread
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.apps.planning.services.progress import say_finished, say_unfinished
from milepost.apps.planning.services.task_link import check_place, take_turn_of
from milepost.apps.projects.models import ScopeItem
from milepost.apps.projects.rules.gate import Verdict, Work
from milepost.apps.projects.selectors.gate import binding_verdicts, verdicts
from milepost.kernel.clock import now
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import LocalMoment, Percent, Ref, Span, Text, Whole
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import FULL_SHARE, said


def _rules(tasks: Sequence[Task]) -> None:
    """Scope and parent are of the plan's own project and plan. A task of approved scope is sold where the project is billed, and carries
    the approval; it is held otherwise, and stays unsold where somebody gave it away. A new task comes last."""
    _check_places(tasks)
    wanted = {one.scope_item_id for one in tasks}
    projects = dict(ProjectPlan.objects.filter(pk__in={one.plan_id for one in tasks}).values_list("pk", "project_id"))
    keys = [one.pk for one in tasks if one.pk is not None]
    there = list(Task.objects.filter(pk__in=keys).values_list("pk", "scope_item_id", "parent_id"))
    was, above = {key: scope for key, scope, _ in there}, {key: parent for key, _, parent in there}
    check_outline([one for one in tasks if one.pk is not None and one.parent_id != above.get(one.pk)])
    # A row that stays on its scope is locked already, so that whoever revokes that waits for it.
    stay = all(was.get(one.pk) == one.scope_item_id for one in tasks)
    answers = verdicts(wanted, Work.PLAN) if stay else binding_verdicts(wanted, Work.PLAN)
    items = ScopeItem.objects.select_related("project").in_bulk(wanted)
    for one in tasks:
        item = items[one.scope_item_id]
        if item.project_id != projects[one.plan_id]:
            raise Invalid(
                {"scope_item": [Fault("other-project", said("{item} belongs to another project than the plan.", item=item.number))]}
            )
        if one.pk is None or was.get(one.pk, one.scope_item_id) != one.scope_item_id:
            one.chargeable = answers[item.pk].allowed and item.project.billing != "none" and not one.given_away
        elif one._state.adding:  # brought back after it was deleted: what was sold then may be held now
            one.chargeable = one.chargeable and answers[item.pk].allowed and item.project.billing != "none"
        _carry(one, answers[item.pk])
        if one.kind == "milestone":
            one.duration_minutes = 0
    _put_last([one for one in tasks if one.position is None])


def _with_all_parts(tasks: Sequence[Task]) -> None:
    """With a task go its parts, and the links and assignments of all of them, each by its own operation."""
    whole = below([one.pk for one in tasks], Task.objects.filter(plan__in={one.plan_id for one in tasks}).values_list("pk", "parent_id"))
    links = TaskLink.objects.filter(Q(predecessor__in=whole) | Q(successor__in=whole))
    parts = [key for key in whole if key not in {one.pk for one in tasks}]
    of_tasks: dict[str, Any] = {"assignment": Assignment, "checklist-item": ChecklistItem, "task-trace": TaskTrace}
    hanging = {"task-link": links} | {name: model.objects.filter(task__in=whole) for name, model in of_tasks.items()}
    for name, found in hanging.items():
        if keys := _keys(found):
            perform(operation_named(f"{name}.delete"), actor(), on=keys)
    if awaited := _keys(ProjectDependency.objects.filter(on_task__in=whole)):  # another project's row, which is not ours to delete
        perform(operation_named("project-dependency.lose-task"), actor(), on=awaited)
    if parts:
        perform(operation_named("task.delete"), actor(), on=parts)


def _keys(found: QuerySet[Any]) -> list[int]:
    return list(found.order_by("pk").values_list("pk", flat=True))


add_generated(TASK, then=_rules, before_deletion=_with_all_parts)


@operation(TASK, "place", reversible=True)
def place(
    tasks: Sequence[Task],
    *,
    parent: Annotated[Any, Ref(entity="task", label="Part of", required=False, help="None: at the top.")],
    after: Annotated[Any, Ref(entity="task", required=False, help="The task of the same parent that comes before; none: first.")],
) -> None:
    """Move tasks in the outline, with all their parts, behind another task."""
    plans = {one.plan_id for one in tasks}
    for other in (parent, after):
        if other is not None and {other.plan_id} != plans:
            raise Invalid({"after": [Fault("other-plan", said("all of them are of one plan."))]})
    if after is not None and after.parent_id != (parent.pk if parent is not None else None):
        raise Invalid({"after": [Fault("other-parent", said("{after} is not part of the same task.", after=after.number))]})
    moved = {one.pk: parent.pk for one in tasks if parent is not None and one.parent_id != parent.pk}
    for one in tasks:
        one.parent_id = parent.pk if parent is not None else None
    if parent is not None and moved:
        take_turn_of(parent.plan_id)
        check_outline(tasks)
        check_place(parent.plan_id, moved)
    _insert(tasks, parent, after)


@operation(TASK, "report", reversible=True)
def report(
    tasks: Sequence[Task],
    *,
    done: Annotated[int | None, Percent(required=False)],
    remaining: Annotated[int | None, Span(required=False, help="Working time still needed.")],
    started: Annotated[int | None, LocalMoment(required=False)],
    finished: Annotated[int | None, LocalMoment(required=False, ends=True)],
    expected_finish: Annotated[int | None, LocalMoment(required=False, ends=True)],
    blocked_by: Annotated[str | None, Text(most=300, required=False, help="What is in the way; empty when nothing is.")],
) -> None:
    """Say how far the work is. What is left empty stays, but for what blocks it; what is still needed is counted from now on."""
    # What is done in part or whole was begun: as planned, where that is past, else now. What is done whole is finished: now, unless it is
    # said when; what is not whole any more is not. What is left is said by a new share where nobody says it beside that.
    _check_whole(done, finished, remaining)
    at = now()
    planned = _planned(tasks) if done and started is None else {}
    for one in tasks:
        one.reported_at = at
        if started is not None:
            one.started_at = started
        if finished is not None:
            say_finished(one, finished)
            if one.started_at is None:
                told = said("{number} was finished without having been started; say when that was.", number=one.number)
                raise Invalid({"started": [Fault("not-started", told)]})
        if done is not None:
            take_share(one, done, planned.get(one.pk))
        if remaining is not None and one.finished_at is None:
            one.remaining_minutes, one.remaining_at = remaining, plan_now()
        elif remaining and done is None:
            told = said("{number} is finished: nothing remains of it. To go on with it, say how much of it is done.", number=one.number)
            raise Invalid({"remaining": [Fault("is-finished", told)]})
        if expected_finish is not None:
            one.expected_finish_at = expected_finish
        one.blocked_by = blocked_by or ""


def _check_whole(done: int | None, finished: int | None, remaining: int | None) -> None:
    """Raises Invalid where it is said that the work is finished, and that it is not."""
    if finished is not None and done not in (None, FULL_SHARE):
        raise Invalid({"done": [Fault("contradiction", said("what is finished is done whole; leave one of the two out."))]})
    if remaining and (finished is not None or done == FULL_SHARE):
        raise Invalid({"remaining": [Fault("contradiction", said("nothing remains of what is done whole; leave one of the two out."))]})


def _planned(tasks: Sequence[Task]) -> Mapping[int, int]:
    """When they are planned to begin; without milestones, which take no time."""
    works = [one.pk for one in tasks if one.kind != "milestone"]
    return dict(TaskDates.objects.filter(task__in=works).values_list("task_id", "start"))


def take_share(task: Task, done: int, planned: int | None) -> None:
    """So much is done: what is done in part was begun, what is done whole is finished, and what is not whole any more is not."""
    at = plan_now()
    if done and task.started_at is None:
        task.started_at = at if planned is None else min(planned, at)
    if done == FULL_SHARE:
        say_finished(task, task.finished_at if task.finished_at is not None else max(at, task.started_at or at))
    elif done != task.done_share or task.finished_at is not None:
        say_unfinished(task, done)


@operation(TASK, "renumber", inner=True)
def renumber(tasks: Sequence[Task], *, position: Annotated[int, Whole(least=-(2**62), most=2**62)]) -> None:
    """Room is made between tasks; their order stays."""
    for one in tasks:
        one.position = position


@operation(TASK, "plan-as-sold")
def plan_as_sold(tasks: Sequence[Task]) -> None:
    """Plan the work as sold: its scope is approved by the client, and it carries that approval."""
    answers = binding_verdicts({one.scope_item_id for one in tasks}, Work.PLAN)
    projects = ProjectPlan.objects.filter(pk__in={one.plan_id for one in tasks}, project__billing="none")
    unbilled = dict(projects.values_list("pk", "project__number"))
    for one in tasks:
        if one.plan_id in unbilled:
            told = said(
                "{number}: nobody is billed for {unbilled}. Say on its page how it is billed, then sell its work.",
                number=one.number,
                unbilled=unbilled[one.plan_id],
            )
            raise Invalid({"": [Fault("not-billed", told)]})
        one.chargeable, one.given_away = True, False
        _carry(one, answers[one.scope_item_id])


@operation(TASK, "plan-unsold")
def plan_unsold(tasks: Sequence[Task]) -> None:
    """Plan the work as not sold: it is done, and nobody pays for it. That holds until it is planned as sold."""
    for one in tasks:
        one.chargeable, one.approval_id, one.given_away = False, None, True


@operation(TASK, "hold", derived=True)
def hold(tasks: Sequence[Task]) -> None:
    """Its scope is approved no more, or nobody is billed: it is not sold until that changes."""
    for one in tasks:
        one.chargeable, one.approval_id = False, None


def sell_where_allowed(tasks: Sequence[Task]) -> None:
    """Of tasks that somebody gave away, or does no longer: they are sold where their scope is approved and somebody is billed."""
    answers = binding_verdicts({one.scope_item_id for one in tasks}, Work.PLAN)
    billed = set(ScopeItem.objects.filter(pk__in=answers).exclude(project__billing="none").values_list("pk", flat=True))
    for one in tasks:
        one.chargeable = not one.given_away and one.scope_item_id in billed and answers[one.scope_item_id].allowed
        _carry(one, answers[one.scope_item_id])


def _carry(task: Task, answer: Verdict) -> None:
    """Chargeable work carries the approval in force. Raises Invalid: what no client has approved is not planned as sold."""
    if task.chargeable and not answer.allowed:
        raise Invalid({"": [Fault(answer.code, said("{task}: {why}", task=task.number, why=answer.why))]})
    task.approval_id = answer.approval if task.chargeable else None


def _check_places(tasks: Sequence[Task]) -> None:
    parents = Task.objects.in_bulk({one.parent_id for one in tasks if one.parent_id is not None})
    for one in tasks:
        if one.parent_id is not None and parents[one.parent_id].plan_id != one.plan_id:
            raise Invalid(
                {"parent": [Fault("other-plan", said("{parent} is a task of another plan.", parent=parents[one.parent_id].number))]}
            )


def check_outline(tasks: Sequence[Task]) -> None:
    """Of all tasks that are to get another parent, or to come to the top. Raises Invalid where one would be a part of itself."""
    if all(one.parent_id is None for one in tasks):
        return
    rows = list(Task.objects.filter(plan__in={one.plan_id for one in tasks}).values_list("pk", "parent_id", "number"))
    parents: dict[int, int | None] = {key: parent for key, parent, _ in rows}
    parents.update({one.pk: one.parent_id for one in tasks})
    numbers = {key: number for key, _, number in rows}
    for one in tasks:
        if one.parent_id is not None and is_below(one.parent_id, one.pk, parents):
            told = said("{parent} is a part of {number} and cannot hold it.", parent=numbers.get(one.parent_id, ""), number=one.number)
            raise Invalid({"parent": [Fault("circle", told)]})


def _put_last(tasks: Sequence[Task]) -> None:
    """Behind those that are there, in the order given."""
    wanted = {(one.plan_id, one.parent_id) for one in tasks}
    ends = {key: Task.objects.filter(plan=key[0], parent=key[1]).aggregate(last=Max("position"))["last"] for key in sorted(wanted, key=str)}
    for one in tasks:
        key = (one.plan_id, one.parent_id)
        last = ends[key]
        one.position = ends[key] = 0 if last is None else last + STEP


def _insert(tasks: Sequence[Task], parent: Task | None, after: Task | None) -> None:
    """Between `after` and the one behind it; where there is no room all tasks of the parent are numbered anew."""
    beside = Task.objects.filter(plan=tasks[0].plan_id, parent=parent).exclude(pk__in=[one.pk for one in tasks])
    low = after.position if after is not None else None
    behind = beside.filter(position__gt=low) if low is not None else beside
    high = behind.aggregate(first=Min("position"))["first"]
    for one in tasks:
        found = between(low, high)
        if found is None:
            _renumber(tasks, beside, after)
            break
        one.position = low = found


def _renumber(tasks: Sequence[Task], beside: Any, after: Task | None) -> None:
    order = list(beside.order_by("position", "pk").values_list("pk", flat=True))
    at = 0 if after is None else order.index(after.pk) + 1 if after.pk in order else beside.filter(position__lt=after.position).count()
    positions = spread([*order[:at], *(one.pk for one in tasks), *order[at:]])
    moved = {key: positions[key] for key in order}
    perform(operation_named("task.renumber"), actor(), on=list(moved), given=[{"position": value} for value in moved.values()])
    for one in tasks:
        one.position = positions[one.pk]
