"""Writes what tasks, resources and assignments share: custom field values, baselines, time-phased data."""

from collections.abc import Mapping
from dataclasses import dataclass

from milepost.engine.model import AssignmentBaseline, Baseline, FieldValue, Plan, ResourceBaseline, TimePhase
from milepost.exchange.mspdi import render
from milepost.exchange.mspdi.carry import Carry
from milepost.exchange.mspdi.losses import Losses
from milepost.exchange.mspdi.render import Element, escape, flag, leaf
from milepost.values import said


@dataclass(frozen=True, slots=True)
class Writing:
    """What the writers of records share: the numbered plan, what is carried along, where losses go, and the numbers of fields.

    `field_ids` gives MSPDI's FieldID for a field's id; `codes` the ValueID of an outline code's text.
    """

    plan: Plan
    carry: Carry
    losses: Losses
    field_ids: Mapping[str, str]
    codes: Mapping[tuple[str, str], str]
    code_fields: frozenset[str]


def put_fields(writing: Writing, element: Element, key: tuple[str, str], values: tuple[FieldValue, ...], place: str) -> None:
    """Values of custom fields; outline codes as the ValueIDs of their texts."""
    for value in values:
        kept_code = writing.carry.parts.get((*key, "OutlineCode", value.field))
        if kept_code is not None and kept_code[0] == value:
            element.xml("OutlineCode", kept_code[1])
            continue
        if value.field in writing.code_fields:
            value_id = writing.codes.get((value.field, value.value))
            if value_id is None or key[0] == "assignment":
                message = said("its outline code '{value}' is not in the code's list of values and was not written.", value=value.value)
                writing.losses.tell("outline-code-unknown", place, message, said("Add the value to the outline code."))
                continue
            field_id = writing.field_ids.get(value.field, value.field)
            element.xml("OutlineCode", f"<OutlineCode><FieldID>{field_id}</FieldID><ValueID>{value_id}</ValueID></OutlineCode>")
            continue
        kept = writing.carry.parts.get((*key, "ExtendedAttribute", value.field))
        if kept is not None and kept[0] == value:
            element.xml("ExtendedAttribute", kept[1])
            continue
        field_id = writing.field_ids.get(value.field, "")
        if not field_id:
            message = said("its value of field '{field}' was not written: MS Project has no free field of that kind.", field=value.field)
            writing.losses.tell("field-not-written", place, message)
            continue
        text = writing.losses.text(value.value, place)
        unit = leaf("DurationFormat", str(value.unit) if value.unit is not None else None)
        inside = f"<FieldID>{field_id}</FieldID><Value>{escape(text)}</Value>{unit}"
        element.xml("ExtendedAttribute", f"<ExtendedAttribute>{inside}</ExtendedAttribute>")


def put_baselines(
    writing: Writing, element: Element, key: tuple[str, str], baselines: tuple[Baseline | ResourceBaseline | AssignmentBaseline, ...]
) -> None:
    """Baselines; one that is unchanged keeps the earned values and phases it was read with."""
    for baseline in baselines:
        kept = writing.carry.parts.get((*key, "Baseline", str(baseline.number)))
        element.xml("Baseline", kept[1] if kept is not None and kept[0] == baseline else _baseline(baseline))


def _baseline(baseline: Baseline | ResourceBaseline | AssignmentBaseline) -> str:
    parts = [f"<Baseline><Number>{baseline.number}</Number>"]
    if isinstance(baseline, Baseline) and baseline.interim:
        parts.append("<Interim>1</Interim>")
    if not isinstance(baseline, ResourceBaseline):
        parts += [leaf(name, render.moment(at)) for name, at in (("Start", baseline.start), ("Finish", baseline.finish)) if at is not None]
    if isinstance(baseline, Baseline):
        if baseline.duration is not None:
            parts.append(leaf("Duration", render.span(baseline.duration)))
        if baseline.duration_format is not None:
            parts.append(leaf("DurationFormat", str(baseline.duration_format)))
        if baseline.estimated:
            parts.append(leaf("EstimatedDuration", flag(True)))
    if baseline.work is not None:
        parts.append(leaf("Work", render.span(baseline.work)))
    if baseline.cost is not None:
        parts.append(leaf("Cost", render.money(baseline.cost)))
    if isinstance(baseline, Baseline) and baseline.fixed_cost is not None:
        parts.append(leaf("FixedCost", render.money(baseline.fixed_cost)))
    return "".join((*parts, "</Baseline>"))


def phase(owner: str, value: TimePhase) -> str:
    """One TimephasedData element of an owner's UID."""
    worked = render.span(value.work) if value.work is not None else render.money(value.cost) if value.cost is not None else None
    return (
        f"<TimephasedData><Type>{value.kind}</Type><UID>{owner}</UID><Start>{render.moment(value.start)}</Start>"
        f"<Finish>{render.moment(value.finish)}</Finish><Unit>{value.unit}</Unit>{leaf('Value', worked)}</TimephasedData>"
    )
