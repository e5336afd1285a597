"""Reads resources with their rates and availability."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from milepost.engine.model import Availability, Rate, RateUnit, Resource, ResourceKind, Settings
from milepost.exchange.mspdi import codes, scalars
from milepost.exchange.mspdi.carry import Extras
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.exchange.mspdi.order import RESOURCE
from milepost.exchange.mspdi.rates import per_unit
from milepost.exchange.mspdi.read_values import Parts, read_baselines, read_codes, read_fields
from milepost.values import said

_KINDS = {0: ResourceKind.MATERIAL, 1: ResourceKind.WORK, 2: ResourceKind.COST}
_UNIT = scalars.choice(codes.RATE_UNITS, "what a rate is per")
_RESOURCE = Table(
    {
        "UID": Slot("uid", scalars.uid, vital=True),
        "GUID": Slot("guid", scalars.text),
        "ID": Slot("row", scalars.integer),
        "Name": Slot("name", scalars.text),
        "Type": Slot("kind", scalars.choice(_KINDS, "a kind of resource"), vital=True),
        "IsNull": Slot("is_null", scalars.flag, vital=True),
        "Initials": Slot("initials", scalars.text),
        "EmailAddress": Slot("email", scalars.text),
        "Group": Slot("group", scalars.text),
        "Code": Slot("code", scalars.text),
        "MaterialLabel": Slot("material_label", scalars.text),
        "IsGeneric": Slot("generic", scalars.flag),
        "IsInactive": Slot("inactive", scalars.flag),
        "IsCostResource": Slot("is_cost", scalars.flag, vital=True),
        "MaxUnits": Slot("max_units", scalars.share, vital=True),
        "CanLevel": Slot("can_level", scalars.flag),
        "AccrueAt": Slot("accrue_at", scalars.choice(codes.ACCRUALS, "when the cost falls due")),
        "CalendarUID": Slot("calendar", scalars.uid, vital=True),
        "Notes": Slot("notes", scalars.text),
        "StandardRate": Slot("current standard", scalars.number),
        "StandardRateFormat": Slot("current standard_per", _UNIT),
        "OvertimeRate": Slot("current overtime", scalars.number),
        "OvertimeRateFormat": Slot("current overtime_per", _UNIT),
        "CostPerUse": Slot("current per_use", scalars.money),
        "ExtendedAttribute": Slot("fields"),
        "OutlineCode": Slot("codes"),
        "Baseline": Slot("baselines"),
        "AvailabilityPeriods": Slot("periods"),
        "Rates": Slot("rate_tables"),
    },
    RESOURCE,
)
_CURRENT = {
    "StandardRate": "standard",
    "StandardRateFormat": "standard_per",
    "OvertimeRate": "overtime",
    "OvertimeRateFormat": "overtime_per",
    "CostPerUse": "per_use",
}
_RATE = Table(
    {
        "RatesFrom": Slot("valid_from", scalars.moment, vital=True),
        "RatesTo": Slot("valid_to", scalars.moment, vital=True),
        "RateTable": Slot("table", scalars.choice({n: n for n in range(5)}, "a rate table")),
        "StandardRate": Slot("standard", scalars.number, vital=True),
        "StandardRateFormat": Slot("standard_per", _UNIT, vital=True),
        "OvertimeRate": Slot("overtime", scalars.number, vital=True),
        "OvertimeRateFormat": Slot("overtime_per", _UNIT, vital=True),
        "CostPerUse": Slot("per_use", scalars.money, vital=True),
    }
)
_PERIOD = Table(
    {
        "AvailableFrom": Slot("valid_from", scalars.moment, vital=True),
        "AvailableTo": Slot("valid_to", scalars.moment, vital=True),
        "AvailableUnits": Slot("units", scalars.share, vital=True),
    }
)
_PLACEHOLDER = "Unassigned"
"""Project gives its row for "nobody" (UID 0) no name; MPXJ and what is built on it gives it this one."""
_SINCE_EVER = scalars.moment(codes.ALWAYS_FROM)
_FOR_EVER = scalars.moment(codes.ALWAYS_TO)


@dataclass(slots=True)
class ResourceRecord:
    """A resource, its line and its extras. `whole`: XML of a row that is no resource (blank, or the unnamed placeholder 0)."""

    resource: Resource | None
    line: int | None
    extras: Extras
    uid: str = ""
    whole: str = ""


def read_resource(
    document: Document, element: etree._Element, parts: Parts, settings: Settings, code_texts: dict[tuple[str, str], str]
) -> ResourceRecord | None:
    """One resource; None when it has no usable UID (reported)."""
    values, extras = document.fields(element, _RESOURCE)
    uid = values.pop("uid", None)
    if uid is None:
        if element.findtext(f"{document.namespace}UID") is None:
            message = said("Resource: it has no UID; expected a whole number that no other resource has.")
            document.report.error("uid-missing", line_of(element), message, said("Save the plan again from the program it came from."))
        return None
    if values.pop("is_null", False) or (uid == "0" and values.get("name", _PLACEHOLDER) == _PLACEHOLDER):
        return ResourceRecord(None, line_of(element), (), uid, document.xml(element))
    key = ("resource", uid)
    fields = read_fields(document, element, values.pop("fields", []), RESOURCE["ExtendedAttribute"], parts, extras, key)
    fields += read_codes(document, element, values.pop("codes", []), RESOURCE["OutlineCode"], parts, extras, key, code_texts)
    baselines = read_baselines(document, element, values.pop("baselines", []), RESOURCE["Baseline"], parts, extras, key)
    if values.pop("is_cost", False):
        values["kind"] = ResourceKind.COST
    if values.get("calendar") == "-1":
        del values["calendar"]
    current = {name[8:]: values.pop(name) for name in [name for name in values if name.startswith("current ")]}
    tables = values.pop("rate_tables", [])
    rates = _rates(document, element, tables, current, settings)
    as_written = [element.find(f"{document.namespace}{name}") if key in current else None for name, key in _CURRENT.items()]
    parts["resource", uid, "Rates", ""] = (rates, "".join(document.xml(found) for found in tables))
    parts["resource", uid, "current", ""] = (rates, "\n".join(document.xml(found) if found is not None else "" for found in as_written))
    periods = values.pop("periods", [])
    availability = _availability(document, element, periods)
    parts["resource", uid, "AvailabilityPeriods", ""] = (availability, "".join(document.xml(found) for found in periods))
    inactive = values.pop("inactive", False)
    resource = Resource(
        id=uid,
        uid=int(uid),
        name=values.pop("name", ""),
        active=not inactive,
        fields=tuple(fields),
        baselines=tuple(baselines),
        rates=rates,
        availability=availability,
        **values,
    )
    if resource.kind is ResourceKind.WORK and resource.max_units == 0 and not any(period.units for period in availability):
        message = said(
            "{label}: its MaxUnits are 0, so it is never available; work planned on it is an overload.", label=document.label(element)
        )
        document.report.warn("resource-zero-units", line_of(element), message, said("Give it units (1 for one full-time person)."))
    return ResourceRecord(resource, line_of(element), document.rows(extras), uid)


def _rates(
    document: Document, owner: etree._Element, tables: list[etree._Element], current: dict[str, Any], settings: Settings
) -> tuple[Rate, ...]:
    rows = [document.fields(row, _RATE, owner)[0] for container in tables for row in container]
    if not rows and any(current.get(name) for name in ("standard", "overtime", "per_use")):
        rows = [current]
    return tuple(_rate(row, settings) for row in rows)


def _rate(row: dict[str, Any], settings: Settings) -> Rate:
    standard_per, overtime_per = row.get("standard_per", RateUnit.HOUR), row.get("overtime_per", RateUnit.HOUR)
    return Rate(
        table=row.get("table", 0),
        valid_from=_bound(row.get("valid_from")),
        valid_to=_bound(row.get("valid_to")),
        standard=per_unit(row.get("standard", Decimal(0)), standard_per, settings),
        standard_per=standard_per,
        overtime=per_unit(row.get("overtime", Decimal(0)), overtime_per, settings),
        overtime_per=overtime_per,
        per_use=row.get("per_use", Decimal(0)),
    )


def _bound(moment: int | None) -> int | None:
    """None for the dates Project writes for "since ever" and "for ever"."""
    return moment if moment is not None and _SINCE_EVER < moment < _FOR_EVER else None


def _availability(document: Document, owner: etree._Element, containers: list[etree._Element]) -> tuple[Availability, ...]:
    rows = [document.fields(row, _PERIOD, owner)[0] for container in containers for row in container]
    return tuple(Availability(_bound(row.get("valid_from")), _bound(row.get("valid_to")), row["units"]) for row in rows if "units" in row)
