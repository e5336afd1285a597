"""Reads a project's header: names, dates, settings and options."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from milepost.engine.model import PlanOptions, Settings
from milepost.exchange.mspdi import scalars
from milepost.exchange.mspdi.carry import Kept
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.exchange.mspdi.order import PROJECT
from milepost.exchange.mspdi.read_values import DURATION_FORMAT
from milepost.values import Currency, said

_PROJECT = Table(
    {
        "SaveVersion": Slot("version", scalars.integer),
        "Name": Slot("name", scalars.text),
        "Title": Slot("title", scalars.text),
        "Manager": Slot("manager", scalars.text),
        "Company": Slot("company", scalars.text),
        "ScheduleFromStart": Slot("from_start", scalars.flag, vital=True),
        "StartDate": Slot("start", scalars.moment, vital=True),
        "FinishDate": Slot("finish", scalars.moment, vital=True),
        "CriticalSlackLimit": Slot("critical_days", scalars.days),
        "CurrencyDigits": Slot("digits", scalars.choice({n: n for n in range(10)}, "decimals of the currency")),
        "CurrencySymbol": Slot("symbol", scalars.text),
        "CurrencyCode": Slot("code", scalars.text),
        "CalendarUID": Slot("calendar", scalars.uid, vital=True),
        "DefaultStartTime": Slot("default_start", scalars.time_of_day, vital=True),
        "DefaultFinishTime": Slot("default_finish", scalars.time_of_day, vital=True),
        "MinutesPerDay": Slot("minutes_per_day", scalars.integer, vital=True),
        "MinutesPerWeek": Slot("minutes_per_week", scalars.integer, vital=True),
        "DaysPerMonth": Slot("days_per_month", scalars.integer, vital=True),
        "DurationFormat": Slot("duration_format", DURATION_FORMAT),
        "MultipleCriticalPaths": Slot("multiple", scalars.flag),
        "StatusDate": Slot("status_date", scalars.moment, vital=True),
        "NewTasksAreManual": Slot("tasks_manual", scalars.flag),
        **{name: Slot(name) for name in ("ExtendedAttributes", "OutlineCodes", "Calendars", "Tasks", "Resources", "Assignments")},
    },
    PROJECT,
)
_ALSO_KEPT = ("DurationFormat", "NewTasksAreManual")
"""Defaults for tasks that say nothing themselves: used while reading, and written again as they were."""
NO_CURRENCY = "XXX"
"""ISO 4217 for "no currency": what a file without a CurrencyCode gets; the schema asks for one."""
_LIMITS = {"minutes_per_day": (1, 1440), "minutes_per_week": (1, 10080), "days_per_month": (1, 31)}


@dataclass(slots=True)
class Header:
    """The header's values by name, and what of it is carried along."""

    values: dict[str, Any]
    extras: list[Kept]
    settings: Settings
    options: PlanOptions


def read_header(document: Document, root: etree._Element) -> Header:
    """The header as far as it has been read; containers of records are left out."""
    values, extras = document.fields(root, _PROJECT)
    for name, (low, high) in _LIMITS.items():
        if name in values and not low <= values[name] <= high:
            wanted = f"expected a number from {low} to {high}; the usual value was taken"
            message = said("Project: {replace} is {pop}; {wanted}.", replace=name.replace("_", " "), pop=values.pop(name), wanted=wanted)
            document.report.warn("setting-out-of-range", line_of(root), message)
    for name in _ALSO_KEPT:
        extras += [document.keep(element, PROJECT[name]) for element in root.iterfind(f"{document.namespace}{name}")][:1]
    usual = Settings()
    settings = Settings(
        minutes_per_day=values.get("minutes_per_day", usual.minutes_per_day),
        minutes_per_week=values.get("minutes_per_week", usual.minutes_per_week),
        days_per_month=values.get("days_per_month", usual.days_per_month),
        default_start=values.get("default_start", usual.default_start),
        default_finish=values.get("default_finish", usual.default_finish),
        currency=Currency(values.get("code", NO_CURRENCY), values.get("symbol", ""), values.get("digits", 2)),
    )
    # The limit is written in days; the model counts seconds of working time.
    critical = int((values.get("critical_days", Decimal(0)) * settings.day).to_integral_value())
    # HonorConstraints tells nothing: Project writes 0 for plans whose option, in the .mpp saved beside, is on. The option
    # keeps its default and the element is carried along.
    options = PlanOptions(critical_float=critical, multiple_critical_paths=values.get("multiple", False))
    return Header(values, extras, settings, options)
