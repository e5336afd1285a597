"""Levelling: asked for, and what is proposed accepted as a whole, in part, or not at all."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Any

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.bridge.changes import since
from milepost.apps.planning.bridge.moves import forget_choice, keep_choice
from milepost.apps.planning.entities import LEVELLING_PROPOSAL, PROJECT_PLAN, TASK
from milepost.apps.planning.models import LevellingMove, LevellingProposal, ProjectPlan, Task
from milepost.apps.planning.services.project_plan import refuse_over
from milepost.kernel.errors import Fault, Invalid, WrongState
from milepost.kernel.inputs import JsonValue, Span, Whole
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Account
from milepost.kernel.operations import operation, operation_named, perform
from milepost.values import listed, said, said_many

JOB = "milepost.apps.planning.jobs.levelling.level"
MOST_WORK = 100_000
MOST_NAMED = 5
PARTS = {
    "links": said("links"),
    "assignments": said("who works on what"),
    "scopes": said("its scope"),
    "calendar": said("somebody's working time or days off"),
}


def job_key(plans: Sequence[int]) -> str:
    """What the job that levels these plans is unique by while it is open."""
    keys = " ".join(map(str, sorted(plans)))
    return f"level {keys}" if len(keys) < 150 else f"level {sha256(keys.encode()).hexdigest()}"


@operation(PROJECT_PLAN, "level")
def level(
    plans: Sequence[ProjectPlan],
    *,
    tries: Annotated[int | None, Whole(least=1, most=MOST_WORK, required=False, help="Schedules to try; 300 when left out.")],
) -> None:
    """Ask how the work of these plans could be moved so that nobody has more to do than they can. It is proposed by a job, and nothing
    moves until the proposal is accepted."""
    refuse_over(plans)
    keys = sorted(one.pk for one in plans)
    enqueue(JOB, [keys, tries], unique=job_key(keys))


@operation(TASK, "delay", reversible=True)
def delay(
    tasks: Sequence[Task],
    *,
    by: Annotated[int, Span(help="By the clock, nights and days off included; 0: as its links have it.")],
) -> None:
    """Let tasks begin later than their links would have them, so that their people are free."""
    for one in tasks:
        one.leveling_delay_minutes = by


@operation(LEVELLING_PROPOSAL, "accept")
def accept(
    proposals: Sequence[LevellingProposal],
    *,
    tasks: Annotated[Any, JsonValue(required=False, help="Ids of the tasks to move: [12, 14]. All of them when left out.")],
) -> None:
    """Move the tasks as proposed: all of them, or those that are chosen. Refused when the plan was changed since the proposal was made."""
    for one in proposals:
        _check_fresh(one)
    moves = LevellingMove.objects.filter(proposal__in=proposals).order_by("pk")
    chosen = list(moves if tasks is None else moves.filter(task__in=_ids(tasks)))
    if tasks is not None and (not chosen or {one.task_id for one in chosen} != set(_ids(tasks))):
        told = said("name tasks that the proposal moves, at least one; or decline it.")
        raise Invalid({"tasks": [Fault("no-such-move", told)]})
    keep_choice(proposals, chosen)
    _delay({one.task_id: one.delay for one in chosen if one.delay != one.delay_before})


@operation(LEVELLING_PROPOSAL, "decline")
def decline(proposals: Sequence[LevellingProposal]) -> None:
    """Leave the plan as it is."""
    keep_choice(proposals, ())


@operation(LEVELLING_PROPOSAL, "reopen")
def reopen(proposals: Sequence[LevellingProposal]) -> None:
    """Decide on it anew. Tasks that were moved stay where they are; where the plan was changed since, it has to be levelled anew."""
    forget_choice(proposals)


def _delay(wanted: dict[int, int]) -> None:
    if wanted:
        perform(operation_named("task.delay"), actor(), on=list(wanted), given=[{"by": minutes} for minutes in wanted.values()])


def _ids(raw: Any) -> list[int]:
    """Raises Invalid."""
    if not isinstance(raw, list) or not all(isinstance(one, int) and not isinstance(one, bool) and abs(one) < 2**63 for one in raw):
        raise Invalid({"tasks": [Fault("no-ids", said("expected a list of ids of tasks, such as [12, 14]."))]})
    return raw


def _check_fresh(proposal: LevellingProposal) -> None:
    """Raises WrongState, with what was changed in the plan since the proposal was made, and by whom."""
    told = changed_since(proposal.plan_id, proposal.change)
    if told:
        raise WrongState(
            said("The plan was changed since this was proposed: {told}. Level it anew.", told=told), state=proposal.state, allowed=()
        )


def changed_since(plan: int, change: int) -> str:
    """In a few words; empty where nothing was."""
    found = since(plan, change)
    if found is None:
        return said("too much to name")
    if found.number == change:
        return ""
    tasks = Task.objects.filter(pk__in=found.tasks).order_by("position", "pk")
    names = [f"{number} {name}" for number, name in tasks.values_list("number", "name")[:MOST_NAMED]]
    more = len(found.tasks) - len(names)
    told = [*names, *([said_many("1 more task", "{count} more tasks", count=more)] if more > 0 else [])]
    told += [said_many("a task is gone", "{count} tasks are gone", count=len(found.gone))] if found.gone else []
    told += [words for part, words in PARTS.items() if part in found.parts]
    told += [said("the plan itself")] if not told else []
    who = Account.objects.filter(pk__in=found.accounts).order_by("name").values_list("name", flat=True)
    return listed(told) + said(", by {who}", who=listed(who, said(" and "))) if who else listed(told)
