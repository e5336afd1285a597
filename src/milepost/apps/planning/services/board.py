"""What is done on the board: columns set up, tasks moved, taken into the plan or put back into the backlog, iterations begun and ended."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Max

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import BOARD_COLUMN, ITERATION, PROJECT_PLAN, TASK
from milepost.apps.planning.models import BoardColumn, Iteration, ProjectPlan, Task
from milepost.apps.planning.rules.board import progress_of
from milepost.apps.planning.rules.outline import STEP, between
from milepost.apps.planning.selectors.board import backlog_ranks, cards_in, size_of
from milepost.apps.planning.selectors.plan_clock import plan_now
from milepost.apps.planning.services.progress import say_finished, say_unfinished
from milepost.kernel.clock import now
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Flag, Ref, Whole
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

USUAL = (("To do", "to-do", None), ("Doing", "doing", 5), ("Review", "doing", 3), ("Done", "done", None))


def _put_last(columns: Sequence[BoardColumn]) -> None:
    """One without a place comes last."""
    ends: dict[int, int] = {}
    for one in columns:
        if not isinstance(one.position, int):  # left empty
            if one.plan_id not in ends:
                last = BoardColumn.objects.filter(plan=one.plan_id).aggregate(last=Max("position"))["last"]
                ends[one.plan_id] = -1 if last is None else last
            ends[one.plan_id] += 1
            one.position = ends[one.plan_id]


add_generated(BOARD_COLUMN, then=_put_last)


@operation(PROJECT_PLAN, "set-up-board")
def set_up_board(plans: Sequence[ProjectPlan]) -> None:
    """Give the plan a board with the usual columns; one that has columns keeps them."""
    there = set(BoardColumn.objects.filter(plan__in=plans).values_list("plan_id", flat=True))
    given = [
        {"plan": one.pk, "name": name, "meaning": meaning, "position": place, "wip_limit": limit}
        for one in plans
        if one.pk not in there
        for place, (name, meaning, limit) in enumerate(USUAL)
    ]
    if given:
        perform(operation_named("board-column.create"), actor(), given=given)


@operation(TASK, "move", reversible=True)
def move(
    tasks: Sequence[Task],
    *,
    column: Annotated[Any, Ref(entity="board-column", required=False, help="None: off the board, or within the backlog.")],
    after: Annotated[Any, Ref(entity="task", required=False, help="The card above; none: first.")],
    anyway: Annotated[bool, Flag(label="Over the limit", required=False)],
) -> None:
    """Move tasks on the board, or in the backlog. Where a column says that work is begun or done, the task says so too. A column that is
    full takes no more, unless somebody says so."""
    plans = {one.plan_id for one in tasks}
    if column is not None and plans != {column.plan_id}:
        raise Invalid({"column": [Fault("other-plan", said("{column} is on the board of another plan.", column=column.name))]})
    waiting = column is None and all(one.in_backlog for one in tasks) and len(plans) == 1
    there = cards_in(column) if column is not None else backlog_ranks(plans.pop()) if waiting else {}
    if column is not None and column.wip_limit is not None and not anyway:
        _check_limit(tasks, column, there)
    ranks = _ranks(tasks, there, after) if column is not None or waiting else [0] * len(tasks)
    for rank, one in zip(ranks, tasks, strict=True):
        one.column_id = column.pk if column is not None else None
        one.rank = rank
        if column is not None:
            one.in_backlog = False
            # A card that only gets another place among the others reports nothing.
            if one.pk not in there or progress_of(one.started_at, one.finished_at) != column.meaning:
                _say_progress(one, column.meaning)


def _check_limit(tasks: Sequence[Task], column: BoardColumn, cards: Mapping[int, int]) -> None:
    moved = {one.pk for one in tasks}
    there = len([key for key in cards if key not in moved])
    if moved - set(cards) and there + len(moved) > (column.wip_limit or 0):
        told = said(
            "{column} takes {wip_limit} at once and has {there}: finish one first, or say that it goes over the limit.",
            column=column.name,
            wip_limit=column.wip_limit,
            there=there,
        )
        raise Invalid({"column": [Fault("limit", told)]})


def _ranks(tasks: Sequence[Task], cards: Mapping[int, int], after: Task | None) -> Sequence[int]:
    """One for each, below the card `after`; where there is no room between two cards, all cards get new ones."""
    moved = {one.pk for one in tasks}
    there = [(key, rank) for key, rank in cards.items() if key not in moved]
    at = next((place + 1 for place, (key, _) in enumerate(there) if after is not None and key == after.pk), 0)
    low = there[at - 1][1] if at else None
    high = there[at][1] if at < len(there) else None
    found: list[int] = []
    for _ in tasks:
        rank = between(low, high)
        if rank is None or (low is not None and rank <= low):
            return _apart(there, at, len(tasks))
        found.append(rank)
        low = rank
    return found


def _apart(there: Sequence[tuple[int, int]], at: int, room: int) -> Sequence[int]:
    """Ranks for so many cards at a place, once the others have got theirs: their order stays."""
    wanted = {key: (place if place < at else place + room) * STEP for place, (key, _) in enumerate(there)}
    changed = {key: wanted[key] for key, rank in there if wanted[key] != rank}
    if changed:
        perform(operation_named("task.rank"), actor(), on=list(changed), given=[{"rank": rank} for rank in changed.values()])
    return [(at + place) * STEP for place in range(room)]


@operation(TASK, "rank", inner=True, reversible=True)
def rank_apart(tasks: Sequence[Task], *, rank: Annotated[int, Whole(least=-(2**62), most=2**62)]) -> None:
    """Room is made between cards; their order stays."""
    for one in tasks:
        one.rank = rank


def _say_progress(task: Task, meaning: str) -> None:
    """What is finished stays so from when it was, and what has begun from when it has."""
    at = plan_now()
    task.reported_at = now()
    if meaning == "to-do":
        if task.finished_at is not None or task.started_at is not None:
            say_unfinished(task, 0)
        task.started_at = None
        return
    task.started_at = task.started_at if task.started_at is not None else at
    if meaning == "done":
        say_finished(task, task.finished_at if task.finished_at is not None else max(at, task.started_at))
    elif task.finished_at is not None:
        say_unfinished(task, 0)


@operation(TASK, "put-into-backlog", reversible=True)
def put_into_backlog(tasks: Sequence[Task]) -> None:
    """Take tasks out of the schedule: they wait in the backlog, and no date counts them."""
    for one in tasks:
        if one.started_at is not None:
            raise Invalid(
                {"": [Fault("begun", said("{number} is begun; finish it, or say that it has not been begun.", number=one.number))]}
            )
        one.in_backlog = True


@operation(TASK, "take-into-plan", reversible=True)
def take_into_plan(tasks: Sequence[Task]) -> None:
    """Schedule tasks of the backlog."""
    for one in tasks:
        one.in_backlog = False


@operation(TASK, "plan-into", reversible=True)
def plan_into(
    tasks: Sequence[Task], *, iteration: Annotated[Any, Ref(entity="iteration", required=False, help="None: in no iteration.")]
) -> None:
    """Say in which iteration tasks are to be finished; what was in the backlog is scheduled with it."""
    if iteration is not None and ({one.plan_id for one in tasks} != {iteration.plan_id} or iteration.state == "ended"):
        told = (
            said("{iteration} has ended.", iteration=iteration.name)
            if iteration.state == "ended"
            else said("{iteration} is an iteration of another plan.", iteration=iteration.name)
        )
        raise Invalid({"iteration": [Fault("not-there", told)]})
    for one in tasks:
        one.iteration_id = iteration.pk if iteration is not None else None
        one.in_backlog = one.in_backlog and iteration is None


@operation(ITERATION, "begin")
def begin(iterations: Sequence[Iteration]) -> None:
    """Begin the iteration: what is planned into it is what the team says it will finish."""
    for one in iterations:
        found = size_of(Task.objects.filter(iteration=one))
        one.committed_points, one.committed_minutes = found.points, found.minutes


@operation(ITERATION, "postpone")
def postpone(iterations: Sequence[Iteration]) -> None:
    """Say that the iteration has not begun after all."""
    for one in iterations:
        one.committed_points, one.committed_minutes = None, None


@operation(ITERATION, "end")
def end(iterations: Sequence[Iteration]) -> None:
    """End the iteration. What is not finished leaves it and can be planned into another."""
    for one in iterations:
        found = size_of(Task.objects.filter(iteration=one, finished_at__isnull=False))
        one.done_points, one.done_minutes = found.points, found.minutes
    left = Task.objects.filter(iteration__in=iterations, finished_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    if keys := list(left):
        perform(operation_named("task.plan-into"), actor(), on=keys, given={"iteration": None})


@operation(ITERATION, "reopen")
def reopen(iterations: Sequence[Iteration]) -> None:
    """Go on with an iteration that was ended."""
    for one in iterations:
        one.done_points, one.done_minutes = None, None
