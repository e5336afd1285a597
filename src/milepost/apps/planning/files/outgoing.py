"""A plan of the house as a plan file has it: what a foreign file once said is given back, as far as nobody changed it here since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.bridge.foreign import OfPlan, assignment_of
from milepost.apps.planning.bridge.load import load
from milepost.apps.planning.files.compare import original, own_guid
from milepost.apps.planning.files.draft import lag_of
from milepost.apps.planning.files.header import mark_of
from milepost.apps.planning.models import Assignment, Baseline, ProjectPlan, Task, TaskDates, TaskLink, TaskOutline
from milepost.apps.planning.rules.foreign_task import OF_COLUMNS, PROGRESS, SCHEDULING, TYPED, columns_of, holding, minutes
from milepost.apps.planning.rules.kept_facts import fields_made, made
from milepost.engine import Schedule, model
from milepost.engine.problem import Problem, Severity
from milepost.engine.schedule import Driver
from milepost.engine.schedule import TaskDates as Dates
from milepost.kernel.errors import Busy
from milepost.values import FULL_SHARE, said

Json = dict[str, Any]
MINUTE = 60
PERCENT = FULL_SHARE // 100
MOST_BASELINES = 11
ATTEMPTS = 5
MESSAGE = said("The plan is being changed just now. Ask for the file once more in a moment.")
BY_COLUMN = {
    "name": ("name",),
    "kind": ("milestone",),
    "duration_minutes": ("duration",),
    "effort_minutes": ("work",),
    "type": ("type",),
    "constraint": ("constraint",),
    "constraint_at": ("constraint_date",),
    "deadline_at": ("deadline",),
    "priority": ("priority",),
    "leveling_delay_minutes": ("leveling_delay",),
    "done_share": ("percent_complete",),
    "remaining_minutes": ("remaining_duration",),
    "started_at": ("actual_start",),
    "finished_at": ("actual_finish",),
    "notes": ("notes",),
}
"""Which fields of the engine's task stand in which column."""


@dataclass(frozen=True)
class Outgoing:
    """`held` are ids of tasks in `plan` whose scope nobody approved. `keys` are the house's ids of its tasks. `rolled` has of summaries
    what their parts come to."""

    plan: model.Plan
    schedule: Schedule
    held: frozenset[str]
    keys: Mapping[str, int]
    problems: tuple[Problem, ...]
    rolled: Mapping[str, tuple[int | None, int]]

    def comes_to(self, task: model.Task) -> tuple[int | None, int]:
        """The seconds that it takes, none for a summary of a plan that cannot be scheduled, and the share that is done."""
        own = min(max(task.percent_complete, 0), 100) * PERCENT
        return self.rolled.get(task.id, (None, own)) if task.id in self.plan.summaries else (task.duration, own)


def outgoing(key: int) -> Outgoing:
    """Everything of the plan that is not in the backlog, with the dates that its page shows. It is read once more where somebody changed it
    meanwhile. Raises ProjectPlan.DoesNotExist, and Busy where somebody always does."""
    for _ in range(ATTEMPTS):
        number = last_number(key)
        try:
            found = _Giving(key).whole()
        except KeyError:  # a task that was made or deleted in between
            if last_number(key) == number:
                raise
            continue
        if last_number(key) == number:
            return found
    raise Busy(MESSAGE)


class _Giving:
    def __init__(self, key: int) -> None:
        self.key = key
        self.own = ProjectPlan.objects.get(pk=key)
        source = self.own.branched_from if self.own.branched_from is not None else self.own
        self.facts: Json = source.foreign or {}
        self.of_file = OfPlan(self.facts)
        self.loaded = load(key)
        self.rows = {row["pk"]: row for row in Task.objects.filter(plan=key, in_backlog=False).values("pk", *_READ)}
        if self.own.branched_from_id is not None:
            self._from_origin()
        self.ids = {pk: row["foreign_id"] or f"new {pk}" for pk, row in self.rows.items()}
        self.problems: list[Problem] = []

    def _rolled(self) -> dict[str, tuple[int | None, int]]:
        found = TaskOutline.objects.filter(task__plan=self.key, summary=True).values_list("task", "minutes", "done")
        return {self.ids[task]: (None if minutes is None else minutes * MINUTE, done) for task, minutes, done in found if task in self.ids}

    def whole(self) -> Outgoing:
        """The plan, put together."""
        calendars, calendar = self._calendars()
        tasks = self._tasks()
        assignments, needed = self._assignments()
        header = fields_made(model.Plan, self.facts.get("plan", {}))
        header = {name: value for name, value in header.items() if name not in ("name", "start", "settings", "finish", "from_finish")}
        plan = self.loaded.plan.with_(
            **header,
            name=self.own.name,
            start=self._start(),
            tasks=tasks,
            links=self._links(),
            calendars=calendars,
            calendar=calendar,
            resources=self._resources(needed),
            assignments=assignments,
            fields=tuple(made(model.CustomField, one) for one in self.facts.get("fields", ())),
        )
        held = frozenset(self.ids[int(task)] for task in self.loaded.held)
        return Outgoing(plan, self._schedule(), held, {name: pk for pk, name in self.ids.items()}, tuple(self.problems), self._rolled())

    def _from_origin(self) -> None:
        kept = {
            row["pk"]: row
            for row in Task.objects.filter(plan=self.own.branched_from_id).values("pk", "foreign", "scheduling", "foreign_id")
        }
        for row in self.rows.values():
            was = kept.get(row["origin"])
            if was is not None and row["foreign"] is None:
                row |= {name: was[name] for name in ("foreign", "scheduling", "foreign_id")}

    def _start(self) -> int:
        exact = self.facts.get("plan", {}).get("start")
        return exact if exact is not None and exact // MINUTE == self.own.starts_at else self.own.starts_at * MINUTE

    def _tasks(self) -> tuple[model.Task, ...]:
        found = [self._task(task) for task in self.loaded.plan.tasks]
        baselines = self._baselines()
        found = [replace(one, baselines=(*one.baselines, *baselines[one.id])) if one.id in baselines else one for one in found]
        found = _numbered(found)
        row = self.facts.get("row")
        return (replace(made(model.Task, row), id="0"), *found) if row is not None else tuple(found)

    def _task(self, task: model.Task) -> model.Task:
        row = self.rows[int(task.id)]
        foreign = row["foreign"] or {}
        was = original(row["foreign"], row["scheduling"])
        kept: Json = {}
        if was is not None:
            before = columns_of(was)
            rest = {name for name in foreign if name not in OF_COLUMNS | SCHEDULING | PROGRESS | TYPED}
            same = {field for column, fields in BY_COLUMN.items() if before.get(column) == row[column] for field in fields}
            kept = {name: getattr(was, name) for name in rest & _TASK_FIELDS} | {name: getattr(was, name) for name in same}
        if not row["foreign_id"]:
            kept["guid"] = own_guid(int(task.id))
        parent = self.ids.get(row["parent_id"])
        uid = int(row["foreign_id"]) if row["foreign_id"].isdecimal() else None
        calendar = task.calendar.removeprefix("file ") if task.calendar is not None else None
        return replace(
            task, **kept | {"id": self.ids[int(task.id)], "parent": parent, "calendar": calendar, "uid": uid, "level": task.level}
        )

    def _baselines(self) -> dict[str, tuple[model.Baseline, ...]]:
        """Those that were frozen here, under numbers that the file did not use; by task."""
        marks = set(self.facts.get("baselines", {}).values())
        taken = {base["number"] for row in self.rows.values() for base in (row["foreign"] or {}).get("baselines", ())}
        free = [number for number in range(MOST_BASELINES) if number not in taken]
        found: dict[str, tuple[model.Baseline, ...]] = {}
        for name, content in Baseline.objects.filter(plan=self.key).order_by("pk").values_list("name", "content"):
            if mark_of(content) in marks:
                continue
            if not free:
                message = said(
                    "the baseline '{name}' has no place in a file that holds {most_baselines}.", name=name, most_baselines=MOST_BASELINES
                )
                self.problems.append(Problem("baseline-left-out", self.own.number, message, "", Severity.WARNING))
                continue
            number = free.pop(0)
            for key, facts in content.get("tasks", {}).items():
                if int(key) in self.ids:
                    found[self.ids[int(key)]] = (*found.get(self.ids[int(key)], ()), _baseline(number, facts))
        return found

    def _links(self) -> tuple[model.Link, ...]:
        kept: dict[tuple[str, str], list[model.Link]] = {}
        other: list[model.Link] = []
        for pk, row in self.rows.items():
            for facts in (row["foreign"] or {}).get("links", ()):
                link = replace(made(model.Link, facts), successor=self.ids[pk])
                if link.external:
                    other.append(link)
                else:
                    kept.setdefault((link.predecessor, link.successor), []).append(link)
        second = {
            (one["predecessor"], self.ids[pk], one.get("kind", "FS"), one.get("lag", 0))
            for pk, row in self.rows.items()
            for one in _second(row)
        }
        found = []
        planned = TaskLink.objects.filter(successor__plan=self.key, successor__in_backlog=False, predecessor__in_backlog=False)
        for before, behind, kind, lag, lag_kind in planned.order_by("pk").values_list(*_LINK):
            pair = (self.ids[before], self.ids[behind])
            said = (kind, lag, lag_kind)
            same = next(
                (one for one in kept.get(pair, ()) if (one.kind.value, lag_of(one), one.lag_kind.value.replace(" ", "-")) == said), None
            )
            found.append(same if same is not None else _link(*pair, *said))
        found += [one for links in kept.values() for one in links if (one.predecessor, one.successor, one.kind.value, one.lag) in second]
        return (*found, *other)

    def _calendars(self) -> tuple[tuple[model.Calendar, ...], str]:
        own = [one for one in self.loaded.plan.calendars if not one.id.startswith("file ")]
        if not self.facts:
            return tuple(own), self.loaded.plan.calendar
        people = {f"person {row[0]}" for row in self._work() if row[0] is not None} - set(self.of_file.who.values())
        needed = [one for one in own if one.id in people]
        return (*(made(model.Calendar, one) for one in self.facts["calendars"]), *needed), self.facts["calendar"]

    def _resources(self, needed: set[str]) -> tuple[model.Resource, ...]:
        known = tuple(made(model.Resource, one) for one in self.facts.get("resources", {}).values())
        return (*known, *(one for one in self.loaded.plan.resources if one.id in needed))

    def _work(self) -> list[tuple[Any, ...]]:
        found = Assignment.objects.filter(task__plan=self.key, task__in_backlog=False).exclude(state="declined").order_by("pk")
        return list(found.values_list("person_id", "work_role_id", "task_id", "share", "effort_minutes", "pk"))

    def _assignments(self) -> tuple[tuple[model.Assignment, ...], set[str]]:
        """All of them, and the resources of the house that the file does not have."""
        here = {(task, _who(person, role)): (share, effort, pk) for person, role, task, share, effort, pk in self._work()}
        found: list[model.Assignment] = [made(model.Assignment, {**one, "task": "0"}) for one in self.facts.get("row_assignments", ())]
        for pk, row in self.rows.items():
            foreign = row["foreign"] or {}
            rest = foreign.get("assignments", {})
            for facts in holding(row["scheduling"] or {}, row).get("assignments", ()):
                who = self.of_file.who.get(facts["resource"])
                one = _whole_assignment(facts, rest.get(facts["id"], {}), task=self.ids[pk])
                if who is None:
                    found.append(one)
                elif (pk, who) in here:
                    share, effort, _ = here.pop((pk, who))
                    found.append(_as_here(one, share, effort))
            found += [replace(made(model.Assignment, one), task=self.ids[pk]) for one in foreign.get("others", ())]
        known = {who: resource for resource, who in reversed(list(self.of_file.who.items()))}
        new = set()
        for (task, who), (share, effort, key) in here.items():
            resource = known.get(who, who)
            new |= {who} if who not in known else set()
            found.append(model.Assignment(f"new {key}", self.ids[task], resource, units=share, work=(effort or 0) * MINUTE))
        return tuple(found), new

    def _schedule(self) -> Schedule:
        dates = []
        for key, *spans, critical, driver in TaskDates.objects.filter(plan=self.key, task__in_backlog=False).values_list(*_DATES):
            start, finish, late_start, late_finish, total, free = (one * MINUTE for one in spans)
            stored = (self.rows[key]["foreign"] or {}).get("stored", {})
            start, finish = _exact(start, stored.get("start")), _exact(finish, stored.get("finish"))
            floats = (late_start, late_finish, total, free)
            dates.append(Dates(self.ids[key], start, finish, start, finish, *floats, critical, False, Driver(driver)))
        start, finish = min((one.start for one in dates), default=self._start()), max((one.finish for one in dates), default=self._start())
        return Schedule(start, finish, tuple(dates))


def _exact(moment: int, stored: int | None) -> int:
    """With the seconds that a file had, where it is the same minute."""
    return stored if stored is not None and stored // MINUTE == moment // MINUTE else moment


_READ = (*BY_COLUMN, "parent_id", "foreign_id", "foreign", "scheduling", "origin")
_LINK = ("predecessor_id", "successor_id", "kind", "lag", "lag_kind")
_DATES = ("task_id", "start", "finish", "late_start", "late_finish", "total_float", "free_float", "critical", "driver")
_TASK_FIELDS = frozenset(model.Task.__dataclass_fields__)


def _second(row: Mapping[str, Any]) -> list[Json]:
    found: list[Json] = (row["scheduling"] or {}).get("links", [])
    return found


def _whole_assignment(facts: Json, rest: Json, *, task: str) -> model.Assignment:
    one = assignment_of(facts, key=facts["id"], task=task, resource=facts["resource"])
    more = fields_made(model.Assignment, rest)
    return replace(one, **{**more, "phases": (*one.phases, *more.get("phases", ()))})


def _as_here(one: model.Assignment, share: int, effort: int | None) -> model.Assignment:
    """With what was changed here."""
    if min(max(one.units, 0), FULL_SHARE) != share:
        one = replace(one, units=share)
    if (minutes(one.work) or None) != effort:
        one = replace(one, work=(effort or 0) * MINUTE, remaining_work=None, phases=())
    return one


def _link(before: str, behind: str, kind: str, lag: int, lag_kind: str) -> model.Link:
    by_percent = lag_kind.endswith("percent")
    return model.Link(before, behind, model.LinkKind(kind), lag if by_percent else lag * MINUTE, model.LagKind(lag_kind.replace("-", " ")))


def _baseline(number: int, facts: Json) -> model.Baseline:
    seconds = {
        name: value * MINUTE if (value := facts.get(name)) is not None else None for name in ("start", "finish", "duration", "effort")
    }
    return model.Baseline(number, seconds["start"], seconds["finish"], seconds["duration"], None, seconds["effort"])


def _who(person: int | None, role: int | None) -> str:
    return f"person {person}" if person is not None else f"role {role}"


def _numbered(tasks: list[model.Task]) -> list[model.Task]:
    """Outline numbers as the outline is now; where one is another than the file's the codes that follow from it are made anew."""
    counts: list[int] = []
    found = []
    for task in tasks:
        del counts[task.level :]
        counts += [0] * (task.level - len(counts))
        counts[-1] += 1
        number = ".".join(map(str, counts))
        found.append(task if task.outline_number in ("", number) else replace(task, outline_number=number, wbs="", row=None))
    if any(task.row is None for task in found):
        found = [replace(task, row=None) for task in found]
    return found
