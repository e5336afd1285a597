"""OpenAPI of what hangs on a record: comments, attachments, tags, links, watch."""

from typing import Any

from milepost.api.about import PARTS
from milepost.kernel.entity import Entity
from milepost.kernel.operations import operation_named

Json = dict[str, Any]
OWN = ("entity", "record")
"""Said by the address."""
NAME = {"name": "name", "in": "query", "schema": {"type": "string", "maxLength": 200}, "description": "The file's name, for plain bytes."}


def about_paths(base: str, target: Entity, key: Json) -> Json:
    """The addresses below one record."""
    found: Json = {}
    for word, one in PARTS.items():
        tags, name = [target.plural], _name(one)
        page = {"type": "object", "required": ["count", "limit", "offset", "results"], "properties": _page(name)}
        listing = {
            "operationId": f"{target.name}.{word}",
            "summary": f"The {target.singular}'s {one.plural}.",
            "tags": tags,
            "responses": _answers("200", "A page.", page),
        }
        adding: Json = {
            "operationId": f"{target.name}.{word}.add",
            "summary": operation_named(one.permission("create")).doc.splitlines()[0],
            "tags": tags,
            "requestBody": _body(one),
            "responses": _answers("201", "Created.", {"$ref": f"#/components/schemas/{name}"}),
            "x-permission": one.permission("create"),
        }
        if word == "attachments":
            adding["parameters"] = [NAME]
        found[f"{base}{word}/"] = {"parameters": [key], "get": listing, "post": adding}
    found[f"{base}watch/"]["delete"] = {
        "operationId": f"{target.name}.watch.end",
        "summary": "Watch it no more.",
        "tags": [target.plural],
        "responses": {"204": {"description": "Not watched by oneself."}} | _refusals(),
        "x-permission": "watch.delete",
    }
    return found


def content_path(key: Json) -> Json:
    """The address of a file's content."""
    schema = {"application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}}
    answers = {"200": {"description": "The file, to be saved.", "content": schema}} | _refusals()
    get = {"operationId": "attachment.content", "summary": "Download the file.", "tags": ["attachments"], "responses": answers}
    return {"parameters": [key], "get": get}


def _body(one: Entity) -> Json:
    properties: Json = {}
    needed = []
    for name, asked in operation_named(one.permission("create")).inputs.items():
        if name in OWN or one is PARTS["watch"]:
            continue
        schema = asked.schema() | ({"description": asked.help} if asked.help else {})
        properties[name] = schema if asked.required else {"anyOf": [schema, {"type": "null"}]}
        needed += [name] if asked.required else []
    schema = {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}
    content: Json = {"application/json": {"schema": schema}}
    if one is PARTS["attachments"]:
        content["application/octet-stream"] = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    return {"required": one is not PARTS["watch"], "content": content}


def _page(name: str) -> Json:
    """A row may hold some of its fields only, and of a link more: what it says towards this end."""
    whole: Json = {"type": "integer"}
    return {"count": whole, "limit": whole, "offset": whole, "results": {"type": "array", "items": {"type": "object", "title": name}}}


def _answers(status: str, told: str, schema: Json) -> Json:
    return {status: {"description": told, "content": {"application/json": {"schema": schema}}}} | _refusals()


def _refusals() -> Json:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"default": {"description": "Refused: problem details.", "content": content}}


def _name(one: Entity) -> str:
    return "".join(part.capitalize() for part in one.name.split("-"))
