"""A table of a plan that was given out here and is brought back: its tasks are known by their numbers, and it is read beside one as it
would be given out now, so that only what was typed into it differs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from milepost.apps.planning.files.compare import known_before
from milepost.apps.planning.files.draft import Draft, DraftTask, draft_of
from milepost.apps.planning.files.outgoing import Outgoing, outgoing
from milepost.apps.planning.files.report import plan_document
from milepost.apps.planning.files.table import NUMBER, write_csv
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.engine.model import Plan, Settings
from milepost.engine.problem import Problem, Severity
from milepost.exchange.grid import heading_key
from milepost.exchange.imported import Imported
from milepost.exchange.people.names import name_key
from milepost.exchange.tabular import read_csv, read_xlsx
from milepost.kernel.documents import FORMATS, written
from milepost.values import listed, said

COMPUTED = frozenset({"held"})
USUAL = frozenset({"column-unknown", "start-assumed", "start-kept", "sheet-unknown"})
"""What is read of every table of ours, and says nothing about this one."""
OF_WORK = frozenset({"assignments", "links"})


def _as_csv(found: Outgoing, numbers: Mapping[int, str]) -> bytes:
    target = BytesIO()
    write_csv(found, target, numbers)
    return target.getvalue()


def _as_xlsx(found: Outgoing, numbers: Mapping[int, str]) -> bytes:
    return written(plan_document(found, numbers, chart=False), FORMATS["xlsx"])


READERS: dict[str, tuple[Callable[..., bytes], Callable[..., Imported]]] = {"CSV": (_as_csv, read_csv), "XLSX": (_as_xlsx, read_xlsx)}


@dataclass(frozen=True)
class OwnTable:
    """`file` is what was brought and `now` what would be given out; in both a task of the plan has its key here as key. `ids` are those of
    tasks that the file knows, `kept` those that it does not and that may not be taken for gone; `who` says who is who in the file,
    `now_who` in the other."""

    file: Draft
    now: Draft
    ids: Mapping[str, int]
    kept: frozenset[int]
    who: Mapping[str, str]
    now_who: Mapping[str, str]


def own_table(draft: Draft, plan: int | None) -> OwnTable | None:
    """None for any other file, and for a table of another plan."""
    column = next((one.id for one in draft.plan.fields if heading_key(one.alias) == heading_key(NUMBER)), None)
    if plan is None or column is None or draft.source.format not in READERS:
        return None
    there = {number: key for key, number in Task.objects.filter(plan=plan, in_backlog=False).values_list("pk", "number")}
    told = {key: number for key, number in _numbers(draft, column).items() if number in there}
    if not told:
        return None
    given = outgoing(plan)
    now = _now(given, draft.source.format, plan)
    column = next(one.id for one in now.plan.fields if one.alias == NUMBER)
    keys = {key: _key(there[number]) for key, number in _numbers(now, column).items()}
    now = _keyed(now, keys)
    file = _keyed(draft, _once(told, there) | _again_by_name(draft, told, now, there))
    known = {_key(key): key for key in there.values()}
    ids = {one.key: known[one.key] for one in file.tasks if one.key in known}
    newest = max(ids.values())
    kept = frozenset(key for key in there.values() if key > newest)
    known_as = [_who(one, given.plan, plan) for one in (draft.plan, now.plan)]
    return OwnTable(_told(file, now, column), now, ids, kept, *known_as)


def _numbers(draft: Draft, column: str) -> dict[str, str]:
    """By key what the column of numbers says."""
    by_id = {one.id: next((value.value.strip() for value in one.fields if value.field == column), "") for one in draft.plan.tasks}
    return {one.key: by_id.get(one.foreign["id"], "") for one in draft.tasks}


def _key(task: int) -> str:
    return f"own {task}"


def _once(told: Mapping[str, str], there: Mapping[str, int]) -> dict[str, str]:
    """Of rows with the same number the first is that task: the others are copies of it, which are new."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, number in told.items():
        if number not in taken:
            taken.add(number)
            found[key] = _key(there[number])
    return found


def _again_by_name(draft: Draft, told: Mapping[str, str], now: Draft, there: Mapping[str, int]) -> dict[str, str]:
    """A row without a number that was brought before, and is a task by now: the one of its name at its place that no row has."""
    keys = _once(told, there)
    free = {(one.parent, one.name): one.key for one in now.tasks if one.key not in set(keys.values())}
    found: dict[str, str] = {}
    for one in draft.tasks:
        if one.key not in keys:
            above = one.parent and (keys.get(one.parent) or found.get(one.parent))
            same = free.pop((above or None, one.name), None) if above or one.parent is None else None
            if same is not None:
                found[one.key] = same
    return found


def _keyed(draft: Draft, keys: Mapping[str, str]) -> Draft:
    """With other keys of tasks; what has none of those is a new row."""

    def key(was: str) -> str:
        return keys.get(was, f"row {was}")

    def task(one: DraftTask) -> DraftTask:
        scheduling = {name: value for name, value in (one.scheduling or {}).items() if name not in OF_WORK}
        above = key(one.parent) if one.parent is not None else None
        return replace(one, key=key(one.key), parent=above, scheduling=scheduling or None)

    return replace(
        draft,
        tasks=tuple(map(task, draft.tasks)),
        links=tuple(replace(one, before=key(one.before), behind=key(one.behind)) for one in draft.links),
        work=tuple(replace(one, task=key(one.task)) for one in draft.work),
        pinned=frozenset(map(key, draft.pinned)),
        own=True,
    )


def _now(found: Outgoing, format: str, plan: int) -> Draft:
    """What would be given out now, read as it would be read."""
    write, read = READERS[format]
    day = ProjectPlan.objects.values_list("day_minutes", flat=True).get(pk=plan)
    content = write(found, dict(Task.objects.filter(plan=plan).values_list("pk", "number")))
    settings = Settings(minutes_per_day=day, minutes_per_week=5 * day)
    return draft_of(read(content, name=found.plan.name, start=found.plan.start, settings=settings))


def _who(plan: Plan, given: Plan, key: int) -> dict[str, str]:
    """By resource of the file who has that name on the plan; where two have one nobody is guessed at."""
    before = known_before(key)
    named: dict[str, set[str]] = {}
    for one in given.resources:
        who = before.get(one.id) or (one.id if one.id.startswith(("person ", "role ")) else "")
        if who:
            named.setdefault(name_key(one.name), set()).add(who)
    found = {one.id: named.get(name_key(one.name), set()) for one in plan.resources}
    return {resource: next(iter(who)) for resource, who in found.items() if len(who) == 1}


def _told(file: Draft, now: Draft, column: str) -> Draft:
    """With what was typed and is not taken, in place of what is read of every table."""
    place, problems = file.source.name, [one for one in file.problems if one.code not in USUAL]
    others = [one.alias for one in file.plan.fields if one.id.startswith("column:") and one.id.casefold() != column.casefold()]
    if unknown := [one for one in others if heading_key(one) not in COMPUTED]:
        message = said("columns that mean nothing to the plan were left out: {titles}.", titles=listed(unknown))
        problems.append(Problem("column-left-out", place, message, "", Severity.WARNING))
    dates = _dates(now)
    message = said(
        "a table of this plan: its tasks are known by their numbers. What it says in its columns replaces what the plan says now, "
        "also what was changed here after it was given out; what it has no column for stays."
    )
    problems.append(Problem("own-table", place, message, "", Severity.NOTE))
    other = sum(key in dates and not _same_minute(dates[key], told) for key, told in _dates(file).items())
    if other and {"start", "finish"} & file.columns:
        message = said("{count:,} tasks start or finish otherwise than in the plan: dates follow from it, and were not taken.", count=other)
        remedy = said("Where that was meant, give those tasks another duration, link or constraint.")
        problems.append(Problem("dates-follow", place, message, remedy, Severity.WARNING))
    return replace(file, problems=tuple(problems))


Dates = tuple[int | None, int | None]


def _dates(draft: Draft) -> dict[str, Dates]:
    by_id = {one.id: (one.stored.start, one.stored.finish) for one in draft.plan.tasks}
    return {one.key: by_id[one.foreign["id"]] for one in draft.tasks}


def _same_minute(now: Dates, told: Dates) -> bool:
    """Also where the file says nothing: a column that was taken out of it."""
    return all(one is None or other is None or one // 60 == other // 60 for one, other in zip(now, told, strict=True))
