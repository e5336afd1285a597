"""Proposals of levelling as their page shows them; names only of what whoever looks may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.bridge.changes import last_numbers
from milepost.apps.planning.chart.following import Followed
from milepost.apps.planning.chart.following import newest as newest_job
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import LEVELLING_PROPOSAL, PROJECT_PLAN, TASK
from milepost.apps.planning.models import LevellingMove, LevellingProposal, ProjectPlan, TaskDates
from milepost.apps.planning.services.levelling import changed_since, job_key
from milepost.apps.planning.services.project_plan import OVER
from milepost.kernel.access import Actor, reach

Json = dict[str, Any]


def held_in(plan: ProjectPlan) -> int:
    """How many tasks of the plan are held: levelling leaves them out, for nobody may work on them."""
    return TaskDates.objects.filter(plan=plan.pk, held=True, task__children=None).count()


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
    """Open main plans, of projects that are not over, that the actor may level."""
    where = reach(PROJECT_PLAN, actor, "project-plan.level")
    found = seen(PROJECT_PLAN, actor).filter(where, kind="main", state="open").exclude(project__state__in=OVER)
    return list(found.select_related("project").order_by("project__name", "pk"))


def newest_proposals(actor: Actor, plans: Iterable[int], *, together: bool = False) -> list[Proposal]:
    """The newest proposal of each plan; with `together` those of the newest levelling that had any of them. As many queries for many as
    for one, but for those of plans that were changed since."""
    rows = seen(LEVELLING_PROPOSAL, actor).filter(plan__in=list(plans)).select_related("plan__project")
    if together:
        mark = rows.order_by("-pk").values_list("mark", flat=True).first()
        found = list(rows.filter(mark=mark).order_by("plan__project__name", "pk")) if mark else []
    else:
        found = list(rows.filter(pk__in=rows.order_by().values("plan").annotate(newest=Max("pk")).values("newest")).order_by("pk"))
    return _proposals(actor, found) if found else []


def _proposals(actor: Actor, rows: Sequence[LevellingProposal]) -> list[Proposal]:
    keys = [row.pk for row in rows]
    moves: dict[int, list[Json]] = {}
    for move in LevellingMove.objects.filter(proposal__in=keys).order_by("start", "task__position", "pk").values("proposal_id", *_MOVE):
        moves.setdefault(move["proposal_id"], []).append(move)
    names = _names(actor, rows, [move for its in moves.values() for move in its])
    marks = LevellingProposal.objects.filter(mark__in={row.mark for row in rows}).order_by().values_list("mark").annotate(of=Count("pk"))
    of = dict(marks)
    reached = {verb: _reached(actor, verb, keys) for verb in ("accept", "decline")}
    numbers = last_numbers([row.plan_id for row in rows if row.state == "open"])
    made = []
    for row in rows:
        behind = row.state == "open" and numbers[row.plan_id] != row.change
        changed = changed_since(row.plan_id, row.change) if behind else ""
        may = frozenset(LEVELLING_PROPOSAL.permission(verb) for verb, found in reached.items() if row.pk in found)
        its = tuple(_move(one, names, row.plan_id) for one in moves.get(row.pk, ()))
        made.append(Proposal(row, row.plan, its, tuple(_person(one, names) for one in row.people), of[row.mark], changed, may))
    return made


def _reached(actor: Actor, verb: str, keys: Sequence[int]) -> set[int]:
    where = reach(LEVELLING_PROPOSAL, actor, LEVELLING_PROPOSAL.permission(verb))
    return set(LevellingProposal.objects.filter(where, pk__in=keys).values_list("pk", flat=True))


def _person(one: Json, names: "Names") -> Person:
    name, _ = names.get(("person", one["person"]), (one.get("name", ""), None))
    return Person(name, one["before"], one["after"], one["excess_before"], one["excess"])


_MOVE = (
    "task_id", "task__number", "task__name", "start_before", "finish_before", "start", "finish", "delay_before", "delay", "why", "after_id",
    "blockers", "accepted",
)  # fmt: skip
Names = Mapping[tuple[str, int | None], tuple[str, tuple[int, str] | None]]
"""By kind and id the name, and of a task its plan with the project's number."""


def _names(actor: Actor, rows: Sequence[LevellingProposal], moves: Sequence[Json]) -> Names:
    """Of people and tasks that the reasons name, as far as the actor may know of them; two queries."""
    blockers = [one for move in moves for one in move["blockers"]]
    people = {one["person"] for one in (*blockers, *(one for row in rows for one in row.people))} - {None}
    tasks = {one["task"] for one in blockers if "task" in one} | {move["after_id"] for move in moves} - {None}
    found: dict[tuple[str, int | None], tuple[str, tuple[int, str] | None]] = {
        ("person", key): (name, None) for key, name in seen(PERSON, actor).filter(pk__in=people).values_list("pk", "name")
    }
    for key, number, name, plan, project in seen(TASK, actor).filter(pk__in=tasks).values_list(*_TASK):
        found["task", key] = (f"{number} {name}", (plan, project))
    return found


_TASK = ("pk", "number", "name", "plan_id", "plan__project__number")


def _task(names: Names, key: int | None, plan: int, otherwise: str = "") -> str:
    """Its number and name, and of another plan's task the project."""
    name, where = names.get(("task", key), (otherwise, None))
    return f"{name} ({where[1]})" if where is not None and where[0] != plan else name


def _move(one: Json, names: Names, plan: int) -> Move:
    blockers = one["blockers"]
    who = [names.get(("person", blocker["person"]), (blocker.get("name", ""), None))[0] for blocker in blockers]
    work = [_task(names, blocker.get("task"), plan, blocker.get("label", "")) for blocker in blockers]
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
        _task(names, one["after_id"], plan),
        one["delay"] != one["delay_before"],
        one["accepted"],
    )
