"""Reads the definitions of custom fields and outline codes."""

import re
from dataclasses import dataclass, field

from lxml import etree

from milepost.engine.model import CustomField, FieldKind
from milepost.exchange.mspdi import codes, scalars
from milepost.exchange.mspdi.document import Document, Slot, Table, line_of
from milepost.exchange.mspdi.field_ids import owner_of
from milepost.exchange.mspdi.read_values import Parts
from milepost.values import said

_DEFINITION = Table(
    {
        "FieldID": Slot("id", scalars.uid),
        "FieldName": Slot("name", scalars.text),
        "CFType": Slot("kind", scalars.choice(codes.FIELD_KINDS, "a kind of field")),
        "ElemType": Slot("owner", scalars.integer),
        "Alias": Slot("alias", scalars.text),
        "Values": Slot("values"),
    }
)
_CODE_VALUE = Table(
    {
        "ValueID": Slot("id", scalars.uid),
        "ParentValueID": Slot("parent", scalars.uid),
        "Value": Slot("value", scalars.text),
    }
)
_NAME = re.compile(r"([A-Za-z ]+?)\s*\d*$")
_BY_NAME = {kind.value.replace(" ", ""): kind for kind in FieldKind}


@dataclass(slots=True)
class Definitions:
    """Custom fields in the file's order; `texts` maps (field, ValueID) of outline codes to their full text, parents first."""

    fields: list[CustomField] = field(default_factory=list)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)


def read_definitions(document: Document, root: etree._Element, parts: Parts) -> Definitions:
    """All definitions of the file; each is kept as XML next to what was read of it."""
    found = Definitions()
    seen: set[str] = set()
    for container, is_code in (("ExtendedAttributes", False), ("OutlineCodes", True)):
        for element in root.iterfind(f"{document.namespace}{container}/*"):
            values, _ = document.fields(element, _DEFINITION)
            key = values.get("id")
            if is_code and key is not None and key in seen:
                # The list of values of a field defined above: kept with it.
                parts["definition", container, "", key] = (None, document.xml(element))
                _read_texts(document, values.get("values", []), key, found.texts)
                continue
            if key is None or key in seen:
                message = said(
                    "A custom field's definition {what}; it is kept but not used.",
                    what="repeats FieldID " + key if key else "has no FieldID",
                )
                document.report.warn("field-definition-unusable", line_of(element), message)
                parts["definition", container, "", str(len(parts))] = (None, document.xml(element))
                continue
            seen.add(key)
            name = values.get("name", "")
            kind = FieldKind.OUTLINE_CODE if is_code else values.get("kind") or _kind_of(name)
            owner = codes.FIELD_OWNERS.get(values.get("owner", 0)) or owner_of(int(key))
            definition = CustomField(key, owner, name, values.get("alias", ""), kind)
            found.fields.append(definition)
            parts["definition", container, key, ""] = (definition, document.xml(element))
            if is_code:
                _read_texts(document, values.get("values", []), key, found.texts)
    return found


def _kind_of(name: str) -> FieldKind:
    """Without a CFType the name tells: "Number3" holds a number. Other languages' names are taken as text."""
    stem = _NAME.match(name)
    return _BY_NAME.get(stem[1].replace(" ", "").lower(), FieldKind.TEXT) if stem else FieldKind.TEXT


def _read_texts(document: Document, containers: list[etree._Element], key: str, texts: dict[tuple[str, str], str]) -> None:
    rows = [document.fields(value, _CODE_VALUE)[0] for container in containers for value in container]
    by_id = {row["id"]: row for row in rows if "id" in row}
    for value_id, row in by_id.items():
        steps = [row.get("value", "")]
        seen = {value_id}
        while (parent := row.get("parent")) in by_id and parent not in seen:
            seen.add(parent)
            row = by_id[parent]
            steps.insert(0, row.get("value", ""))
        texts[key, value_id] = ".".join(steps)
