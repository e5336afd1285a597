"""Writes a project's header."""

from milepost.engine.model import PlanOptions
from milepost.exchange.mspdi import render
from milepost.exchange.mspdi.carry import Kept
from milepost.exchange.mspdi.order import PROJECT
from milepost.exchange.mspdi.render import Element, flag
from milepost.exchange.mspdi.timing import Timing
from milepost.exchange.mspdi.write_fields import FieldsWritten
from milepost.exchange.mspdi.write_values import Writing
from milepost.values import said

_SAVE_VERSION = "14"
"""What Project 2010 to 2019 write."""


def put_header(writing: Writing, timing: Timing, fields: FieldsWritten) -> list[Kept]:
    """The header's elements in the schema's order, with what was carried along."""
    plan, text = writing.plan, writing.losses.text
    place = f"plan '{plan.name}'"
    settings = plan.settings
    element = Element(PROJECT, writing.carry.project)
    element.put("SaveVersion", _SAVE_VERSION)
    element.text("Name", text(plan.name, place, 255))
    element.text("Title", text(plan.title, place, 512))
    element.text("Company", text(plan.company, place, 512))
    element.text("Manager", text(plan.manager, place, 512))
    element.put("ScheduleFromStart", flag(not plan.from_finish))
    element.moment("StartDate", timing.start)
    element.moment("FinishDate", timing.finish)
    element.put("CriticalSlackLimit", str(round(plan.options.critical_float / settings.day)))
    element.put("CurrencyDigits", str(settings.currency.digits))
    element.text("CurrencySymbol", text(settings.currency.symbol, place, 20))
    element.text("CurrencyCode", text(settings.currency.code, place, 3))
    element.put("CalendarUID", plan.calendar)
    element.put("DefaultStartTime", render.time_of_day(settings.default_start))
    element.put("DefaultFinishTime", render.time_of_day(settings.default_finish))
    element.put("MinutesPerDay", str(settings.minutes_per_day))
    element.put("MinutesPerWeek", str(settings.minutes_per_week))
    element.put("DaysPerMonth", str(settings.days_per_month))
    element.put("MultipleCriticalPaths", flag(plan.options.multiple_critical_paths))
    element.moment("StatusDate", plan.status_date)
    if fields.attributes:
        element.xml("ExtendedAttributes", fields.attributes)
    if fields.outline_codes:
        element.xml("OutlineCodes", fields.outline_codes)
    _losses(writing, place)
    return element.sorted()


def _losses(writing: Writing, place: str) -> None:
    plan, tell = writing.plan, writing.losses.tell
    usual = PlanOptions()
    if plan.options.critical_float % plan.settings.day:
        tell(
            "critical-float-rounded", place, said("the float up to which tasks are critical was rounded to whole days, as MSPDI counts it.")
        )
    if plan.options.near_critical_float != usual.near_critical_float:
        tell("option-not-written", place, said("the float of near-critical tasks was not written: MSPDI has no place for it."))
    if not plan.options.honour_constraints:
        tell("option-not-written", place, said("that links win over constraints was not written: MSPDI's element for it is unreliable."))
    if plan.options.move_unfinished:
        tell("option-not-written", place, said("that unfinished work moves to the status date was not written: MSPDI has no place for it."))
    if plan.client:
        tell("client-not-written", place, said("the client's name was not written: MSPDI has no place for it."))
