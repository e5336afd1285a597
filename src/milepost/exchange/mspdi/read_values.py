"""Reads what tasks, resources and assignments share: values of custom fields, baselines, time-phased data."""

from typing import Any

from lxml import etree

from milepost.engine.model import AssignmentBaseline, Baseline, FieldValue, ResourceBaseline, TimePhase
from milepost.exchange.mspdi import scalars
from milepost.exchange.mspdi.carry import Kept
from milepost.exchange.mspdi.codes import COST_PHASES, DURATION_FORMATS, WORK_PHASES
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.values import said

Parts = dict[tuple[str, ...], tuple[object, str]]
DURATION_FORMAT = scalars.choice({n: n for n in sorted(DURATION_FORMATS)}, "a duration format")
_BASELINE_NUMBER = scalars.choice({n: n for n in range(11)}, "a baseline number")

_VALUE = Table(
    {
        "FieldID": Slot("field", scalars.uid),
        "Value": Slot("value", scalars.text),
        "ValueID": Slot("value_id", scalars.uid),
        "DurationFormat": Slot("unit", DURATION_FORMAT),
    }
)
_BASELINE = Table(
    {
        "Number": Slot("number", _BASELINE_NUMBER),
        "Interim": Slot("interim", scalars.flag),
        "Start": Slot("start", scalars.moment),
        "Finish": Slot("finish", scalars.moment),
        "Duration": Slot("duration", scalars.span),
        "DurationFormat": Slot("duration_format", DURATION_FORMAT),
        "EstimatedDuration": Slot("estimated", scalars.flag),
        "Work": Slot("work", scalars.span),
        "Cost": Slot("cost", scalars.money),
        "FixedCost": Slot("fixed_cost", scalars.money),
    }
)
_PHASE = Table(
    {
        "Type": Slot("kind", scalars.choice({n: n for n in range(1, 77)}, "a kind of time-phased data")),
        "UID": Slot("uid", scalars.uid),
        "Start": Slot("start", scalars.moment),
        "Finish": Slot("finish", scalars.moment),
        "Unit": Slot("unit", scalars.choice({n: n for n in (0, 1, 2, 3, 5, 8)}, "a unit of time")),
        "Value": Slot("value", scalars.text),
    }
)


def read_fields(
    document: Document,
    owner: etree._Element,
    elements: list[etree._Element],
    rank: int,
    parts: Parts,
    extras: list[Kept],
    key: tuple[str, str],
) -> list[FieldValue]:
    """Values of custom fields. One that only points into a value list stays as it is, in `extras`."""
    found = []
    for element in elements:
        values, more = document.fields(element, _VALUE, owner)
        if "field" not in values or "value" not in values:
            extras.append(document.keep(element, rank))
            continue
        value = FieldValue(values["field"], values["value"], values.get("unit"))
        found.append(value)
        if more or "value_id" in values:
            parts[(*key, "ExtendedAttribute", value.field)] = (value, document.xml(element))
    return found


def read_codes(
    document: Document,
    owner: etree._Element,
    elements: list[etree._Element],
    rank: int,
    parts: Parts,
    extras: list[Kept],
    key: tuple[str, str],
    codes: dict[tuple[str, str], str],
) -> list[FieldValue]:
    """Outline codes as the texts their ValueIDs stand for (`codes`: field and ValueID to text)."""
    found = []
    for element in elements:
        values, _ = document.fields(element, _VALUE, owner)
        text = codes.get((values.get("field", ""), values.get("value_id", "")))
        if text is None:
            extras.append(document.keep(element, rank))
            continue
        found.append(FieldValue(values["field"], text))
        parts[(*key, "OutlineCode", values["field"])] = (found[-1], document.xml(element))
    return found


def _baseline_values(
    document: Document, owner: etree._Element, element: etree._Element, taken: set[int], extras: list[Kept], rank: int
) -> tuple[dict[str, Any], bool] | None:
    values, more = document.fields(element, _BASELINE, owner)
    number = values.get("number", 0)
    if number in taken:
        extras.append(document.keep(element, rank))
        message = said("{label}: baseline {number} is given twice; the first counts.", label=document.label(owner), number=number)
        document.report.warn("baseline-twice", line_of(element), message)
        return None
    taken.add(number)
    return {**values, "number": number}, bool(more)


_RESOURCE_KEYS = ("number", "work", "cost")
_ASSIGNMENT_KEYS = ("number", "start", "finish", "work", "cost")


def read_baselines(
    document: Document,
    owner: etree._Element,
    elements: list[etree._Element],
    rank: int,
    parts: Parts,
    extras: list[Kept],
    key: tuple[str, str],
) -> list[Any]:
    """Baselines of a task, a resource or an assignment (`key` begins with which); earned values and phases inside stay XML."""
    found = []
    taken: set[int] = set()
    for element in elements:
        read = _baseline_values(document, owner, element, taken, extras, rank)
        if read is None:
            continue
        values, more = read
        baseline: Baseline | ResourceBaseline | AssignmentBaseline
        if key[0] == "task":
            baseline = Baseline(**values)
        elif key[0] == "resource":
            baseline = ResourceBaseline(**{name: values[name] for name in _RESOURCE_KEYS if name in values})
        else:
            baseline = AssignmentBaseline(**{name: values[name] for name in _ASSIGNMENT_KEYS if name in values})
        found.append(baseline)
        if more or (key[0] != "task" and len(values) > len(_ASSIGNMENT_KEYS if key[0] == "assignment" else _RESOURCE_KEYS)):
            parts[(*key, "Baseline", str(baseline.number))] = (baseline, document.xml(element))
    return found


def read_phases(
    document: Document, owner: etree._Element, elements: list[etree._Element], rank: int, extras: list[Kept]
) -> list[TimePhase]:
    """Time-phased work and cost of an assignment; kinds that are not an assignment's stay XML."""
    found = []
    for element in elements:
        values, _ = document.fields(element, _PHASE, owner)
        kind, raw = values.get("kind"), values.get("value")
        if kind is None or (kind not in WORK_PHASES and kind not in COST_PHASES):
            extras.append(document.keep(element, rank))
            continue
        if "start" not in values or "finish" not in values:
            # A period without bounds stays XML; one whose bounds cannot be read was reported, and must not be written again.
            if any(not element.findtext(f"{document.namespace}{name}") for name in ("Start", "Finish")):
                extras.append(document.keep(element, rank))
            continue
        try:
            work = scalars.span(raw) if raw is not None and kind in WORK_PHASES else None
            cost = scalars.money(raw) if raw is not None and kind in COST_PHASES else None
        except (ValueError, scalars.Doubtful) as expected:
            message = said(
                "{label}: a TimephasedData value is '{what}'; expected {expected}. The period was left out.",
                label=document.label(owner),
                what=str(raw)[:40],
                expected=expected,
            )
            document.report.warn("bad-value", line_of(element), message)
            continue
        found.append(TimePhase(kind, values["start"], values["finish"], values.get("unit", 1), work, cost))
    return found
