"""Writes the definitions of custom fields and outline codes, and finds MS Project's number for each."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from milepost.engine.model import CustomField, FieldKind, FieldValue, Plan
from milepost.exchange.mspdi.carry import Carry
from milepost.exchange.mspdi.codes import FIELD_KINDS, FIELD_OWNERS
from milepost.exchange.mspdi.field_ids import slots
from milepost.exchange.mspdi.losses import Losses
from milepost.exchange.mspdi.numbering import is_number
from milepost.exchange.mspdi.render import escape, leaf
from milepost.values import said

_KINDS = {kind: str(number) for number, kind in FIELD_KINDS.items()}
_OWNERS = {owner: str(number) for number, owner in FIELD_OWNERS.items()}
_CODE_TYPE_TEXT = 21
_SPACE = uuid.UUID("8b1f4c58-3c1d-5d1e-9d53-0a7d1c2f6e11")
"""For Guids that an outline code must have: the same code gets the same one each time."""


@dataclass(frozen=True, slots=True)
class FieldsWritten:
    """The two containers' XML ("" when empty), FieldIDs by field, ValueIDs by (field, text), and which fields are outline codes."""

    attributes: str
    outline_codes: str
    ids: dict[str, str]
    codes: dict[tuple[str, str], str]
    code_fields: frozenset[str]


def write_fields(plan: Plan, carry: Carry, losses: Losses) -> FieldsWritten:
    """Definitions as they were read while they are unchanged, else from the model; fields from elsewhere get a free number."""
    ids, names = _numbers(plan, losses)
    codes = dict(carry.codes)
    code_fields = frozenset(field.id for field in plan.fields if _is_code(field, carry))
    attributes: list[str] = []
    outline_codes: list[str] = []
    for field in plan.fields:
        is_code = field.id in code_fields
        container = "OutlineCodes" if is_code else "ExtendedAttributes"
        kept = carry.parts.get(("definition", container, field.id, ""))
        target = outline_codes if is_code else attributes
        if kept is not None and kept[0] == field:
            target.append(kept[1])
        elif field.id in ids:
            name = losses.text(field.alias or field.name, f"custom field '{field.name}'", 50)
            target.append(_outline_code(plan, field, ids, names, name, codes) if is_code else _attribute(field, ids, names, name))
    attributes += [xml for key, (_, xml) in carry.parts.items() if key[:3] == ("definition", "ExtendedAttributes", "")]
    outline_codes += [xml for key, (_, xml) in carry.parts.items() if key[:3] == ("definition", "OutlineCodes", "")]
    return FieldsWritten(
        f"<ExtendedAttributes>{''.join(attributes)}</ExtendedAttributes>" if attributes else "",
        f"<OutlineCodes>{''.join(outline_codes)}</OutlineCodes>" if outline_codes else "",
        ids,
        codes,
        code_fields,
    )


def _is_code(field: CustomField, carry: Carry) -> bool:
    """Whether a field is defined as an outline code; some programs define those as extended attributes like all others."""
    return field.kind is FieldKind.OUTLINE_CODE and ("definition", "ExtendedAttributes", field.id, "") not in carry.parts


def _all_values(plan: Plan) -> Iterator[FieldValue]:
    for things in (plan.tasks, plan.resources, plan.assignments):
        for thing in things:
            yield from thing.fields


def _numbers(plan: Plan, losses: Losses) -> tuple[dict[str, str], dict[str, str]]:
    """FieldID and FieldName by field id. Ids that are numbers are MSPDI's own; values without a definition keep theirs too."""
    ids = {field.id: field.id for field in plan.fields if is_number(field.id)}
    ids |= {value.field: value.field for value in _all_values(plan) if is_number(value.field)}
    names = {field.id: field.name for field in plan.fields}
    taken = set(ids.values())
    for field in plan.fields:
        if field.id in ids:
            continue
        free = next(((str(n), name) for n, name in slots(field.owner, field.kind) if str(n) not in taken), None)
        if free is None:
            message = said(
                "it was not written: MS Project has no free {value} field for a {owner}.", value=field.kind.value, owner=field.owner
            )
            losses.tell("no-free-field", f"custom field '{field.name}'", message)
            continue
        ids[field.id], names[field.id] = free
        taken.add(free[0])
    return ids, names


def _attribute(field: CustomField, ids: dict[str, str], names: dict[str, str], alias: str) -> str:
    own_name = names[field.id]
    return "".join(
        (
            "<ExtendedAttribute>",
            leaf("FieldID", ids[field.id]),
            leaf("FieldName", escape(own_name)),
            leaf("CFType", _KINDS[field.kind]),
            leaf("ElemType", _OWNERS.get(field.owner)),
            leaf("Alias", escape(alias) if alias != own_name or field.alias else None),
            "</ExtendedAttribute>",
        )
    )


def _outline_code(
    plan: Plan, field: CustomField, ids: dict[str, str], names: dict[str, str], alias: str, codes: dict[tuple[str, str], str]
) -> str:
    """A definition with one value for every text in use. Texts with dots are written whole, as one level."""
    guid = uuid.uuid5(_SPACE, ids[field.id])
    texts = dict.fromkeys(value.value for value in _all_values(plan) if value.field == field.id)
    rows = []
    for number, text in enumerate(texts, start=1):
        codes[field.id, text] = str(number)
        row = f"<ValueID>{number}</ValueID><FieldGUID>{guid}</FieldGUID><Type>{_CODE_TYPE_TEXT}</Type><Value>{escape(text)}</Value>"
        rows.append(f"<Value>{row}</Value>")
    values = f"<Values>{''.join(rows)}</Values>" if rows else ""
    return "".join(
        (
            f"<OutlineCode><Guid>{guid}</Guid>",
            leaf("FieldID", ids[field.id]),
            leaf("FieldName", escape(names[field.id])),
            leaf("Alias", escape(alias) if field.alias else None),
            f"{values}</OutlineCode>",
        )
    )
