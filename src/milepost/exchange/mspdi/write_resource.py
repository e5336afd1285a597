"""Writes resources with their rates and availability."""

from milepost.engine.model import Availability, Rate, Resource, ResourceKind
from milepost.exchange.mspdi import codes, render
from milepost.exchange.mspdi.order import RESOURCE
from milepost.exchange.mspdi.rates import per_hour
from milepost.exchange.mspdi.render import Element, flag, leaf
from milepost.exchange.mspdi.write_values import Writing, put_baselines, put_fields
from milepost.values import FULL_SHARE, said

_ACCRUALS = {kind: str(number) for number, kind in codes.ACCRUALS.items()}
_UNITS = {unit: str(number) for number, unit in codes.RATE_UNITS.items()}
_CURRENT = ("StandardRate", "StandardRateFormat", "OvertimeRate", "OvertimeRateFormat", "CostPerUse")


def write_resource(writing: Writing, resource: Resource) -> str:
    """One Resource element."""
    place = f"resource {resource.id} '{resource.name}'"
    text = writing.losses.text
    element = Element(RESOURCE, writing.carry.resources.get(resource.id, ()))
    element.put("UID", resource.id)
    element.text("GUID", resource.guid)
    element.put("ID", None if resource.row is None else str(resource.row))
    element.text("Name", text(resource.name, place, 512))
    # Schema and Project 2007 know types 0 and 1 only; a cost resource is of type 0 and says so beside.
    element.put("Type", flag(resource.kind is ResourceKind.WORK))
    element.put("IsNull", "0")
    element.text("Initials", text(resource.initials, place, 512))
    element.text("MaterialLabel", text(resource.material_label, place, 512))
    element.text("Code", text(resource.code, place, 512))
    element.text("Group", text(resource.group, place, 512))
    element.text("EmailAddress", text(resource.email, place, 512))
    element.put("MaxUnits", render.share(resource.max_units))
    element.put("CanLevel", flag(resource.can_level))
    element.put("AccrueAt", _ACCRUALS[resource.accrue_at])
    element.put("CalendarUID", resource.calendar)
    element.text("Notes", text(resource.notes, place))
    element.put("IsGeneric", flag(resource.generic))
    element.put("IsInactive", flag(not resource.active))
    element.put("IsCostResource", flag(resource.kind is ResourceKind.COST))
    _rates(writing, element, resource)
    _availability(writing, element, resource)
    put_fields(writing, element, ("resource", resource.id), resource.fields, place)
    put_baselines(writing, element, ("resource", resource.id), resource.baselines)
    if resource.skills:
        writing.losses.tell("skills-not-written", place, said("its skills were not written: MSPDI has no place for them."))
    return element.written("Resource")


def _rates(writing: Writing, element: Element, resource: Resource) -> None:
    parts = writing.carry.parts
    kept, current = parts.get(("resource", resource.id, "Rates", "")), parts.get(("resource", resource.id, "current", ""))
    if kept is not None and current is not None and kept[0] == resource.rates:
        if kept[1]:
            element.xml("Rates", kept[1])
        for name, xml in zip(_CURRENT, current[1].split("\n"), strict=True):
            element.xml(name, xml)
        return
    if not resource.rates:
        return
    settings = writing.plan.settings
    now = next((rate for rate in resource.rates if rate.table == 0), None)
    if now is not None:
        element.put("StandardRate", render.number(per_hour(now.standard, now.standard_per, settings)))
        element.put("StandardRateFormat", _UNITS[now.standard_per])
        element.put("OvertimeRate", render.number(per_hour(now.overtime, now.overtime_per, settings)))
        element.put("OvertimeRateFormat", _UNITS[now.overtime_per])
        element.money("CostPerUse", now.per_use)
    element.xml("Rates", f"<Rates>{''.join(_rate(writing, rate) for rate in resource.rates)}</Rates>")


def _rate(writing: Writing, rate: Rate) -> str:
    settings = writing.plan.settings
    return "".join(
        (
            f"<Rate>{_bounds('RatesFrom', 'RatesTo', rate.valid_from, rate.valid_to)}<RateTable>{rate.table}</RateTable>",
            leaf("StandardRate", render.number(per_hour(rate.standard, rate.standard_per, settings))),
            leaf("StandardRateFormat", _UNITS[rate.standard_per]),
            leaf("OvertimeRate", render.number(per_hour(rate.overtime, rate.overtime_per, settings))),
            leaf("OvertimeRateFormat", _UNITS[rate.overtime_per]),
            leaf("CostPerUse", render.money(rate.per_use)),
            "</Rate>",
        )
    )


def _bounds(first: str, last: str, valid_from: int | None, valid_to: int | None) -> str:
    since = codes.ALWAYS_FROM if valid_from is None else render.moment(valid_from)
    until = codes.ALWAYS_TO if valid_to is None else render.moment(valid_to)
    return f"<{first}>{since}</{first}><{last}>{until}</{last}>"


def _availability(writing: Writing, element: Element, resource: Resource) -> None:
    kept = writing.carry.parts.get(("resource", resource.id, "AvailabilityPeriods", ""))
    if kept is not None and kept[0] == resource.availability:
        if kept[1]:
            element.xml("AvailabilityPeriods", kept[1])
        return
    if resource.availability:
        periods = "".join(_period(period) for period in resource.availability)
        element.xml("AvailabilityPeriods", f"<AvailabilityPeriods>{periods}</AvailabilityPeriods>")


def _period(period: Availability) -> str:
    bounds = _bounds("AvailableFrom", "AvailableTo", period.valid_from, period.valid_to)
    units = render.share(period.units) if period.units != FULL_SHARE else "1"
    return f"<AvailabilityPeriod>{bounds}<AvailableUnits>{units}</AvailableUnits></AvailabilityPeriod>"
