"""A draft beside a plan that has tasks of the same file: what is new, what changed in the file, here or in both, and what is gone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from milepost.apps.planning.files.draft import Draft, DraftLink, DraftTask, DraftWork, lag_of
from milepost.apps.planning.models import Assignment, ProjectPlan, Task, TaskLink
from milepost.apps.planning.rules.foreign_task import columns_of, minutes
from milepost.apps.planning.rules.kept_facts import made
from milepost.engine import model
from milepost.values import FULL_SHARE

Json = dict[str, Any]
COLUMNS = (
    "name", "kind", "duration_minutes", "effort_minutes", "type", "constraint", "constraint_at", "deadline_at", "priority",
    "leveling_delay_minutes", "done_share", "remaining_minutes", "started_at", "finished_at", "notes",
)  # fmt: skip

OF_PARTS = frozenset({"duration_minutes", "effort_minutes", "remaining_minutes", "done_share", "started_at", "finished_at"})
"""What of a summary follows from its parts."""


REPORTED = ("remaining_minutes", "started_at", "finished_at")
OF_WHAT_IS_LEFT = frozenset({"duration_minutes", "done_share"})
"""What of a task that was reported on here follows, in a file that was given out, from what is left."""


@dataclass(frozen=True, slots=True)
class ChangedTask:
    """`columns` are set to what the file says; of `overwritten` somebody here had changed the value too. `keeps` are columns that were
    changed here alone, and stay."""

    key: int
    draft: DraftTask
    columns: Json
    overwritten: tuple[str, ...]
    keeps: tuple[str, ...]
    moved: bool


@dataclass(frozen=True)
class Comparison:
    """`ids` are those of tasks that are there, by their key in the file. `alike` is the share of them that look like the file's. Links and
    work of tasks that are gone from the file stay or go with those tasks, and are in none of the lists."""

    ids: dict[str, int] = field(default_factory=dict)
    new: tuple[DraftTask, ...] = ()
    changed: tuple[ChangedTask, ...] = ()
    gone: dict[int, str] = field(default_factory=dict)
    new_links: tuple[DraftLink, ...] = ()
    changed_links: dict[int, DraftLink] = field(default_factory=dict)
    gone_links: tuple[int, ...] = ()
    new_work: tuple[DraftWork, ...] = ()
    changed_work: dict[int, DraftWork] = field(default_factory=dict)
    gone_work: tuple[int, ...] = ()
    alike: float = 1.0


def compare(draft: Draft, plan: int | None, who: Mapping[str, str]) -> Comparison:
    """`who` stands here for resources of the file. Without a plan, or with one that knows nothing of a file, everything is new."""
    there = _there(draft, plan)
    if not there:
        work = merged(draft.work, who)
        return Comparison(new=draft.tasks, new_links=draft.links, new_work=tuple(work.values()))
    rows = list(there.values())
    drafted = {one.key: one for one in draft.tasks}
    ids = {key: row["pk"] for key, row in there.items()}
    same = [one for one in draft.tasks if one.key in there]
    keys = {row["pk"]: key for key, row in there.items()}
    summaries = {one.parent for one in draft.tasks}
    gone = {row["pk"]: row["name"] for key, row in there.items() if row["foreign_id"] and key not in drafted}
    in_file = _keys_in_file(there, gone)
    changed = [found for one in same if (found := _changed(one, there[one.key], in_file, keys, summary=one.key in summaries))]
    alike = sum(_alike(one, there[one.key]) for one in same)
    return Comparison(
        ids=ids,
        new=tuple(one for one in draft.tasks if one.key not in there),
        changed=tuple(changed),
        gone=gone,
        **_links(draft, rows, ids, gone),
        **_work(draft, [row for row in rows if row["pk"] not in gone], ids, who, known_before(plan)),
        alike=alike / len(same) if same else 0.0,
    )


def _there(draft: Draft, plan: int | None) -> dict[str, dict[str, Any]]:
    """Tasks of the plan by their key in the file: those that came from it, and those of the house that the file knows because it was given
    out here."""
    rows = list(Task.objects.filter(plan=plan).values(*_READ)) if plan is not None else []
    found = {row["foreign_id"]: row for row in rows if row["foreign_id"]}
    own = {own_guid(row["pk"]): row for row in rows if not row["foreign_id"]}
    for one in draft.tasks if own else ():
        row = own.get(one.foreign.get("guid", "").upper())
        if row is not None and one.key not in found:
            found[one.key] = row
    return found


def own_guid(task: int) -> str:
    """By which a task of the house is known again in a file that was given out."""
    return str(uuid5(_NAMESPACE, f"task {task}")).upper()


_NAMESPACE = UUID("0b6f2f0e-6f0b-4f0e-9d8c-5d3c5a7e1f42")
_READ = ("pk", "parent_id", "foreign_id", "scheduling", "foreign", "remaining_at", *COLUMNS)


def _alike(one: DraftTask, row: Mapping[str, Any]) -> bool:
    was = row["foreign"] or {}
    guid = one.foreign.get("guid")
    return one.name in (row["name"], was.get("name")) or (guid is not None and guid == was.get("guid"))


def _changed(
    one: DraftTask, row: Mapping[str, Any], in_file: Mapping[str, str], keys: Mapping[int, str], *, summary: bool
) -> ChangedTask | None:
    was = original(row["foreign"], row["scheduling"])
    before = columns_of(was) if was is not None else {name: row[name] for name in COLUMNS}
    taken, overwritten, keeps = {}, [], []
    follows = row["remaining_at"] is not None and all(one.columns[name] == row[name] for name in REPORTED)
    for name in COLUMNS:
        if (summary and name in OF_PARTS) or (follows and name in OF_WHAT_IS_LEFT):
            continue
        said, now = one.columns[name], row[name]
        if said == now:
            continue
        if said == before[name]:
            keeps.append(name)
            continue
        taken[name] = said
        if now != before[name]:
            overwritten.append(name)
    parent = (row["foreign"] or {}).get("parent")
    parent_was = in_file.get(parent, parent) if parent is not None else None
    moved = one.parent != parent_was and one.parent != keys.get(row["parent_id"])
    same = not row["foreign_id"] or (row["foreign"], row["scheduling"]) == (one.foreign, one.scheduling)
    if not taken and not moved and same:
        return None
    return ChangedTask(row["pk"], one, taken, tuple(overwritten), tuple(keeps), moved)


def _keys_in_file(there: Mapping[str, Any], gone: Mapping[int, str]) -> dict[str, str]:
    """By the id that a task had within the file when that was brought before, its key. Ids of tasks that are gone may be others' by now."""
    found: dict[str, str] = {}
    for key, row in sorted(there.items(), key=lambda one: one[1]["pk"] not in gone):
        if (facts := row["foreign"]) and "id" in facts:
            found[facts["id"]] = key
    return found


def original(foreign: Json | None, scheduling: Json | None) -> model.Task | None:
    """The task as the file had it; None where it came from none."""
    if not foreign or "id" not in foreign:
        return None
    extra = {name: value for name, value in (scheduling or {}).items() if name not in ("assignments", "links", "typed", "progress")}
    return made(model.Task, {**extra, **foreign})


def _links(draft: Draft, rows: list[dict[str, Any]], ids: Mapping[str, int], without: Mapping[int, str]) -> dict[str, Any]:
    before = {pair: said for row in rows if row["foreign"] for pair, said in links_before(row["foreign"], row["foreign_id"]).items()}
    found = TaskLink.objects.filter(predecessor__in=ids.values(), successor__in=ids.values())
    there = {(one.predecessor_id, one.successor_id): one for one in found}
    new, changed, kept = [], {}, set()
    for link in draft.links:
        pair = (link.before, link.behind)
        kept.add(pair)
        row = there.get((ids.get(link.before, 0), ids.get(link.behind, 0)))
        said = (link.kind, link.lag, link.lag_kind)
        if row is None and (pair not in before or before[pair] != said):
            new.append(link)
        elif row is not None and said != (row.kind, row.lag, row.lag_kind) and said != before.get(pair):
            changed[row.pk] = link
    ended = [there.get((ids.get(pair[0], 0), ids.get(pair[1], 0))) for pair in before if pair not in kept]
    gone = [row.pk for row in ended if row is not None and not {row.predecessor_id, row.successor_id} & without.keys()]
    return {"new_links": tuple(new), "changed_links": changed, "gone_links": tuple(gone)}


def links_before(foreign: Json | None, behind: str) -> dict[tuple[str, str], tuple[str, int, str]]:
    """The links that the file had last time, as the house stores them, by the keys of both ends; the first where there were two."""
    found: dict[tuple[str, str], tuple[str, int, str]] = {}
    for facts in (foreign or {}).get("links", ()):
        link = made(model.Link, facts)
        found.setdefault((link.predecessor, behind), (link.kind.value, lag_of(link), link.lag_kind.value.replace(" ", "-")))
    return found


def known_before(plan: int | None) -> dict[str, str]:
    """Who of the file was who here when it was brought last."""
    facts = ProjectPlan.objects.filter(pk=plan).values_list("foreign", flat=True).first() if plan is not None else None
    return dict((facts or {}).get("who", {}))


def _work(
    draft: Draft, rows: list[dict[str, Any]], ids: Mapping[str, int], who: Mapping[str, str], was: Mapping[str, str]
) -> dict[str, Any]:
    before: dict[tuple[int, str], tuple[int, int | None]] = {}
    for row in rows:
        for facts in (row["scheduling"] or {}).get("assignments", ()):
            one = made(model.Assignment, {**facts, "task": ""})
            if one.resource is not None and one.resource in was:
                before[row["pk"], was[one.resource]] = (min(max(one.units, 0), FULL_SHARE), minutes(one.work) or None)
    there = {(one.task_id, who_of(one)): one for one in Assignment.objects.filter(task__in=ids.values())}
    new, changed, kept = [], {}, set()
    for (task, match), work in merged(draft.work, who).items():
        key = (ids.get(task, 0), match)
        kept.add(key)
        row_ = there.get(key)
        said = (work.share, work.effort)
        if row_ is None and key not in before:
            new.append(work)
        elif row_ is not None and said != (row_.share, row_.effort_minutes) and said != before.get(key):
            changed[row_.pk] = work
    gone = [there[key].pk for key in before if key not in kept and key in there]
    return {"new_work": tuple(new), "changed_work": changed, "gone_work": tuple(gone)}


def merged(work: tuple[DraftWork, ...], who: Mapping[str, str]) -> dict[tuple[str, str], DraftWork]:
    """By task and who it is here: two resources of the file may be one person."""
    found: dict[tuple[str, str], DraftWork] = {}
    for one in work:
        match = who.get(one.resource)
        if match is not None:
            was = found.get((one.task, match))
            share = min(was.share + one.share, FULL_SHARE) if was else one.share
            effort = ((was.effort or 0) + (one.effort or 0) if was else one.effort) or None
            found[one.task, match] = DraftWork(one.task, one.resource, share, effort)
    return found


def who_of(one: Assignment) -> str:
    """As matches are written: "person 5", "role 2"."""
    return f"person {one.person_id}" if one.person_id is not None else f"role {one.work_role_id}"
