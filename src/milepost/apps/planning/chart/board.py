"""A plan's board as its page shows it: the same tasks as the chart, each where its progress says; and the backlog with its iterations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import Coalesce

from milepost.apps.people.entities import PERSON
from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.chart.seen import seen
from milepost.apps.planning.entities import ASSIGNMENT, BOARD_COLUMN, CHECKLIST_ITEM, ITERATION, TASK
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.planning.rules.board import progress_of, stands_in
from milepost.apps.planning.selectors.board import ON_BOARD, ORDER
from milepost.apps.planning.selectors.under_way import waits_for
from milepost.apps.projects.entities import SCOPE_ITEM
from milepost.kernel.access import Actor

MOST = 40
"""Cards that a column shows at once; what is further down is found by a filter, or in the table."""
Json = dict[str, Any]
_READ = (
    *("id", "number", "version", "name", "column_id", "rank", "started_at", "finished_at", "done_share", "remaining_minutes", "points"),
    *(
        "effort_minutes",
        "duration_minutes",
        "deadline_at",
        "blocked_by",
        "in_backlog",
        "iteration_id",
        "need",
        "need_kind",
        "dates__start",
        "dates__finish",
    ),
    *("dates__held", "dates__critical"),
)


@dataclass(frozen=True, slots=True)
class Stack:
    """One column of cards: of the board, an iteration, or the backlog. `count` is how many stand there, whatever filter is set; `cards`
    are those that match, of which `more` are not shown."""

    key: str
    name: str
    count: int
    cards: Sequence[Json]
    more: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


def board_of(actor: Actor, plan: ProjectPlan, where: Q) -> list[Stack]:
    """The columns from the left; none where the plan has no board yet. What is done stands there the last first."""
    columns = list(seen(BOARD_COLUMN, actor).filter(plan=plan.pk).order_by("position", "pk").values("id", "name", "meaning", "wip_limit"))
    if not columns:
        return []
    meanings = {one["id"]: one["meaning"] for one in columns}
    placed: dict[int | None, list[tuple[int, int]]] = {}
    found = seen(TASK, actor).filter(ON_BOARD, where, plan=plan.pk).order_by(*ORDER)
    for key, column, started, finished in found.values_list("pk", "column_id", "started_at", "finished_at"):
        placed.setdefault(stands_in(column, progress_of(started, finished), meanings), []).append((key, finished or 0))
    for one in columns:
        if one["meaning"] == "done":
            placed.get(one["id"], []).sort(key=lambda task: -task[1])
    counts = _counts(plan, meanings)
    keys = {one["id"]: [key for key, _ in placed.get(one["id"], ())] for one in columns}
    return _filled(actor, [(str(one["id"]), one["name"], counts.get(one["id"], 0), keys[one["id"]], one) for one in columns])


def backlog_of(actor: Actor, plan: ProjectPlan, where: Q) -> list[Stack]:
    """The backlog, what is in the plan and in no iteration, and the iterations that have not ended."""
    found = seen(TASK, actor).filter(where, Q(finished_at=None) | Q(iteration__isnull=False), plan=plan.pk, children=None, kind="task")
    placed: dict[str, list[int]] = {}
    rows = found.exclude(iteration__state="ended").order_by(*ORDER).values_list("pk", "in_backlog", "iteration_id")
    for key, waits, iteration in rows:
        placed.setdefault("backlog" if waits else f"i{iteration}" if iteration else "plan", []).append(key)
    names: list[tuple[str, str, Mapping[str, Any]]] = [("backlog", "", {}), ("plan", "", {})]
    names += [(f"i{one['id']}", one["name"], one) for one in iterations_of(actor, plan)]
    return _filled(actor, [(key, name, len(placed.get(key, ())), placed.get(key, []), facts) for key, name, facts in names])


def iterations_of(actor: Actor, plan: ProjectPlan, *, ended: bool = False) -> list[Json]:
    """The iterations by their days, with what is planned into each and done of it: tasks, points, minutes."""
    found = seen(ITERATION, actor).filter(plan=plan.pk).order_by("first_day", "pk")
    found = found if ended else found.exclude(state="ended")
    work, done = Coalesce(F("tasks__effort_minutes"), F("tasks__duration_minutes")), Q(tasks__finished_at__isnull=False)
    names = ("id", "number", "version", "name", "goal", "state", "first_day", "last_day", "capacity_minutes", "committed_points")
    rows = found.annotate(
        tasks_all=Count("tasks"),
        tasks_done=Count("tasks", filter=done),
        points_all=Coalesce(Sum("tasks__points"), 0),
        points_done=Coalesce(Sum("tasks__points", filter=done), 0),
        work_all=Coalesce(Sum(work), 0),
        work_done=Coalesce(Sum(Case(When(done, then=work))), 0),
    ).values(
        *names,
        "committed_minutes",
        "done_points",
        "done_minutes",
        "tasks_all",
        "tasks_done",
        "points_all",
        "points_done",
        "work_all",
        "work_done",
    )
    return list(rows)


def days_left(last: date, today: date) -> int:
    """How many days an iteration still has, today counted."""
    return max(0, (last - today).days + 1)


def scopes_to_add(actor: Actor, plan: ProjectPlan) -> list[tuple[int, str, bool]]:
    """What a new card can hang on: id, name, and whether it is approved; that first."""
    found = seen(SCOPE_ITEM, actor).filter(project=plan.project_id, state__in=("in-scope", "proposed"))
    rows = [
        (key, f"{number} {name}", state == "in-scope") for key, number, name, state in found.values_list("pk", "number", "name", "state")
    ]
    return sorted(rows, key=lambda one: (not one[2], one[0]))


def matching(actor: Actor, plan: ProjectPlan, where: Q) -> list[int]:
    """Ids of the plan's tasks that a filter lets through."""
    return list(seen(TASK, actor).filter(where, plan=plan.pk).order_by("pk").values_list("pk", flat=True))


def change_number(plan: ProjectPlan) -> int:
    """By which it is told whether the plan was changed since."""
    return last_number(plan.pk)


def _filled(actor: Actor, stacks: Sequence[tuple[str, str, int, list[int], Mapping[str, Any]]]) -> list[Stack]:
    """With the cards that are shown, read at once."""
    shown = [key for *_, keys, _ in stacks for key in keys[:MOST]]
    cards = {row[0]: dict(zip(_READ, row, strict=True)) for row in Task.objects.filter(pk__in=shown).values_list(*_READ)}
    _complete(actor, cards.values())
    return [
        Stack(key, name, count, [cards[one] for one in keys[:MOST] if one in cards], max(0, len(keys) - MOST), facts)
        for key, name, count, keys, facts in stacks
    ]


def _counts(plan: ProjectPlan, meanings: Mapping[int, str]) -> Mapping[int | None, int]:
    """Of every column, whatever is shown: a limit is not kept by a filter."""
    counts: dict[int | None, int] = {}
    rows = Task.objects.filter(ON_BOARD, plan=plan.pk).values_list("column_id", "started_at", "finished_at")
    for column, started, finished in rows:
        place = stands_in(column, progress_of(started, finished), meanings)
        counts[place] = counts.get(place, 0) + 1
    return counts


def _complete(actor: Actor, cards: Iterable[Json]) -> None:
    """With who does them (no name of somebody whom the actor may not see), what they wait for, and how much of their checklists is done;
    five queries, however many there are."""
    found = {card["id"]: card for card in cards}
    for card in found.values():
        card |= {"people": [], "waits": [], "ticked": 0, "to_tick": 0}
    if not found:
        return
    people = seen(ASSIGNMENT, actor).filter(task__in=list(found), person__isnull=False).exclude(state="declined").order_by("pk")
    who = list(people.values_list("task_id", "person_id", "state"))
    called = dict(seen(PERSON, actor).filter(pk__in={person for _, person, _ in who}).values_list("pk", "name")) if who else {}
    for task, person, state in who:
        found[task]["people"].append((called.get(person, ""), state))
    waiting = waits_for(key for key, card in found.items() if card["started_at"] is None)
    names = (
        dict(seen(TASK, actor).filter(pk__in={one for keys in waiting.values() for one in keys}).values_list("pk", "name"))
        if waiting
        else {}
    )
    for task, keys in waiting.items():
        found[task]["waits"] = [names[key] for key in keys if key in names]
    ticks = seen(CHECKLIST_ITEM, actor).filter(task__in=list(found)).order_by().values("task_id")
    for row in ticks.annotate(whole=Count("pk"), ticked=Count("pk", filter=Q(state="done"))):
        found[row["task_id"]] |= {"to_tick": row["whole"], "ticked": row["ticked"]}
