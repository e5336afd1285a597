"""Joins what the sheets of a file say to one plan."""

from collections.abc import Sequence

from milepost.engine.model import Assignment, CustomField, FieldKind, Link, Plan, Task
from milepost.engine.working_time import Calendars as CompiledCalendars
from milepost.exchange.grid import Findings, Row, Table
from milepost.exchange.people import People, Person, apply_people
from milepost.exchange.tabular.assigned import separator_of
from milepost.exchange.tabular.calendars import Calendars
from milepost.exchange.tabular.columns import THREE_POINT
from milepost.exchange.tabular.draft import Draft, DraftReader
from milepost.exchange.tabular.outline import outline_levels
from milepost.exchange.tabular.people_of import AssignmentReader
from milepost.exchange.tabular.predecessors import read_predecessors
from milepost.exchange.tabular.rows import TaskMaker, earliest
from milepost.exchange.tabular.settings import PlanFacts
from milepost.values import DAY, moment_text, said


class PlanBuilder:
    """One task sheet, the plan's facts, calendars and people, put together. Errors go to `findings`, all of them."""

    def __init__(self, table: Table, facts: PlanFacts, calendars: Calendars, persons: Sequence[Person], *, findings: Findings) -> None:
        self.table = table
        self.facts = facts
        self.calendars = calendars
        self.persons = persons
        self.findings = findings
        self.reader = DraftReader(table, settings=facts.settings, order=facts.date_order, findings=findings)
        self.pinned: frozenset[str] = frozenset()
        self.people = AssignmentReader(table, persons, numbers=self.reader.numbers, findings=findings)

    def build(self, *, stem: str, start: int | None) -> Plan:
        """The plan. Raises Unreadable once everything has been looked at, when there were errors."""
        file = self.table.sheet.file
        drafts = self._drafts()
        levels = outline_levels(drafts, table=self.table, findings=self.findings)
        title = ""
        if levels and levels[0] == 0:
            title = drafts[0].name
            self.findings.note(
                "project-row",
                self.table.place(drafts[0].row, "name"),
                said("The row of level 0 is the project itself; the plan is called '{title}'.", title=title),
            )
            drafts, levels = drafts[1:], levels[1:]
        self._check_ids(drafts)
        begin = self._start(drafts, start)
        tasks, origins = self._tasks(drafts, levels, begin)
        assignments = self._assignments(tasks, origins)
        links = self._links(drafts, tasks)
        self.findings.stop_on_errors(file)
        plan = Plan(
            name=self.facts.name or title or stem,
            start=begin,
            tasks=tuple(tasks),
            links=tuple(links),
            calendar=self.calendars.plan_calendar,
            calendars=self.calendars.used([task.calendar for task in tasks if task.calendar]),
            resources=tuple(self.people.pool.resources.values()),
            assignments=tuple(assignments),
            fields=self._fields(drafts),
            finish=self.facts.finish,
            from_finish=self.facts.from_finish,
            status_date=self.facts.status_date,
            title=self.facts.title,
            manager=self.facts.manager,
            company=self.facts.company,
            client=self.facts.client,
            settings=self.facts.settings,
        )
        return self._with_people(plan)

    def _drafts(self) -> list[Draft]:
        drafts: list[Draft] = []
        blank = 0
        numbering = {"id", "uid", "level", "wbs", "outline"}
        for row in self.table.rows:
            if not self.table.text(row, "name"):
                filled = [key for key in self.table.columns if key not in numbering and self.table.text(row, key) not in ("", "No", "0%")]
                if filled and not self._looks_default(row, filled):
                    self.findings.error(
                        "name-missing",
                        self.table.place(row, "name"),
                        said("The task has no name."),
                        said("Give it a name, or empty the row."),
                    )
                else:
                    blank += 1
                continue
            drafts.append(self.reader.read(row))
        if blank:
            self.findings.note(
                "blank-rows", self.table.sheet.place(), said("{blank} rows have a number and no task; they were left out.", blank=blank)
            )
        if not drafts and not self.findings.errors:
            self.findings.error(
                "no-tasks", self.table.sheet.place(), said("There is no task below the heading row."), said("Add one row per task.")
            )
        for position, draft in enumerate(drafts, start=1):
            if "id" not in self.table.columns:
                draft.text["id"] = str(position)
        if self.table.others:
            titles = ", ".join(f"'{heading.title}'" for heading in self.table.others)
            self.findings.note(
                "column-unknown",
                self.table.sheet.place(),
                said("Columns that mean nothing to the plan are kept as custom fields: {titles}.", titles=titles),
            )
        return drafts

    @staticmethod
    def _looks_default(row: Row, filled: list[str]) -> bool:
        """MS Project exports a blank row with its defaults in the columns of type and constraint."""
        return set(filled) <= {"constraint", "type", "mode", "active", "priority", "calendar"}

    def _check_ids(self, drafts: Sequence[Draft]) -> None:
        seen: dict[str, int] = {}
        for draft in drafts:
            identity = draft.text.get("id", "")
            if not identity:
                self.findings.error(
                    "id-missing",
                    self.table.place(draft.row, "id"),
                    said("The task '{name}' has no Id and others have.", name=draft.name),
                    said("Number every task, or remove the column."),
                )
            elif identity in seen:
                self.findings.error(
                    "id-twice",
                    self.table.place(draft.row, "id"),
                    said("The Id '{identity}' already stands in row {seen}.", identity=identity, seen=seen[identity]),
                    said("Give each task its own Id."),
                )
            seen.setdefault(identity, draft.row.number)

    def _start(self, drafts: Sequence[Draft], start: int | None) -> int:
        if start is not None:
            # A bare day means the start of its working hours.
            return start + self.facts.settings.default_start if start % DAY == 0 else start
        if self.facts.start is not None:
            return self.facts.start
        if self.facts.from_finish and self.facts.finish is not None:
            return self.facts.finish
        file = self.table.sheet.file
        found = earliest(drafts)
        if found is None:
            self.findings.error(
                "no-start-date",
                file,
                said("Nothing says when the project starts."),
                said("Add a first line '# start: 2026-01-05' (in a workbook: a sheet 'Project' with Start), or give --start 2026-01-05."),
            )
            return 0
        self.findings.note(
            "start-assumed",
            file,
            said(
                "Nothing says when the project starts; the earliest date of the sheet was taken: {moment_text}.",
                moment_text=moment_text(found),
            ),
            said("Add a first line '# start: ...' (in a workbook: sheet 'Project') to say otherwise."),
        )
        return found

    def _tasks(self, drafts: Sequence[Draft], levels: Sequence[int], begin: int) -> tuple[list[Task], list[Draft]]:
        moments = [draft.dates[key] for draft in drafts for key in ("start", "finish") if key in draft.dates] or [begin]
        # Compiled once for the whole sheet: thousands of rows may need it, or none.
        span = _WorkingSpans(self.calendars, first=min(moments) // DAY - 1, last=max(moments) // DAY + 1)
        maker = TaskMaker(
            self.table,
            settings=self.facts.settings,
            findings=self.findings,
            calendar_of=self.calendars.named,
            working_span=span,
            units_of=self.people.units,
        )
        tasks: list[Task] = []
        origins: list[Draft] = []
        parents: list[str] = []
        taken = {draft.text.get("id", "") for draft in drafts}
        for index, (draft, level) in enumerate(zip(drafts, levels, strict=True)):
            summary = index + 1 < len(levels) and levels[index + 1] > level
            identity = draft.text.get("id") or f"row {draft.row.number}"
            del parents[level - 1 :]
            task = maker.task(
                draft, identity=identity, row=index + 1, level=level, parent=parents[-1] if parents else None, summary=summary
            )
            parents.append(identity)
            made = [task]
            if draft.repeat and summary:
                self.reader.wrong(
                    draft.row, "repeats", said("a summary cannot repeat"), said("Put the rule on the tasks below it."), "repeat-rule"
                )
            elif draft.repeat:
                made = maker.occurrences(task, draft, plan_start=begin)
            for extra in made[1:]:
                if extra.id in taken:
                    self.reader.wrong(
                        draft.row,
                        "repeats",
                        said("the occurrence '{id}' has the Id of another task", id=extra.id),
                        said("Change that Id."),
                        "id-twice",
                    )
            tasks += made
            origins += [draft] * len(made)
        maker.tell()
        self.pinned = frozenset(maker.gated)
        return tasks, origins

    def _assignments(self, tasks: Sequence[Task], origins: Sequence[Draft]) -> list[Assignment]:
        summaries = {task.parent for task in tasks}
        made: list[Assignment] = []
        for task, draft in zip(tasks, origins, strict=True):
            if task.recurring:
                continue
            work = draft.lengths.get("work")
            summary = task.id in summaries
            given = work.seconds if work and not summary else None
            made += self.people.read(draft, task.id, duration=task.duration, work=given, summary=summary)
        return made

    def _links(self, drafts: Sequence[Draft], tasks: Sequence[Task]) -> list[Link]:
        names: dict[str, str] = {}
        for draft in drafts:
            names[draft.name] = "" if draft.name in names else draft.text.get("id", "")
        names |= {draft.text["id"]: draft.text["id"] for draft in drafts if "id" in draft.text}
        names |= {task.id: task.id for task in tasks}
        found: dict[tuple[str, str, str], Link] = {}
        for key in ("predecessors", "successors"):
            separator = separator_of(self.table.text(row, key) for row in self.table.rows)
            for draft in drafts:
                if key in draft.text and "id" in draft.text:
                    self._links_of(draft, key, separator, names, found)
        return list(found.values())

    def _links_of(self, draft: Draft, key: str, separator: str, names: dict[str, str], found: dict[tuple[str, str, str], Link]) -> None:
        own = draft.text["id"]
        links, wrong = read_predecessors(
            draft.text[key], separator=separator, tasks=names, settings=self.facts.settings, numbers=self.reader.numbers
        )
        for message in wrong:
            self.reader.wrong(draft.row, key, message, "", "link-to-nothing")
        for link in links:
            first, second = (link.task, own) if key == "predecessors" else (own, link.task)
            if link.external:
                self.findings.note(
                    "link-external",
                    self.table.place(draft.row, key),
                    said("'{external}' is a task of another project; the link is kept and not scheduled.", external=link.external),
                )
            elif first == second:
                self.reader.wrong(draft.row, key, said("the task is linked to itself"), said("Remove the link."), "link-to-itself")
                continue
            made = Link(first, second, link.kind, link.lag, link.lag_kind, link.lag_format, link.external)
            other = found.setdefault((first or link.external, second or link.external, ""), made)
            if other is not made and other != made:
                self.findings.warn(
                    "link-twice",
                    self.table.place(draft.row, key),
                    said("Task '{first}' and '{second}' are linked twice; both links are kept.", first=first, second=second),
                    said("Remove one of them."),
                )
                found[(first or link.external, second or link.external, f"{link.kind.value}{link.lag}{link.lag_kind.value}")] = made

    def _fields(self, drafts: Sequence[Draft]) -> tuple[CustomField, ...]:
        used = {key for draft in drafts for key in draft.lengths}
        points = [CustomField(key, "task", name, name, FieldKind.DURATION) for key, name in THREE_POINT.items() if key in used]
        return (*points, *(CustomField(f"column:{heading.title}", "task", heading.title, heading.title) for heading in self.table.others))

    def _with_people(self, plan: Plan) -> Plan:
        if not self.persons:
            return plan
        changed, problems = apply_people(plan, People(tuple(self.persons)), everyone=True)
        self.findings.problems += problems
        self.findings.errors += sum(problem.severity.value == "error" for problem in problems)
        self.findings.stop_on_errors(self.table.sheet.file)
        return changed


class _WorkingSpans:
    """Working seconds between two moments by calendar; the calendars are compiled when the first row asks."""

    def __init__(self, calendars: Calendars, *, first: int, last: int) -> None:
        self.calendars = calendars
        self.first = first
        self.last = last
        self._compiled: CompiledCalendars | None = None

    def __call__(self, calendar: str | None, start: int, finish: int) -> int:
        if self._compiled is None:
            self._compiled = CompiledCalendars(self.calendars.all.values(), first=self.first, last=self.last)
        return self._compiled[calendar or self.calendars.plan_calendar].between(start, finish)
