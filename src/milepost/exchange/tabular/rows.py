"""Drafts to tasks: ids, parents, dates and durations, with recurring tasks spread into their occurrences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from milepost.engine.model import Baseline, Constraint, FieldValue, Settings, StoredDates, Task
from milepost.engine.recurring import occurrence_days
from milepost.exchange.grid import Findings, Table
from milepost.exchange.grid.findings import said_by
from milepost.exchange.tabular.columns import BASELINE_PARTS, THREE_POINT
from milepost.exchange.tabular.draft import Draft, span_value
from milepost.values import DAY, FULL_SHARE, begun, said

WorkingSpan = Callable[[str | None, int, int], int]
"""Working seconds between two moments by a calendar's id (None: the plan's)."""


@dataclass(frozen=True)
class Rows:
    """Tasks in outline order, and the row each came from; an occurrence of a recurring task has the row of its rule."""

    tasks: tuple[Task, ...]
    drafts: tuple[Draft, ...]


class TaskMaker:
    """Makes the tasks of one sheet."""

    def __init__(
        self,
        table: Table,
        *,
        settings: Settings,
        findings: Findings,
        calendar_of: Callable[[str], str | None],
        working_span: WorkingSpan,
        units_of: Callable[[Draft], list[int]],
    ) -> None:
        self.table = table
        self.settings = settings
        self.findings = findings
        self.calendar_of = calendar_of
        self.working_span = working_span
        self.units_of = units_of
        self.assumed: list[str] = []
        self.gated: list[str] = []

    def task(self, draft: Draft, *, identity: str, row: int, level: int, parent: str | None, summary: bool) -> Task:
        """The task of a row."""
        calendar = self._calendar(draft)
        duration, elapsed, form, estimated = self._duration(draft, calendar, summary)
        constraint, moment = draft.constraint, draft.dates.get("constraint_date")
        free = constraint is Constraint.ASAP and not summary and not draft.manual and "actual_start" not in draft.dates
        if free and "start" in draft.dates and "predecessors" not in draft.text and not draft.repeat:
            constraint, moment = Constraint.SNET, draft.dates["start"]
            self.gated.append(identity)
        if constraint in (Constraint.ASAP, Constraint.ALAP):
            moment = None
        lengths, dates, whole, flags = draft.lengths, draft.dates, draft.whole, draft.flags

        def span(key: str) -> int | None:
            return lengths[key].seconds if key in lengths else None

        manual = draft.manual
        return Task(
            identity,
            draft.name,
            level=level,
            parent=parent,
            wbs=draft.text.get("wbs", ""),
            outline_number=draft.text.get("outline", ""),
            uid=whole.get("uid"),
            row=row,
            duration=duration,
            elapsed=elapsed,
            duration_format=form,
            estimated=estimated,
            milestone=flags.get("milestone", duration == 0 and not summary),
            type=draft.type,
            effort_driven=flags.get("effort_driven", False),
            work=self._work(draft, 0 if summary else duration),
            calendar=calendar,
            ignore_resource_calendars=flags.get("ignore_calendars", False),
            priority=whole.get("priority", 500),
            constraint=constraint,
            constraint_date=moment,
            deadline=dates.get("deadline"),
            active=flags.get("active", True),
            manual=manual,
            manual_start=dates.get("start") if manual else None,
            manual_finish=dates.get("finish") if manual else None,
            manual_duration=span("duration") if manual else None,
            actual_start=dates.get("actual_start"),
            actual_finish=dates.get("actual_finish"),
            actual_duration=span("actual_duration"),
            remaining_duration=span("remaining_duration"),
            actual_work=span("actual_work"),
            remaining_work=span("remaining_work"),
            percent_complete=whole.get("percent", 100 if "actual_finish" in dates else 0),
            percent_work_complete=whole.get("percent_work", 0),
            physical_percent_complete=whole.get("percent_physical", 0),
            fixed_cost=draft.money.get("fixed_cost", Decimal(0)),
            cost=draft.money.get("cost"),
            actual_cost=draft.money.get("actual_cost"),
            baselines=_baselines(draft),
            fields=(*_three_points(draft), *draft.extra),
            notes=draft.text.get("notes", ""),
            hyperlink=draft.text.get("hyperlink", ""),
            stored=_stored(draft, span),
        )

    def _calendar(self, draft: Draft) -> str | None:
        name = draft.text.get("calendar", "")
        if not name or name.casefold() in ("none", "na", "keine", "aucun"):
            return None
        found = self.calendar_of(name)
        if found is None:
            self.findings.error(
                "calendar-unknown",
                self.table.place(draft.row, "calendar"),
                said("There is no calendar '{name}'.", name=name),
                said("Define it in a workbook's sheet 'Calendars', or use 'Standard' or '24 Hours'."),
            )
        return found

    def _duration(self, draft: Draft, calendar: str | None, summary: bool) -> tuple[int, bool, int, bool]:
        """Seconds, whether elapsed, format and whether estimated: as typed, from start and finish, from work, or 1 day assumed."""
        estimated = draft.flags.get("estimated", False)
        if (length := draft.lengths.get("duration")) is not None:
            return length.seconds, length.elapsed, length.format, estimated or length.estimated
        if summary or draft.flags.get("milestone"):
            return 0, False, 7, estimated
        start, finish = draft.dates.get("start"), draft.dates.get("finish")
        if start is not None and finish is not None:
            if finish < start:
                self.findings.error(
                    "finish-before-start",
                    self.table.place(draft.row, "finish"),
                    said("The finish lies before the start."),
                    said("Correct one of the two dates."),
                )
                return 0, False, 7, estimated
            return max(self.working_span(calendar, start, finish), 0), False, 7, estimated
        if work := draft.lengths.get("work"):
            units = sum(self.units_of(draft))
            if units > 0:
                return work.seconds * FULL_SHARE // units, False, work.format, estimated
        self.assumed.append(str(draft.row.number))
        return self.settings.day, False, 7, True

    def _work(self, draft: Draft, duration: int) -> int:
        """Work as typed, else what the people assigned do in the duration."""
        if (work := draft.lengths.get("work")) is not None:
            return work.seconds
        return sum(duration * units // FULL_SHARE for units in self.units_of(draft)) if duration and "resources" in draft.text else 0

    def occurrences(self, task: Task, draft: Draft, *, plan_start: int) -> list[Task]:
        """A recurring row as a summary and its occurrences, each starting no earlier than its day."""
        assert draft.repeat is not None
        first = draft.dates.get("start", plan_start)
        clock = (
            draft.repeat.clock if draft.repeat.clock is not None else first % DAY if "start" in draft.dates else self.settings.default_start
        )
        try:
            days = occurrence_days(draft.repeat.rule, first_day=first // DAY, last_day=draft.repeat.last_day)
        except ValueError as error:
            self.findings.error(
                "repeat-rule",
                self.table.place(draft.row, "repeats"),
                begun(said_by(error)) + ".",
                said("Shorten the rule."),
            )
            return [task]
        if not days:
            self.findings.error(
                "repeat-rule",
                self.table.place(draft.row, "repeats"),
                said("The rule falls on no day."),
                said("Check its end; counting begins on {what}.", what="the Start" if "start" in draft.dates else "the project start"),
            )
            return [task]
        summary = replace(
            task,
            recurring=True,
            duration=0,
            work=0,
            milestone=False,
            constraint=Constraint.ASAP,
            constraint_date=None,
            fixed_cost=Decimal(0),
        )
        made = [summary]
        for number, day in enumerate(days, start=1):
            made.append(
                replace(
                    task,
                    id=f"{task.id}/{number}",
                    name=f"{task.name} {number}",
                    level=task.level + 1,
                    parent=task.id,
                    uid=None,
                    row=None,
                    wbs="",
                    outline_number="",
                    constraint=Constraint.SNET,
                    constraint_date=day * DAY + clock,
                    baselines=(),
                    stored=StoredDates(),
                    cost=None,
                    actual_cost=None,
                    deadline=None,
                )
            )
        return made

    def tell(self) -> None:
        """Notes about what was assumed, once for the whole sheet."""
        if self.assumed:
            rows = ", ".join(self.assumed[:20]) + (" ..." if len(self.assumed) > 20 else "")
            self.findings.warn(
                "duration-assumed",
                self.table.sheet.place(),
                said("{many} tasks have no duration; 1 day (estimated) was taken. Rows: {rows}.", many=len(self.assumed), rows=rows),
                said("Fill in the column 'Duration'."),
            )
        if self.gated:
            self.findings.note(
                "start-kept",
                self.table.sheet.place(column=self.table.columns["start"].title),
                said("{gated} tasks without predecessors start no earlier than the date in this column.", gated=len(self.gated)),
                said("Give them predecessors, or empty the cell, to let the plan decide."),
            )


def _baselines(draft: Draft) -> tuple[Baseline, ...]:
    found: list[Baseline] = []
    for number in draft.baselines:
        start, finish, length, work, cost, fixed = (f"baseline{number}_{part}" for part in BASELINE_PARTS)
        if not any(
            key in group for key in (start, finish, length, work, cost, fixed) for group in (draft.dates, draft.lengths, draft.money)
        ):
            continue
        duration = draft.lengths.get(length)
        found.append(
            Baseline(
                number,
                draft.dates.get(start),
                draft.dates.get(finish),
                duration.seconds if duration else None,
                duration.format if duration else None,
                draft.lengths[work].seconds if work in draft.lengths else None,
                draft.money.get(cost),
                draft.money.get(fixed),
                estimated=bool(duration and duration.estimated),
            )
        )
    return tuple(found)


def _three_points(draft: Draft) -> tuple[FieldValue, ...]:
    return tuple(
        FieldValue(key, span_value(draft.lengths[key].seconds), draft.lengths[key].format) for key in THREE_POINT if key in draft.lengths
    )


def _stored(draft: Draft, span: Callable[[str], int | None]) -> StoredDates:
    dates = draft.dates
    return StoredDates(
        dates.get("start"),
        dates.get("finish"),
        dates.get("stored_early_start"),
        dates.get("stored_early_finish"),
        dates.get("stored_late_start"),
        dates.get("stored_late_finish"),
        span("stored_total_float"),
        span("stored_free_float"),
        draft.flags.get("stored_critical"),
    )


def earliest(drafts: Sequence[Draft]) -> int | None:
    """The earliest date of the sheet that a task starts or finishes on, None when it has no dates."""
    keys = ("start", "actual_start", "constraint_date", "finish", "actual_finish", "baseline0_start")
    found = [draft.dates[key] for draft in drafts for key in keys if key in draft.dates]
    return min(found, default=None)
