"""Proposals of levelling as their page shows them; names only of what whoever looks may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.chart.following import Followed
from milepost.apps.planning.chart.following import newest as newest_job
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import LEVELLING_PROPOSAL, PROJECT_PLAN, TASK
from milepost.apps.planning.models import LevellingMove, LevellingProposal, ProjectPlan
from milepost.apps.planning.services.levelling import changed_since, job_key
from milepost.kernel.access import Actor, held_on, reach

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """`who` are the people it waits for, names of those that can be seen; `with_what` the work they are busy with, `after` the task it
    follows. `own` is whether it would get another delay of its own, and can be chosen; the others come along with what they follow."""

    task: int
    number: str
    name: str
    start_before: int
    finish_before: int
    start: int
    finish: int
    why: str
    who: tuple[str, ...]
    until: int | None
    with_what: str
    elsewhere: bool
    after: str
    own: bool
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class Person:
    """How often somebody had too much to do, and has; and by how many minutes. No name where that cannot be seen."""

    name: str
    before: int
    after: int
    excess_before: int
    excess: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """`of` is how many plans were levelled at once. `changed` says what was changed in the plan since, and is empty where it still stands;
    `may` what whoever looks may do with it."""

    row: LevellingProposal
    plan: ProjectPlan
    moves: tuple[Move, ...]
    people: tuple[Person, ...]
    of: int
    changed: str
    may: frozenset[str]

    @property
    def open(self) -> bool:
        """Whether it can still be accepted."""
        return self.row.state == "open" and not self.changed


def job_of(actor: Actor, plans: Sequence[int]) -> Followed | None:
    """The newest levelling of exactly these plans."""
    return newest_job([job_key(plans)], actor.account)


def plans_to_level(actor: Actor) -> list[ProjectPlan]:
    """Open main plans that the actor may level."""
    where = reach(PROJECT_PLAN, actor, "project-plan.level")
    found = seen(PROJECT_PLAN, actor).filter(where, kind="main", state="open")
    return list(found.select_related("project").order_by("project__name", "pk"))


def newest_proposals(actor: Actor, plans: Iterable[int], *, together: bool = False) -> list[Proposal]:
    """The newest proposal of each plan; with `together` those of the newest levelling that had any of them."""
    rows = seen(LEVELLING_PROPOSAL, actor).filter(plan__in=list(plans)).select_related("plan__project")
    if together:
        mark = rows.order_by("-pk").values_list("mark", flat=True).first()
        found = list(rows.filter(mark=mark).order_by("plan__project__name", "pk")) if mark else []
    else:
        newest: dict[int, Any] = {}
        for row in rows.order_by("pk"):
            newest[row.plan_id] = row
        found = list(newest.values())
    return [_proposal(actor, row) for row in found]


def _proposal(actor: Actor, row: LevellingProposal) -> Proposal:
    moves = list(LevellingMove.objects.filter(proposal=row).order_by("start", "task__position", "pk").values(*_MOVE))
    names = _names(actor, row, moves)
    may = held_on(LEVELLING_PROPOSAL, actor, ["levelling-proposal.accept", "levelling-proposal.decline"], row.pk)
    people = [
        Person(names.get(("person", one["person"]), one.get("name", "")), one["before"], one["after"], one["excess_before"], one["excess"])
        for one in row.people
    ]
    changed = changed_since(row.plan_id, row.change) if row.state == "open" else ""
    of = LevellingProposal.objects.filter(mark=row.mark).count()
    return Proposal(row, row.plan, tuple(_move(one, names) for one in moves), tuple(people), of, changed, may)


_MOVE = (
    "task_id", "task__number", "task__name", "start_before", "finish_before", "start", "finish", "delay_before", "delay", "why", "after_id",
    "blockers", "accepted",
)  # fmt: skip
Names = Mapping[tuple[str, int | None], str]


def _names(actor: Actor, row: LevellingProposal, moves: Sequence[Json]) -> Names:
    """Of people and tasks that the reasons name, as far as the actor may know of them; two queries."""
    blockers = [one for move in moves for one in move["blockers"]]
    people = {one["person"] for one in (*blockers, *row.people)} - {None}
    tasks = {one["task"] for one in blockers if "task" in one} | {move["after_id"] for move in moves} - {None}
    found: dict[tuple[str, int | None], str] = {
        ("person", key): name for key, name in seen(PERSON, actor).filter(pk__in=people).values_list("pk", "name")
    }
    for key, number, name, plan, project in seen(TASK, actor).filter(pk__in=tasks).values_list(*_TASK):
        found["task", key] = f"{number} {name}" + (f" ({project})" if plan != row.plan_id else "")
    return found


_TASK = ("pk", "number", "name", "plan_id", "plan__project__number")


def _move(one: Json, names: Names) -> Move:
    blockers = one["blockers"]
    who = [names.get(("person", blocker["person"]), blocker.get("name", "")) for blocker in blockers]
    work = [names.get(("task", blocker.get("task")), blocker.get("label", "")) for blocker in blockers]
    return Move(
        one["task_id"],
        one["task__number"],
        one["task__name"],
        one["start_before"],
        one["finish_before"],
        one["start"],
        one["finish"],
        one["why"],
        tuple(dict.fromkeys(name for name in who if name)),
        max((blocker["until"] for blocker in blockers), default=None),
        ", ".join(dict.fromkeys(name for name in work if name)),
        any("task" in blocker and ("task", blocker["task"]) not in names for blocker in blockers),
        names.get(("task", one["after_id"]), ""),
        one["delay"] != one["delay_before"],
        one["accepted"],
    )
