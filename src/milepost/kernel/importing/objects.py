"""A JSON list of objects as rows: what the API gives out, or what a program wrote."""

import json
from typing import Any

import orjson

from milepost.engine.problem import Problem
from milepost.exchange.grid import Findings, heading_key
from milepost.kernel.entity import Entity
from milepost.kernel.importing.sheet import VERSION, Draft, DraftRow, Unfit, create_of, note_unknown, refuse_too_many, synonyms
from milepost.kernel.inputs import JsonValue, Ref
from milepost.values import said

EXPECTED = said('Such as [{"name": "…"}, …], or {"results": […]} as the API gives it.')


def read_objects(entity: Entity, data: bytes, name: str, findings: Findings) -> Draft:
    """The rows. Raises Unfit."""
    found = _loaded(data, name)
    rows = found.get("results") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unfit([Problem("no-rows", name, said("Expected a list of objects."), EXPECTED)])
    if not rows:
        raise Unfit([Problem("no-rows", name, said("The list is empty; there is nothing to import."), EXPECTED)])
    refuse_too_many(len(rows), name)
    known, inputs = synonyms(entity), create_of(entity).inputs
    meant: dict[str, str] = {}
    columns: dict[str, str] = {}
    drafts, keyed = [], "number" not in inputs and "id" not in inputs
    for line, row in enumerate(rows, start=1):
        given: dict[str, Any] = {}
        for heading, value in row.items():
            if heading not in meant:
                meant[heading] = known.get(heading_key(heading.replace("_", " ")), "")
                if not meant[heading]:
                    note_unknown(entity, heading.replace("_", " "), f"{name} row {line}, '{heading}'", findings)
            field = meant[heading]
            if field in inputs:
                columns.setdefault(field, heading)
                given[field] = _value(inputs[field], value)
        key = _text(row, "number") or _text(row, "id") if keyed else ""
        drafts.append(DraftRow(line, key, given, _text(row, VERSION)))
    return Draft(entity, name, columns, tuple(drafts), findings.notices)


def _value(asked: Any, value: Any) -> Any:
    """A reference as rows have it is its id; a decimal that JSON has as a number is read as it was written."""
    if isinstance(asked, Ref) and isinstance(value, dict):
        return value.get("id")
    if isinstance(value, float) and not isinstance(asked, JsonValue):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    return value


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _loaded(data: bytes, name: str) -> Any:
    """The value. Raises Unfit for what is no JSON, or says a name twice in one object: which of the two is meant, nobody can know."""
    text = data.removeprefix(b"\xef\xbb\xbf")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Unfit(
            [Problem("not-json", f"{name} line {error.lineno}", said("It is no JSON: {msg}.", msg=error.msg), said("Check the file."))]
        ) from error
    try:
        json.loads(text, object_pairs_hook=_once_each, parse_int=len, parse_float=len)
    except _Twice as twice:
        message = said("It has the name '{twice}' twice in one object.", twice=str(twice)[:60])
        raise Unfit([Problem("said-twice", name, message, said("Say each once."))]) from None
    except RecursionError:
        raise Unfit([Problem("too-deep", name, said("It is nested too deep."), EXPECTED)]) from None
    return found


class _Twice(Exception):
    """A name that is said twice."""


def _once_each(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for word, _ in pairs:
        if word in seen:
            raise _Twice(word)
        seen.add(word)
