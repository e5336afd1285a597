"""The description of the door after OpenAPI 3.1, derived from the same entities and operations as the door itself."""

from typing import Any

from milepost import __version__
from milepost.api.documents import document_paths
from milepost.api.journal import journal_paths
from milepost.api.openapi_about import about_paths, content_path
from milepost.api.openapi_bringing import bringing_paths
from milepost.api.openapi_files import FILES, FORMAT, export_paths, import_paths, search_paths
from milepost.api.undo import undo_paths
from milepost.api.urls import word
from milepost.api.views import MOST_ROWS
from milepost.kernel.about import is_target
from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Input, Ref
from milepost.kernel.operations import Operation, operation_named, operations
from milepost.kernel.questions import Question, questions
from milepost.kernel.rows import fields_of, filters_of
from milepost.kernel.rows.question import MOST, PAGE

Json = dict[str, Any]

INFO = """Every record is reached by its id or, where it has one, its number. A change names the version it was read at
(`If-Match`, from `ETag`); a POST may carry an `Idempotency-Key`, and then has one effect however often it is sent. Refusals are problem
details (RFC 9457)."""


def description() -> Json:
    """The whole document."""
    schemas: Json = {"Problem": _problem(), "Reference": _reference(), "Entry": _entry()}
    paths: Json = {}
    for entity in entities():
        schemas[_name(entity)] = _row(entity)
        if entity.creatable:
            schemas[f"{_name(entity)}New"] = _given(operation_named(entity.permission("create")))
        if entity.editable:
            schemas[f"{_name(entity)}Change"] = _given(operation_named(entity.permission("edit")))
        paths |= _paths(entity)
        if is_target(entity):
            paths |= about_paths(f"/{word(entity)}/{{key}}/", entity, KEY)
    paths["/attachments/{key}/content/"] = content_path(KEY)
    paths |= journal_paths() | undo_paths(ONCE) | search_paths() | document_paths(KEY, _asked_in_address, _refusals())
    return {
        "openapi": "3.1.0",
        "info": {"title": "Milepost", "version": __version__, "description": INFO},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _paths(entity: Entity) -> Json:
    base = f"/{word(entity)}/"
    one = f"{base}{{key}}/"
    found: Json = {
        base: {"get": _list(entity)} | ({"post": _create(entity)} if entity.creatable else {}),
        one: {"parameters": [KEY], "get": _get(entity)} | ({"patch": _change(entity)} if entity.editable else {}),
        f"{one}history/": {"parameters": [KEY], "get": _history(entity)},
    }
    for operation in operations(entity):
        if operation.kind == "delete":
            found[one]["delete"] = _plain(operation, {"204": {"description": "Deleted."}}, parameters=[VERSION])
        if operation.kind == "verb":
            found[f"{one}{operation.verb}/"] = {"parameters": [KEY], "post": _verb(operation)}
        if operation.kind in ("verb", "delete"):
            found[f"{base}{operation.verb}/"] = {"post": _verb_on_set(operation)}
    found |= export_paths(base, entity, [*_list(entity)["parameters"]])
    found |= import_paths(base, entity) if entity.creatable else {}
    found |= bringing_paths(base, entity)
    return found | {f"{base}{asked.word}/": {"get": _question(asked)} for asked in questions(entity)}


KEY = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 40}, "description": "Id or number."}
VERSION = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": '^(W/)?"?[0-9]{1,9}"?$'},
    "description": 'The version that was read: "3".',
    "example": '"3"',
}
AT = {
    "name": "at",
    "in": "query",
    "schema": {"type": "string", "maxLength": 40},
    "description": "As it was at a moment, or at the end of a day of the house: 2026-01-31. Masked as it is now.",
    "example": "2026-01-31",
}
ONCE = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
    "description": "The same key gives the same answer and one effect.",
}


def _plain(operation: Operation, answers: Json, **more: Any) -> Json:
    verb = operation.verb
    return {
        "operationId": operation.name,
        "summary": _sentence(operation.doc),
        "description": operation.doc,
        "tags": [operation.entity.plural],
        "responses": answers | _refusals(),
        **more,
        **({"x-permission": operation.name} if verb else {}),
    }


def _sentence(doc: str) -> str:
    """The first sentence, whole, wherever its lines were broken."""
    return " ".join(doc.split()).partition(". ")[0].rstrip(".") + "."


def _list(entity: Entity) -> Json:
    parameters: list[Json] = [
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE}},
        {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 10**9, "default": 0}},
        {"name": "order", "in": "query", "schema": {"type": "string"}, "description": "Fields, a minus before those that fall."},
        {"name": "fields", "in": "query", "schema": {"type": "string"}, "description": "Fields to show, with commas."},
        {"name": "search", "in": "query", "schema": {"type": "string", "maxLength": 200}},
        FORMAT,
    ]
    parameters += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in filters_of(entity)]
    page = _json("A page; or every row as a file.", _many(entity, partial=True))
    page["content"] |= FILES
    return {
        "operationId": f"{entity.name}.list",
        "summary": f"List {entity.plural}.",
        "tags": [entity.plural],
        "parameters": parameters,
        "responses": {"200": page} | _refusals(),
    }


def _create(entity: Entity) -> Json:
    new = _ref(f"{_name(entity)}New")
    body = {"oneOf": [new, {"type": "array", "items": new, "minItems": 1, "maxItems": MOST_ROWS}]}
    operation = operation_named(entity.permission("create"))
    made = {"oneOf": [_answered(operation), _many(entity, paged=False)]}
    return _plain(operation, {"201": _json("Created.", made)}, requestBody=_body(body), parameters=[ONCE])


def _get(entity: Entity) -> Json:
    answers = {"200": _json("The record.", _ref(_name(entity)))} | _refusals()
    told = {"operationId": f"{entity.name}.show", "summary": f"Show one {entity.singular}.", "tags": [entity.plural]}
    return told | {"parameters": [AT], "responses": answers}


def _change(entity: Entity) -> Json:
    operation = operation_named(entity.permission("edit"))
    body = _body(_ref(f"{_name(entity)}Change"))
    return _plain(operation, {"200": _json("As it is now.", _ref(_name(entity)))}, requestBody=body, parameters=[VERSION])


def _history(entity: Entity) -> Json:
    schema = {"type": "object", "properties": {"count": {"type": "integer"}, "results": {"type": "array", "items": _ref("Entry")}}}
    summary = "What was done with it, the latest first."
    answers = {"200": _json(summary, schema)} | _refusals()
    return {"operationId": f"{entity.name}.history", "summary": summary, "tags": [entity.plural], "responses": answers}


def _verb(operation: Operation) -> Json:
    answers = {"200": _json("As it is now.", _answered(operation))}
    return _plain(operation, answers, requestBody=_body(_given(operation)), parameters=[{**VERSION, "required": False}, ONCE])


def _verb_on_set(operation: Operation) -> Json:
    ids = {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 1, "maxItems": MOST_ROWS, "uniqueItems": True}
    versions = {"type": "object", "propertyNames": {"pattern": "^[0-9]{1,18}$"}, "additionalProperties": {"type": "integer"}}
    properties = {"ids": ids, "inputs": _given(operation), "versions": versions}
    body = {"type": "object", "required": ["ids"], "properties": properties, "additionalProperties": False}
    made = _plain(operation, {"200": _json("Done.", _many(operation.entity, paged=False))}, requestBody=_body(body), parameters=[ONCE])
    return made | {
        "operationId": f"{operation.name}.set",
        "summary": f"{operation.label} several {operation.entity.plural} at once: all or none.",
    }


def _question(asked: Question) -> Json:
    rows: Json = {"type": "object", "required": list(asked.gives), "properties": {name: _shown(one) for name, one in asked.gives.items()}}
    properties: Json = {"count": {"type": "integer"}, "results": {"type": "array", "items": rows}}
    properties["notes"] = {"type": "array", "items": {"type": "string"}, "description": "What has to be known about the answer."}
    parameters = [
        {"name": name, "in": "query", "required": one.required, "schema": _asked_in_address(one)} for name, one in asked.inputs.items()
    ]
    return {
        "operationId": asked.name,
        "summary": _sentence(asked.doc),
        "description": asked.doc,
        "tags": [asked.entity.plural],
        "parameters": parameters,
        "responses": {"200": _json("The answer.", {"type": "object", "required": list(properties), "properties": properties})}
        | _refusals(),
        "x-permission": asked.name,
    }


def _asked_in_address(asked: Input) -> Json:
    told = {"title": asked.label, "description": asked.help}
    return asked.schema() | {"examples": [asked.example()]} | {name: text for name, text in told.items() if text}


def _answered(operation: Operation) -> Json:
    """The record, with what is shown once beside it; sent again under the same key it is null."""
    row = _ref(_name(operation.entity))
    shown = {name: {"anyOf": [one.schema() | {"description": one.label}, {"type": "null"}]} for name, one in operation.shows.items()}
    return {"allOf": [row, {"type": "object", "properties": shown, "required": list(shown)}]} if shown else row


def _row(entity: Entity) -> Json:
    properties = {name: _shown(field.input) for name, field in fields_of(entity).items()}
    hidden = {name for name, field in fields_of(entity).items() if field.sees}
    return {"type": "object", "properties": properties, "required": [name for name in properties if name not in hidden]}


def _many(entity: Entity, *, paged: bool = True, partial: bool = False) -> Json:
    items = {key: value for key, value in _row(entity).items() if key != "required"} if partial else _ref(_name(entity))
    properties: Json = {"count": {"type": "integer"}, "results": {"type": "array", "items": items}}
    if paged:
        properties |= {"limit": {"type": "integer"}, "offset": {"type": "integer"}}
    return {"type": "object", "required": list(properties), "properties": properties}


def _given(operation: Operation) -> Json:
    properties = {name: _asked(asked) for name, asked in operation.inputs.items()}
    needed = [] if operation.partial else [name for name, asked in operation.inputs.items() if asked.required]
    made: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"required": needed} if needed else {})


def _asked(asked: Input) -> Json:
    schema = (
        asked.schema()
        | {"examples": [asked.example()]}
        | ({"title": asked.label} if asked.label else {})
        | ({"description": asked.help} if asked.help else {})
    )
    return schema if asked.required else {"anyOf": [schema, {"type": "null"}]}


def _shown(shown: Input) -> Json:
    schema = _ref("Reference") if isinstance(shown, Ref) else shown.schema()
    return schema if shown.required else {"anyOf": [schema, {"type": "string", "maxLength": 0}, {"type": "null"}]}


def _refusals() -> Json:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {"default": {"description": "Refused: problem details.", "content": content}}


def _json(told: str, schema: Json) -> Json:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _body(schema: Json) -> Json:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _name(entity: Entity) -> str:
    return "".join(part.capitalize() for part in entity.name.split("-"))


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _reference() -> Json:
    properties = {"id": {"type": "integer"}, "title": {"type": ["string", "null"], "description": "Null where it may not be known."}}
    return {"type": "object", "required": ["id", "title"], "properties": properties}


def _entry() -> Json:
    text: Json = {"type": "string"}
    properties = {
        "id": {"type": "integer"},
        "at": {"type": "string", "format": "date-time"},
        "by": {"type": ["string", "null"]},
        "in_place_of": {"type": ["string", "null"], "description": "For whom they stood in."},
        "drafted_by": {"type": ["string", "null"], "description": "Who drafted what they countersigned."},
        "operation": text,
        "version": {"type": "integer"},
        "difference": {"type": "object", "description": "[before, after] by field."},
        "reason": text,
        "batch": text,
        "cause": {"type": ["string", "null"]},
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def _problem() -> Json:
    text: Json = {"type": "string"}
    properties = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text, "errors": {"type": "object"}}
    return {"type": "object", "required": ["type", "title", "status", "detail"], "properties": properties}
