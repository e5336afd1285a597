"""Reads tasks and the links inside them; the outline (parents) is built from the levels as the rows come."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from milepost.engine.model import Constraint, LagKind, Link, LinkKind, StoredDates, Task
from milepost.exchange.mspdi import codes, scalars
from milepost.exchange.mspdi.carry import Extras
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.exchange.mspdi.order import TASK
from milepost.exchange.mspdi.read_values import DURATION_FORMAT, Parts, read_baselines, read_codes, read_fields
from milepost.values import said

_STORED = {
    "Start": "start",
    "Finish": "finish",
    "EarlyStart": "early_start",
    "EarlyFinish": "early_finish",
    "LateStart": "late_start",
    "LateFinish": "late_finish",
}
_TASK = Table(
    {
        "UID": Slot("uid", scalars.uid, vital=True),
        "GUID": Slot("guid", scalars.text),
        "ID": Slot("row", scalars.integer),
        "Name": Slot("name", scalars.text),
        "Active": Slot("active", scalars.flag, vital=True),
        "Manual": Slot("manual", scalars.flag, vital=True),
        "Type": Slot("type", scalars.choice(codes.TASK_TYPES, "a task type")),
        "IsNull": Slot("is_null", scalars.flag, vital=True),
        "WBS": Slot("wbs", scalars.text),
        "OutlineNumber": Slot("outline_number", scalars.text),
        "OutlineLevel": Slot("level", scalars.integer, vital=True),
        "Priority": Slot("priority", scalars.choice({n: n for n in range(1001)}, "a priority")),
        **{name: Slot(f"stored {key}", scalars.moment) for name, key in _STORED.items()},
        "Duration": Slot("duration", scalars.span, vital=True),
        "DurationFormat": Slot("duration_format", DURATION_FORMAT, vital=True),
        "ManualStart": Slot("manual_start", scalars.moment, vital=True),
        "ManualFinish": Slot("manual_finish", scalars.moment, vital=True),
        "ManualDuration": Slot("manual_duration", scalars.span, vital=True),
        "Work": Slot("work", scalars.span),
        "Stop": Slot("stop", scalars.moment, vital=True),
        "Resume": Slot("resume", scalars.moment, vital=True),
        "EffortDriven": Slot("effort_driven", scalars.flag),
        "Recurring": Slot("recurring", scalars.flag),
        "Estimated": Slot("estimated", scalars.flag),
        "Milestone": Slot("milestone", scalars.flag),
        "Summary": Slot("is_summary", scalars.flag),
        "Critical": Slot("stored critical", scalars.flag),
        "SubprojectName": Slot("subproject", scalars.text),
        "ExternalTask": Slot("external", scalars.flag, vital=True),
        "FreeSlack": Slot("stored free_float", scalars.tenths),
        "TotalSlack": Slot("stored total_float", scalars.tenths),
        "FixedCost": Slot("fixed_cost", scalars.money),
        "FixedCostAccrual": Slot("fixed_cost_accrual", scalars.choice(codes.ACCRUALS, "when the cost falls due")),
        "PercentComplete": Slot("percent_complete", scalars.percent, vital=True),
        "PercentWorkComplete": Slot("percent_work_complete", scalars.percent),
        "PhysicalPercentComplete": Slot("physical_percent_complete", scalars.percent),
        "Cost": Slot("cost", scalars.money),
        "ActualStart": Slot("actual_start", scalars.moment, vital=True),
        "ActualFinish": Slot("actual_finish", scalars.moment, vital=True),
        "ActualDuration": Slot("actual_duration", scalars.span, vital=True),
        "ActualCost": Slot("actual_cost", scalars.money),
        "ActualWork": Slot("actual_work", scalars.span),
        "RemainingDuration": Slot("remaining_duration", scalars.span, vital=True),
        "RemainingWork": Slot("remaining_work", scalars.span),
        "ConstraintType": Slot("constraint", scalars.choice(codes.CONSTRAINTS, "a constraint"), vital=True),
        "ConstraintDate": Slot("constraint_date", scalars.moment, vital=True),
        "CalendarUID": Slot("calendar", scalars.uid, vital=True),
        "Deadline": Slot("deadline", scalars.moment, vital=True),
        "LevelingDelay": Slot("leveling_delay", scalars.tenths, vital=True),
        "HyperlinkAddress": Slot("hyperlink", scalars.text),
        "IgnoreResourceCalendar": Slot("ignore_resource_calendars", scalars.flag, vital=True),
        "Notes": Slot("notes", scalars.text),
        "PredecessorLink": Slot("links"),
        "ExtendedAttribute": Slot("fields"),
        "Baseline": Slot("baselines"),
        "OutlineCode": Slot("codes"),
    },
    TASK,
)
_LINK = Table(
    {
        "PredecessorUID": Slot("predecessor", scalars.uid, vital=True),
        "Type": Slot("kind", scalars.choice(codes.LINK_KINDS, "a kind of link"), vital=True),
        "CrossProject": Slot("cross", scalars.flag),
        "CrossProjectName": Slot("external", scalars.text),
        "LinkLag": Slot("lag", scalars.integer, vital=True),
        "LagFormat": Slot("lag_format", DURATION_FORMAT, vital=True),
    }
)
_NO_DATES = StoredDates()


@dataclass(slots=True)
class TaskDefaults:
    """What a task takes from the project's header when it says nothing itself, and the texts of outline codes."""

    manual: bool
    duration_format: int
    codes: dict[tuple[str, str], str]


@dataclass(slots=True)
class TaskRecord:
    """A task without its parent, the line it began on, its links with their lines, and what is carried along. `blank`: no task at all."""

    task: Task | None
    line: int | None
    links: list[tuple[Link, int | None]]
    extras: Extras
    blank: str = ""


def read_task(document: Document, element: etree._Element, parts: Parts, defaults: TaskDefaults) -> TaskRecord | None:
    """One task; None when it has no usable UID (reported)."""
    values, extras = document.fields(element, _TASK)
    uid = values.pop("uid", None)
    if uid is None:
        if element.findtext(f"{document.namespace}UID") is None:
            message = said("{label}: it has no UID; expected a whole number that no other task has.", label=document.label(element))
            document.report.error("uid-missing", line_of(element), message, said("Save the plan again from the program it came from."))
        return None
    if values.pop("is_null", False):
        return TaskRecord(None, line_of(element), [], (), document.xml(element))
    values.pop("is_summary", None)
    links = [found for child in values.pop("links", ()) if (found := _link(document, element, child, uid, parts))]
    key = ("task", uid)
    fields = read_fields(document, element, values.pop("fields", []), TASK["ExtendedAttribute"], parts, extras, key)
    fields += read_codes(document, element, values.pop("codes", []), TASK["OutlineCode"], parts, extras, key, defaults.codes)
    baselines = read_baselines(document, element, values.pop("baselines", []), TASK["Baseline"], parts, extras, key)
    stored = {name[7:]: values.pop(name) for name in [name for name in values if name.startswith("stored ")]}
    values.setdefault("manual", defaults.manual)
    duration_format = values.setdefault("duration_format", defaults.duration_format)
    if values.get("calendar") == "-1":
        del values["calendar"]
    values.setdefault("level", _level(values))
    _check(document, element, values)
    task = Task(
        id=uid,
        uid=int(uid),
        name=values.pop("name", ""),
        elapsed=codes.is_elapsed(duration_format),
        fields=tuple(fields),
        baselines=tuple(baselines),
        stored=StoredDates(**stored) if stored else _NO_DATES,
        **values,
    )
    return TaskRecord(task, line_of(element), links, document.rows(extras))


def _level(values: dict[str, Any]) -> int:
    """Without an OutlineLevel the outline number tells it: 1.2 is on level 2."""
    number = values.get("outline_number", "")
    return 0 if number == "0" else number.count(".") + 1


def _check(document: Document, element: etree._Element, values: dict[str, Any]) -> None:
    constraint = values.get("constraint", Constraint.ASAP)
    if constraint not in codes.DATELESS and "constraint_date" not in values and not element.findtext(f"{document.namespace}ConstraintDate"):
        message = said(
            "{label}: its constraint is '{value}' but it has no ConstraintDate.", label=document.label(element), value=constraint.value
        )
        remedy = said("Give the date, or make the constraint as soon as possible.")
        document.report.error("constraint-without-date", line_of(element), message, remedy)


def _link(document: Document, owner: etree._Element, element: etree._Element, uid: str, parts: Parts) -> tuple[Link, int | None] | None:
    values, more = document.fields(element, _LINK, owner)
    predecessor = values.get("predecessor")
    external = values.get("external", "")
    cross = values.get("cross", False)
    if predecessor is None:
        if not cross or not external:
            if not element.findtext(f"{document.namespace}PredecessorUID"):
                message = said("{label}: a PredecessorLink has no PredecessorUID; expected the UID of a task.", label=document.label(owner))
                document.report.error(
                    "link-without-predecessor", line_of(element), message, said("Name the predecessor or remove the link.")
                )
            return None
        predecessor = ""
    lag_format = values.get("lag_format", 7)
    kind = codes.lag_kind(lag_format)
    # A percentage is written as it is; everything else in tenths of a minute.
    factor = 100 if kind in (LagKind.PERCENT, LagKind.ELAPSED_PERCENT) else 6
    lag = values.get("lag", 0) * factor
    if abs(lag) > scalars.LONGEST_SPAN:
        wanted = "expected tenths of a minute (4800 is a day of 8 hours)"
        message = said(
            "{label}: a LinkLag of {values} is more than 1,000 years; {wanted}.",
            label=document.label(owner),
            values=values["lag"],
            wanted=wanted,
        )
        document.report.error("absurd-lag", line_of(element), message, said("Correct the lag."))
        lag = 0
    link = Link(predecessor, uid, values.get("kind", LinkKind.FS), lag, kind, lag_format, external if cross else "")
    if more or (external and not cross):
        parts["task", uid, "PredecessorLink", predecessor] = (link, document.xml(element))
    return link, line_of(element)
