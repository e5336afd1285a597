"""Levels plans that share people, and keeps what it proposes; nothing of the plans is changed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid4

from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.bridge.levelling import OF_PERSON, WORK, Levelled, level_plans, moved_in, why
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.models import LevellingMove, LevellingProposal, Task
from milepost.engine.levelling import Blocker, Moved, Progress
from milepost.engine.load import Overload
from milepost.engine.problem import Problem
from milepost.kernel.access import house
from milepost.kernel.jobs import Effect
from milepost.kernel.operations import operation_named, perform
from milepost.values import said

MINUTE = 60
Json = dict[str, Any]


def level(report: Any, /, plans: list[int], tries: int | None = None) -> Any:
    """What it came to: the proposals' ids, or the problems for which nothing could be levelled."""
    changes, loaded, work = {}, [], tries or WORK
    for place, key in enumerate(plans):
        report(0, work, said("Reading plan {place} of {count}", place=place + 1, count=len(plans)))
        changes[key] = last_number(key)
        loaded.append(load(key))

    def watch(search: Progress) -> bool:
        report(min(search.tried, work), work, said("{tried:,} of {max:,} schedules tried", tried=search.tried, max=max(work, search.tried)))
        return True

    report(0, work, said("Scheduling without limits of people"))
    levelled = level_plans(loaded, watch=watch, work=work, told=lambda text: report(0, work, text))
    report(work, work, said("Explaining what moved"))
    if levelled.errors:
        return {"proposals": [], "problems": [_told(one) for one in levelled.errors]}
    result: Json = {"problems": []}

    def apply() -> None:
        result["proposals"] = _keep(levelled, changes)

    return Effect(apply, result)


def _keep(levelled: Levelled, changes: Mapping[int, int]) -> list[int]:
    """One proposal for each plan; what was proposed for it before and not decided on is declined."""
    actor = house("levelling")
    old = LevellingProposal.objects.filter(plan__in=list(changes), state="open").order_by("pk").values_list("pk", flat=True)
    if old:
        perform(operation_named("levelling-proposal.decline"), actor, on=list(old), reason="levelled anew")
    mark = uuid4().hex
    rows = [list(_moves(levelled, number)) for number in range(len(levelled.plans))]
    rows = _without_deleted(rows, changes)
    given = [_proposal(levelled, number, mark, changes, len(moves)) for number, moves in enumerate(rows)]
    made = perform(operation_named("levelling-proposal.create"), actor, given=given).records
    for proposal, moves in zip(made, rows, strict=True):
        LevellingMove.objects.bulk_create([LevellingMove(proposal_id=proposal.pk, **facts) for facts in moves], batch_size=500)
    return [one.pk for one in made]


def _without_deleted(rows: list[list[Json]], plans: Iterable[int]) -> list[list[Json]]:
    """Somebody may have deleted tasks while it was worked out; the proposal is not accepted then, and can still be read."""
    there = set(Task.objects.filter(plan__in=list(plans)).values_list("pk", flat=True))
    return [
        [move | {"after_id": move["after_id"] if move["after_id"] in there else None} for move in moves if move["task_id"] in there]
        for moves in rows
    ]


def _proposal(levelled: Levelled, number: int, mark: str, changes: Mapping[int, int], moved: int) -> Json:
    result, key = levelled.result, levelled.loaded[number].key
    own = {one.id for one in levelled.plans[number].resources}
    before = [one for one in levelled.overloads_before if one.person in own]
    after = [one for one in levelled.overloads_after if one.person in own]
    tasks = levelled.plans[number].task
    return {
        "plan": key,
        "mark": mark,
        "change": changes[key],
        "finish_before": levelled.before[number].finish // MINUTE if levelled.before[number].dates else None,
        "finish_after": result.schedules[number].finish // MINUTE if result.schedules[number].dates else None,
        "moved": moved,
        "delay_minutes": max(result.delay, 0) // MINUTE,
        "bound_minutes": max(result.bound, 0) // MINUTE,
        "tried": result.tried,
        "overloads_before": len(before),
        "overloads_after": len(after),
        "verified": result.verified,
        "people": _people(before, after),
        "problems": [_told(one) for one in result.problems if not one.tasks or any(task in tasks for task in one.tasks)],
    }


def _people(before: list[Overload], after: list[Overload]) -> list[Json]:
    """By person who had or has too much to do, the most before first."""
    found = []
    for person, name in {one.person: one.name for one in (*before, *after)}.items():
        old, new = [one for one in before if one.person == person], [one for one in after if one.person == person]
        excess = (sum(one.excess for one in old) // MINUTE, sum(one.excess for one in new) // MINUTE)
        found.append(_who(person, name) | {"before": len(old), "after": len(new), "excess_before": excess[0], "excess": excess[1]})
    return sorted(found, key=lambda one: (-one["excess_before"], -one["before"]))


def _moves(levelled: Levelled, number: int) -> Iterator[Json]:
    before, plan = levelled.before[number], levelled.result.plans[number]
    after = levelled.result.schedules[number]
    for key, moved in moved_in(levelled, number):
        if key not in before or key not in after:
            continue
        word = why(levelled, number, key, moved)
        yield {
            "task_id": int(key),
            "start_before": before[key].start // MINUTE,
            "finish_before": before[key].finish // MINUTE,
            "start": after[key].start // MINUTE,
            "finish": after[key].finish // MINUTE,
            "delay_before": -(-levelled.plans[number].task[key].leveling_delay // MINUTE),
            "delay": -(-plan.task[key].leveling_delay // MINUTE),
            "why": word,
            "after_id": _followed(levelled, number, key, moved) if word == "follows" else None,
            "blockers": [_blocker(levelled, number, one) for one in moved.blockers] if moved is not None else [],
        }


def _followed(levelled: Levelled, number: int, key: str, moved: Moved | None) -> int | None:
    """The task that moved and that this one waits for: by the link that drives it, else of that name."""
    schedule, plan = levelled.result.schedules[number], levelled.result.plans[number]
    link = schedule[key].driving_link
    if link is not None:
        return int(plan.links[link].predecessor)
    name = (moved.after or "").strip("'") if moved is not None else ""
    return next((int(one.task) for one in levelled.result.moved if one.plan == number and one.name == name), None)


def _blocker(levelled: Levelled, number: int, one: Blocker) -> Json:
    """Names of other plans' tasks are not kept: whoever reads this need not be allowed to know them."""
    facts: Json = _who(one.person, one.name) | {"until": one.until // MINUTE}
    if one.task is not None and one.plan is not None:
        return facts | {"task": int(one.task), "plan": levelled.loaded[one.plan].key}
    own = {task.name for task in levelled.plans[number].tasks}
    name = one.label.strip("'")
    return facts | ({"label": name} if name in own else {})


def _who(person: str, name: str) -> Json:
    """The id of a person of the house; of somebody else the name."""
    return {"person": int(person.removeprefix(OF_PERSON))} if person.startswith(OF_PERSON) else {"person": None, "name": name}


def _told(problem: Problem) -> Json:
    found = {name: getattr(problem, name) for name in ("code", "place", "message", "remedy")}
    return found | {"severity": problem.severity.value, "tasks": [int(task) for task in problem.tasks]}
