"""What a plan file would make here: tasks, links and work as the house keeps them, and what it cannot keep with the reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Any

from milepost.apps.planning.rules.circles import circle_through, in_circles
from milepost.apps.planning.rules.foreign_task import columns_of, foreign_of, minutes, one_line, scheduling_of
from milepost.apps.planning.rules.kept_facts import told
from milepost.engine.model import Assignment, LagKind, Link, Plan, ResourceKind, Task
from milepost.engine.problem import Problem, Severity
from milepost.exchange.imported import Imported, Source
from milepost.kernel.inputs.local_moment import minutes_of
from milepost.kernel.inputs.moment import FIRST, LAST
from milepost.values import FULL_SHARE, said

Json = dict[str, Any]
MINUTE = 60
MOMENTS = ("constraint_at", "deadline_at", "started_at", "finished_at")
_RANGE = range(minutes_of(datetime(FIRST.year, 1, 1)), minutes_of(datetime(LAST.year, 12, 31)) + 1)
MOST_OF_A_KIND = 20
MOST_OF_KEY = 60


@dataclass(frozen=True, slots=True)
class DraftTask:
    """`key` is its unique id in the file, `parent` that of what it is part of. `columns` are as the house stores them."""

    key: str
    parent: str | None
    name: str
    columns: Json
    scheduling: Json | None
    foreign: Json


@dataclass(frozen=True, slots=True)
class DraftLink:
    """Between two tasks by their keys; `lag` as the house stores it."""

    before: str
    behind: str
    kind: str
    lag: int
    lag_kind: str


@dataclass(frozen=True, slots=True)
class DraftWork:
    """Work of a resource of the file on a task."""

    task: str
    resource: str
    share: int
    effort: int | None


@dataclass(frozen=True)
class Draft:
    """`plan` is as it was read. `problems` are told before anything is done: what was read otherwise, and what is not kept.
    `columns` are the fields that a table has a column for, `pinned` the keys of tasks that start when its column Start says. It is `own`
    where it was given out here as a table: then it says of the plan what stands in its columns, and nothing else."""

    plan: Plan
    source: Source
    tasks: tuple[DraftTask, ...]
    links: tuple[DraftLink, ...]
    work: tuple[DraftWork, ...]
    problems: tuple[Problem, ...]
    columns: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    own: bool = False

    @property
    def starts_at(self) -> int:
        """In minutes, within what the house can keep."""
        return min(max(self.plan.start // MINUTE, _RANGE[0]), _RANGE[-1])


def draft_of(imported: Imported) -> Draft:
    """Everything of the file, in its order."""
    making = _Making(imported)
    tasks = making.tasks()
    problems = (*imported.notices, *making.problems())
    pinned = frozenset(making.keys[one] for one in imported.pinned if one in making.keys)
    return Draft(imported.plan, imported.source, tasks, making.links, making.work, problems, imported.columns, pinned)


class _Making:
    def __init__(self, imported: Imported) -> None:
        self.plan, self.name = imported.plan, imported.source.name
        self._told: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self.rows = [task for task in self.plan.tasks if task.level > 0]
        self.keys = self._keys()
        self.parents = {self.keys[task.id]: self.keys.get(task.parent or "") for task in self.rows}
        self.people = {one.id for one in self.plan.resources if one.kind is ResourceKind.WORK}
        self.links, self._all_links, self._second = self._linked()
        self.work = self._worked()

    def tasks(self) -> tuple[DraftTask, ...]:
        """In the order of the outline."""
        its: dict[str, list[Assignment]] = {}
        for one in self.plan.assignments:
            its.setdefault(one.task, []).append(one)
        return tuple(self._task(task, its.get(task.id, [])) for task in self.rows)

    def problems(self) -> list[Problem]:
        """What is worth knowing, and how much of a kind is not listed."""
        more = [
            Problem(code, self.name, said("{count:,} more of this kind are not listed.", count=count - MOST_OF_A_KIND), "", Severity.NOTE)
            for code, count in self._counts.items()
            if count > MOST_OF_A_KIND
        ]
        return [*self._told, *more]

    def tell(self, code: str, place: str, message: str, *, remedy: str = "", severity: Severity = Severity.WARNING) -> None:
        """At most twenty of a kind are listed."""
        self._counts[code] += 1
        if self._counts[code] <= MOST_OF_A_KIND:
            self._told.append(Problem(code, place, message, remedy, severity))

    def _task(self, task: Task, its: Sequence[Assignment]) -> DraftTask:
        columns = self._fitting(task, columns_of(task))
        work = [one for one in its if one.resource in self.people]
        key = self.keys[task.id]
        foreign: Json = {**foreign_of(task, work), "links": self._all_links.get(key, [])}
        if others := [told(one) for one in its if one.resource not in self.people]:
            foreign["others"] = others
        return DraftTask(
            key, self.parents[key], columns["name"], columns, scheduling_of(task, columns, work, self._second.get(key, [])), foreign
        )

    def _fitting(self, task: Task, columns: Json) -> Json:
        place = self._place(task)
        if len(one_line(task.name)) > len(columns["name"]):
            self.tell(
                "name-cut",
                place,
                said(
                    "its name has {count} characters; the first {count2} are shown here.", count=len(task.name), count2=len(columns["name"])
                ),
            )
        if task.constraint.name.lower() != columns["constraint"]:
            self.tell(
                "constraint-without-date",
                place,
                said("'{constraint}' has no date, and so binds nothing.", constraint=task.constraint.value),
            )
        if task.actual_finish is not None and columns["finished_at"] is None:
            self.tell(
                "finished-before-start",
                place,
                said("it finished before it started; the finish was left out."),
                remedy=said("Check both dates."),
            )
        for name in MOMENTS:
            if columns[name] is not None and columns[name] not in _RANGE:
                what = name.removesuffix("_at")
                self.tell(
                    "date-out-of-range",
                    place,
                    said(
                        "its {what} lies outside the years {year} to {year2}, and was left out.",
                        what=what,
                        year=FIRST.year,
                        year2=LAST.year,
                    ),
                )
                columns[name] = None
                if name == "constraint_at":
                    columns["constraint"] = "asap"
        return columns

    def _place(self, task: Task) -> str:
        return f"task {task.row or task.id} '{one_line(task.name)[:60]}'"

    def _keys(self) -> dict[str, str]:
        """By its id by what each task is known again: its unique id, or its id where the file has no unique ids. No two have the same."""
        some = any(task.uid is not None for task in self.rows)
        found: dict[str, str] = {}
        taken: set[str] = set()
        for task in self.rows:
            key = str(task.uid) if task.uid is not None else f"{'id ' if some else ''}{task.id}"[:MOST_OF_KEY]
            if key in taken:
                message = said("another task has its unique id {key} too; brought again, it is known by its place in the file.", key=key)
                self.tell("id-twice", self._place(task), message, remedy=said("Give each task a unique id of its own."))
                key = next(one for number in count(2) if (one := f"{key[: MOST_OF_KEY - 8]} #{number}") not in taken)
            taken.add(key)
            found[task.id] = key
        return found

    def _linked(self) -> tuple[tuple[DraftLink, ...], dict[str, list[Json]], dict[str, list[Json]]]:
        """Links that become rows; all links by successor as the file has them; second ones between the same two tasks, by successor."""
        rows: dict[tuple[str, str], DraftLink] = {}
        everything: dict[str, list[Json]] = {}
        second: dict[str, list[Json]] = {}
        for link in self.plan.links:
            behind = self.keys.get(link.successor)
            if behind is None:
                self.tell("link-of-project-row", self.name, said("a link of the project's own row was left out: it is no task."))
                continue
            before = self.keys.get(link.predecessor)
            facts = told(link) | {"predecessor": before if before is not None else link.predecessor, "successor": behind}
            everything.setdefault(behind, []).append(facts)
            place = self._place(self.plan.task[link.successor])
            if link.external or before is None:
                self.tell(
                    "link-to-another-file",
                    place,
                    said("it waits for a task of another file ({external}), which moves no date here.", external=link.external[:80]),
                )
            elif (before, behind) in rows:
                message = said("a second link between the same two tasks counts for its dates, and is not shown in the chart.")
                self.tell("second-link", place, message, severity=Severity.NOTE)
                second.setdefault(behind, []).append(facts)
            else:
                rows[before, behind] = DraftLink(before, behind, link.kind.value, lag_of(link), link.lag_kind.value.replace(" ", "-"))
        return tuple(self._without_circles(rows)), everything, second

    def _without_circles(self, rows: Mapping[tuple[str, str], DraftLink]) -> Iterable[DraftLink]:
        """Links that would make tasks wait for themselves are left out, and told with the tasks."""
        numbers = {key: number for number, key in enumerate(self.parents)}
        names = list(self.parents)
        parents = {numbers[key]: numbers[above] if above is not None else None for key, above in self.parents.items()}
        pairs = [(numbers[before], numbers[behind]) for before, behind in rows]
        bad = in_circles(pairs, parents)
        by_key = {self.keys[task.id]: task for task in self.rows}
        kept = [pair for pair in pairs if not (pair[0] in bad and pair[1] in bad)]
        for pair, link in zip(pairs, rows.values(), strict=True):
            if pair[0] in bad and pair[1] in bad:
                line = circle_through(*pair, [*kept, pair], parents)
                if line:
                    told_line = " → ".join(f"'{one_line(by_key[names[one]].name)[:40]}'" for one in line[:8])
                    message = said(
                        "each of these would wait for the next, round to itself: {told_line}. The link that closes it was left out.",
                        told_line=told_line,
                    )
                    self.tell("circle", self._place(by_key[link.behind]), message, remedy=said("Decide which of them comes first."))
                    continue
                kept.append(pair)
            yield link

    def _worked(self) -> tuple[DraftWork, ...]:
        found: dict[tuple[str, str], DraftWork] = {}
        for one in self.plan.assignments:
            task = self.keys.get(one.task)
            if task is None or one.resource is None or one.resource not in self.people:
                continue
            effort = minutes(one.work) or None
            before = found.get((task, one.resource))
            made = DraftWork(task, one.resource, min(max(one.units, 0), FULL_SHARE), effort)
            if before is not None:
                made = replace(made, share=min(before.share + made.share, FULL_SHARE), effort=(before.effort or 0) + (effort or 0) or None)
            found[task, one.resource] = made
        return tuple(found.values())


def lag_of(link: Link) -> int:
    """Minutes, or hundredths of a percent."""
    return link.lag if link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT) else link.lag // MINUTE


def today_at_nine(day: date) -> int:
    """The moment at which a table begins that says none."""
    return minutes_of(datetime(day.year, day.month, day.day, 9)) * MINUTE
