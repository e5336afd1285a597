"""Writes tasks and the links into them."""

from milepost.engine.model import LagKind, Link, Task
from milepost.exchange.mspdi import codes, render
from milepost.exchange.mspdi.order import TASK
from milepost.exchange.mspdi.render import Element, escape, flag, leaf
from milepost.exchange.mspdi.timing import STALE_IN_TASK, Timed
from milepost.exchange.mspdi.write_values import Writing, put_baselines, put_fields
from milepost.values import said

_LINK_KINDS = {kind: number for number, kind in codes.LINK_KINDS.items()}
_TASK_TYPES = {kind: str(number) for number, kind in codes.TASK_TYPES.items()}
_CONSTRAINTS = {kind: str(number) for number, kind in codes.CONSTRAINTS.items()}
_ACCRUALS = {kind: str(number) for number, kind in codes.ACCRUALS.items()}
_SUBPROJECT = TASK["IsSubproject"]
_DELAY_FORMAT = TASK["LevelingDelayFormat"]


def write_task(writing: Writing, task: Task, links: list[Link], timed: Timed) -> str:
    """One Task element with the links into it."""
    place = f"task {task.id} '{task.name}'"
    extras = writing.carry.tasks.get(task.id, ())
    if timed.moved:
        extras = tuple(kept for kept in extras if kept[0] not in STALE_IN_TASK)
    element = Element(TASK, extras)
    _identity(writing, element, task, place)
    _dates(element, task, timed)
    _progress(element, task)
    element.money("FixedCost", task.fixed_cost)
    element.put("FixedCostAccrual", _ACCRUALS[task.fixed_cost_accrual])
    element.money("Cost", task.cost)
    element.money("ActualCost", task.actual_cost)
    element.put("ConstraintType", _CONSTRAINTS[task.constraint])
    element.moment("ConstraintDate", task.constraint_date)
    element.put("CalendarUID", task.calendar or "-1")
    element.moment("Deadline", task.deadline)
    element.put("LevelingDelay", render.tenths(task.leveling_delay))
    if task.leveling_delay and not any(rank == _DELAY_FORMAT for rank, _ in extras):
        element.put("LevelingDelayFormat", "8")
    element.text("HyperlinkAddress", writing.losses.text(task.hyperlink, place, 512))
    element.put("IgnoreResourceCalendar", flag(task.ignore_resource_calendars))
    element.text("Notes", writing.losses.text(task.notes, place))
    for link in links:
        element.xml("PredecessorLink", _link(writing, link, place))
    put_fields(writing, element, ("task", task.id), task.fields, place)
    put_baselines(writing, element, ("task", task.id), task.baselines)
    if task.leveling_delay % 6:
        writing.losses.tell("rounded-to-six-seconds", place, said("its levelling delay was rounded: MSPDI counts in tenths of a minute."))
    return element.written("Task")


def _identity(writing: Writing, element: Element, task: Task, place: str) -> None:
    is_summary = task.level == 0 or bool(task.subproject) or task.id in writing.plan.summaries
    element.put("UID", task.id)
    element.text("GUID", task.guid)
    element.put("ID", None if task.row is None else str(task.row))
    element.text("Name", writing.losses.text(task.name, place, 512))
    element.put("Active", flag(task.active))
    element.put("Manual", flag(task.manual))
    element.put("Type", _TASK_TYPES[task.type])
    element.put("IsNull", "0")
    element.text("WBS", writing.losses.text(task.wbs, place))
    element.text("OutlineNumber", writing.losses.text(task.outline_number, place, 512))
    element.put("OutlineLevel", str(task.level))
    element.put("Priority", str(task.priority))
    element.put("EffortDriven", flag(task.effort_driven))
    element.put("Recurring", flag(task.recurring))
    element.put("Estimated", flag(task.estimated))
    element.put("Milestone", flag(task.milestone))
    element.put("Summary", flag(is_summary))
    if task.subproject:
        if not any(rank == _SUBPROJECT for rank, _ in writing.carry.tasks.get(task.id, ())):
            element.put("IsSubproject", "1")
        element.text("SubprojectName", writing.losses.text(task.subproject, place, 512))
    element.put("ExternalTask", flag(task.external))


def _dates(element: Element, task: Task, timed: Timed) -> None:
    dates = timed.dates
    element.moment("Start", dates.start)
    element.moment("Finish", dates.finish)
    element.span("Duration", timed.duration)
    element.put("DurationFormat", str(codes.duration_format(task.duration_format, elapsed=task.elapsed)))
    element.moment("ManualStart", task.manual_start)
    element.moment("ManualFinish", task.manual_finish)
    element.span("ManualDuration", task.manual_duration)
    element.moment("EarlyStart", dates.early_start)
    element.moment("EarlyFinish", dates.early_finish)
    element.moment("LateStart", dates.late_start)
    element.moment("LateFinish", dates.late_finish)
    element.put("FreeSlack", None if dates.free_float is None else render.tenths(dates.free_float))
    element.put("TotalSlack", None if dates.total_float is None else render.tenths(dates.total_float))
    element.put("Critical", None if dates.critical is None else flag(dates.critical))


def _progress(element: Element, task: Task) -> None:
    element.span("Work", task.work)
    element.moment("Stop", task.stop)
    element.moment("Resume", task.resume)
    element.put("PercentComplete", str(task.percent_complete))
    element.put("PercentWorkComplete", str(task.percent_work_complete))
    element.put("PhysicalPercentComplete", str(task.physical_percent_complete))
    element.moment("ActualStart", task.actual_start)
    element.moment("ActualFinish", task.actual_finish)
    element.span("ActualDuration", task.actual_duration)
    element.span("ActualWork", task.actual_work)
    element.span("RemainingDuration", task.remaining_duration)
    element.span("RemainingWork", task.remaining_work)


def _link(writing: Writing, link: Link, place: str) -> str:
    kept = writing.carry.parts.get(("task", link.successor, "PredecessorLink", link.predecessor))
    if kept is not None and kept[0] == link:
        return kept[1]
    is_percent = link.lag_kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT)
    if link.lag % (100 if is_percent else 6):
        unit = "whole percents" if is_percent else "tenths of a minute"
        writing.losses.tell(
            "lag-rounded",
            place,
            said("its lag after task {predecessor} was rounded: MSPDI counts in {unit}.", predecessor=link.predecessor, unit=unit),
        )
    lag = str(round(link.lag / 100)) if is_percent else render.tenths(link.lag)
    return "".join(
        (
            "<PredecessorLink>",
            leaf("PredecessorUID", link.predecessor),
            f"<Type>{_LINK_KINDS[link.kind]}</Type>",
            f"<CrossProject>{flag(bool(link.external))}</CrossProject>",
            leaf("CrossProjectName", escape(writing.losses.text(link.external, place))),
            f"<LinkLag>{lag}</LinkLag>",
            f"<LagFormat>{codes.lag_format(link.lag_format, link.lag_kind)}</LagFormat>",
            "</PredecessorLink>",
        )
    )
