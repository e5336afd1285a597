"""What a file changes in a plan: beside what it said the last time, or, where it is a table that was given out here, beside the plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from milepost.apps.planning.files.compare import COLUMNS, OF_PARTS, ChangedTask, Comparison, compare, known_before, merged, who_of
from milepost.apps.planning.files.draft import Draft, DraftLink, DraftTask
from milepost.apps.planning.files.own_table import OwnTable, own_table
from milepost.apps.planning.models import Assignment, Task, TaskDates, TaskLink
from milepost.apps.planning.services.task import take_share
from milepost.engine.model import ResourceKind
from milepost.values import FULL_SHARE

Json = dict[str, Any]
FIELDS = {
    "name": "name",
    "kind": "milestone",
    "duration_minutes": "duration",
    "effort_minutes": "work",
    "constraint": "constraint",
    "constraint_at": "constraint",
    "deadline_at": "deadline",
    "priority": "priority",
    "done_share": "percent",
    "started_at": "actual_start",
    "finished_at": "actual_finish",
    "notes": "notes",
}
"""By what the house keeps of a task the field of a table that says it; the rest stays as it is."""
_READ = ("pk", "remaining_minutes", *FIELDS)


def known(draft: Draft, plan: int | None) -> Mapping[str, str]:
    """Who of the file is known to be who here."""
    table = own_table(draft, plan)
    return table.who if table is not None else known_before(plan)


def against(draft: Draft, plan: int | None, who: Mapping[str, str]) -> tuple[Draft, Comparison]:
    """What the file changes, and the file as it is to be written: in a table of ours the tasks have other keys."""
    table = own_table(draft, plan)
    return (draft, compare(draft, plan, who)) if table is None else (table.file, _changes(table, plan, who))


def _changes(table: OwnTable, plan: int | None, who: Mapping[str, str]) -> Comparison:
    file, ids = table.file, table.ids
    rows = {row["pk"]: row for row in Task.objects.filter(pk__in=ids.values()).values(*_READ)}
    now = {one.key: one for one in table.now.tasks}
    summaries = {one.parent for one in (*file.tasks, *table.now.tasks)}
    planned = dict(TaskDates.objects.filter(plan=plan).values_list("task_id", "start"))
    outlined = "level" in file.columns or any(one.parent is not None for one in file.tasks)
    same = [one for one in file.tasks if one.key in ids and one.key in now]
    typed = _Typed(table, summaries, planned)
    changed = []
    for one in same:
        columns = typed.columns(one, now[one.key], rows[ids[one.key]])
        moved = outlined and one.parent != now[one.key].parent
        if columns or moved:
            changed.append(ChangedTask(ids[one.key], one, columns, (), (), moved))
    gone = dict(
        Task.objects.filter(plan=plan, in_backlog=False).exclude(pk__in=ids.values()).exclude(pk__in=table.kept).values_list("pk", "name")
    )
    return Comparison(
        ids=dict(ids),
        new=tuple(one for one in file.tasks if one.key not in ids),
        changed=tuple(changed),
        gone=gone,
        **_links(table),
        **_work(table, who, {one.draft.key for one in changed if "effort_minutes" in one.columns}),
        alike=sum(one.name == now[one.key].name for one in same) / len(same) if same else 0.0,
    )


class _Typed:
    """What somebody typed into the row of a task."""

    def __init__(self, table: OwnTable, summaries: set[str | None], planned: Mapping[int, int]) -> None:
        self.table, self.summaries, self.planned = table, summaries, planned
        self.held = {name for name in COLUMNS if FIELDS.get(name) in table.file.columns}
        self.by_people = _by_people(table.file)

    def columns(self, one: DraftTask, now: DraftTask, row: Mapping[str, Any]) -> Json:
        """What differs from what would be given out now, and from what is there."""
        told, was = _constrained(one, self.table.file.pinned), _constrained(now, self.table.now.pinned)
        names = self.held - (OF_PARTS if one.key in self.summaries else frozenset())
        if row["effort_minutes"] is None and told["effort_minutes"] == self.by_people.get(one.key):
            names = names - {"effort_minutes"}
        found = {name: told[name] for name in names if told[name] != was[name] and told[name] != row[name]}
        if {"constraint", "constraint_at"} & found.keys():
            found |= {name: told[name] for name in ("constraint", "constraint_at")}
        return found | self._progress(found, row)

    def _progress(self, found: Mapping[str, Any], row: Mapping[str, Any]) -> Json:
        """What is said of progress holds together, as when it is reported."""
        if not {"done_share", "finished_at"} & found.keys():
            return {}
        finished = found.get("finished_at")
        done = FULL_SHARE if finished is not None else found.get("done_share", row["done_share"])
        task = Task(
            started_at=found.get("started_at", row["started_at"]),
            finished_at=finished if finished is not None else row["finished_at"] if "finished_at" not in found else None,
            done_share=row["done_share"],
            remaining_minutes=row["remaining_minutes"],
        )
        take_share(task, done, self.planned.get(row["pk"]))
        names = ("done_share", "started_at", "finished_at", "remaining_minutes")
        return {name: getattr(task, name) for name in names if getattr(task, name) != row[name]}


def _constrained(one: DraftTask, pinned: frozenset[str]) -> Json:
    """Without the constraint that is read of a start alone, which is what the plan came to."""
    return one.columns | {"constraint": "asap", "constraint_at": None} if one.key in pinned else one.columns


def _by_people(draft: Draft) -> dict[str, int]:
    """By task the minutes that its people work in its duration: what is read where no work is written."""
    plan, keys = draft.plan, {one.foreign["id"]: one.key for one in draft.tasks}
    working = {one.id for one in plan.resources if one.kind is ResourceKind.WORK}
    found: dict[str, int] = {}
    for one in plan.assignments:
        if one.resource in working and one.task in keys:
            key = keys[one.task]
            found[key] = found.get(key, 0) + plan.task[one.task].duration * one.units // FULL_SHARE
    return {key: seconds // 60 for key, seconds in found.items()}


def _links(table: OwnTable) -> Json:
    if not {"predecessors", "successors"} & table.file.columns:
        new = {one.key for one in table.file.tasks} - table.ids.keys()
        return {"new_links": tuple(one for one in table.file.links if {one.before, one.behind} & new)}
    before = {(one.before, one.behind): _said(one) for one in table.now.links}
    found = TaskLink.objects.filter(predecessor__in=table.ids.values(), successor__in=table.ids.values())
    there = {(one.predecessor_id, one.successor_id): one for one in found}
    new_links, changed, kept = [], {}, set()
    for link in table.file.links:
        pair = (link.before, link.behind)
        kept.add(pair)
        row = there.get((table.ids.get(link.before, 0), table.ids.get(link.behind, 0)))
        if row is None:
            new_links.append(link)
        elif before.get(pair) != _said(link) and _said(link) != (row.kind, row.lag, row.lag_kind):
            changed[row.pk] = link
    ended = [there.get((table.ids.get(one, 0), table.ids.get(other, 0))) for one, other in before if (one, other) not in kept]
    return {"new_links": tuple(new_links), "changed_links": changed, "gone_links": tuple(row.pk for row in ended if row is not None)}


def _said(link: DraftLink) -> tuple[str, int, str]:
    return link.kind, link.lag, link.lag_kind


def _work(table: OwnTable, who: Mapping[str, str], effort_typed: set[str]) -> Json:
    """Shares are the table's; what each of them works changes where the work of the whole task was typed. Nobody is taken off a task for
    which the file names somebody whom nobody here stands for."""
    if "resources" not in table.file.columns:
        return {}
    ids = table.ids
    before = {(ids[task], match): one for (task, match), one in merged(table.now.work, table.now_who).items() if task in ids}
    there = {(one.task_id, who_of(one)): one for one in Assignment.objects.filter(task__in=ids.values())}
    new, changed, kept = [], {}, {ids.get(one.task) for one in table.file.work if one.resource not in who}
    told = merged(table.file.work, who)
    for (key, match), work in told.items():
        was, row = before.get((ids.get(key, 0), match)), there.get((ids.get(key, 0), match))
        if row is None:
            new.append(work if key not in ids or key in effort_typed else replace(work, effort=None))
            continue
        effort = work.effort if row.effort_minutes is not None and key in effort_typed else row.effort_minutes
        share = work.share if was is None or work.share != was.share else row.share
        if (share, effort) != (row.share, row.effort_minutes):
            changed[row.pk] = replace(work, share=share, effort=effort)
    named = {(ids.get(key), match) for key, match in told}
    gone = [there[one].pk for one in before if one not in named and one[0] not in kept and one in there]
    return {"new_work": tuple(new), "changed_work": changed, "gone_work": tuple(gone)}
