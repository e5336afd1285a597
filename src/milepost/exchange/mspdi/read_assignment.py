"""Reads assignments with their baselines and time-phased data."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from milepost.engine.model import Assignment, ResourceKind, Settings
from milepost.exchange.mspdi import codes, scalars
from milepost.exchange.mspdi.carry import Extras, Kept
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.exchange.mspdi.order import ASSIGNMENT
from milepost.exchange.mspdi.rates import material_scale
from milepost.exchange.mspdi.read_values import Parts, read_baselines, read_fields, read_phases
from milepost.exchange.mspdi.render import money
from milepost.values import said

_ASSIGNMENT = Table(
    {
        "UID": Slot("uid", scalars.uid, vital=True),
        "GUID": Slot("guid", scalars.text),
        "TaskUID": Slot("task", scalars.uid, vital=True),
        "ResourceUID": Slot("resource", scalars.uid, vital=True),
        "PercentWorkComplete": Slot("percent_work_complete", scalars.percent),
        "ActualCost": Slot("actual_cost", scalars.money),
        "ActualFinish": Slot("actual_finish", scalars.moment, vital=True),
        "ActualOvertimeWork": Slot("actual_overtime_work", scalars.span),
        "ActualStart": Slot("actual_start", scalars.moment, vital=True),
        "ActualWork": Slot("actual_work", scalars.span, vital=True),
        "Cost": Slot("cost", scalars.money),
        "CostRateTable": Slot("rate_table", scalars.choice({n: n for n in range(5)}, "a rate table")),
        "RateScale": Slot("scale", scalars.integer),
        "Delay": Slot("delay", scalars.tenths, vital=True),
        "Finish": Slot("finish", scalars.moment),
        "HasFixedRateUnits": Slot("fixed_material", scalars.flag),
        "LevelingDelay": Slot("leveling_delay", scalars.tenths, vital=True),
        "Notes": Slot("notes", scalars.text),
        "OvertimeWork": Slot("overtime_work", scalars.span),
        "RemainingWork": Slot("remaining_work", scalars.span, vital=True),
        "Start": Slot("start", scalars.moment),
        "Stop": Slot("stop", scalars.moment),
        "Resume": Slot("resume", scalars.moment),
        "Units": Slot("units", scalars.share, vital=True),
        "Work": Slot("work", scalars.span, vital=True),
        "WorkContour": Slot("contour", scalars.choice(codes.CONTOURS, "a contour")),
        "ExtendedAttribute": Slot("fields"),
        "Baseline": Slot("baselines"),
        "TimephasedData": Slot("phases"),
    },
    ASSIGNMENT,
)


@dataclass(slots=True)
class AssignmentRecord:
    """An assignment, its line and its extras."""

    assignment: Assignment
    line: int | None
    extras: Extras


def read_assignment(
    document: Document, element: etree._Element, parts: Parts, settings: Settings, kinds: Mapping[str, ResourceKind]
) -> AssignmentRecord | None:
    """One assignment; None when its UID or its task cannot be read (reported). `kinds` are those of the resources met so far."""
    values, extras = document.fields(element, _ASSIGNMENT)
    for name, wanted in (("UID", "uid"), ("TaskUID", "task")):
        if wanted not in values:
            if not element.findtext(f"{document.namespace}{name}"):
                message = said("{label}: it has no {name}; expected a whole number.", label=document.label(element), name=name)
                document.report.error("uid-missing", line_of(element), message, said("Save the plan again from the program it came from."))
            return None
    uid = values.pop("uid")
    resource = values.pop("resource", str(codes.UNASSIGNED))
    key = ("assignment", uid)
    fields = read_fields(document, element, values.pop("fields", []), ASSIGNMENT["ExtendedAttribute"], parts, extras, key)
    baselines = read_baselines(document, element, values.pop("baselines", []), ASSIGNMENT["Baseline"], parts, extras, key)
    phases = read_phases(document, element, values.pop("phases", []), ASSIGNMENT["TimephasedData"], extras)
    if "cost" in values and kinds.get(resource, ResourceKind.COST) is not ResourceKind.COST:
        extras.append(carried_cost(values.pop("cost")))
    _material(values, extras, settings)
    assignment = Assignment(
        id=uid,
        uid=int(uid),
        resource=None if resource == str(codes.UNASSIGNED) else resource,
        fields=tuple(fields),
        baselines=tuple(baselines),
        phases=tuple(phases),
        **values,
    )
    return AssignmentRecord(assignment, line_of(element), document.rows(extras))


def carried_cost(cost: Decimal) -> Kept:
    """The cost of people's work follows from rates and is computed; only a cost resource's amount is the author's."""
    return (ASSIGNMENT["Cost"], f"<Cost>{money(cost)}</Cost>")


def _material(values: dict[str, Any], extras: list[tuple[int, str]], settings: Settings) -> None:
    scale = values.pop("scale", None)
    if scale is None:
        return
    seconds = material_scale(scale, settings)
    if not values.get("fixed_material", True) and seconds:
        values["material_per"] = seconds
    else:
        extras.append((ASSIGNMENT["RateScale"], f"<RateScale>{scale}</RateScale>"))
