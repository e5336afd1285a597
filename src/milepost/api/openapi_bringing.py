"""OpenAPI of files of other programs: looked at, brought, given out."""

from typing import Any

from milepost.api.openapi_files import KEY, MULTIPART, TEXT, WHOLE, plain
from milepost.kernel.bringing import way_of
from milepost.kernel.entity import Entity

Json = dict[str, Any]
OF_RECORD: Json = {
    "name": "key",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "maxLength": 40},
    "description": "Id or number.",
}


def bringing_paths(base: str, entity: Entity) -> Json:
    """Where the entity has a way for such files."""
    way = way_of(entity)
    if way is None:
        return {}
    fault = {"code": TEXT, "place": TEXT, "message": TEXT, "remedy": TEXT, "severity": TEXT}
    faults = {"type": "array", "items": {"type": "object", "required": list(fault), "properties": fault}}
    result = {"type": ["object", "null"], "properties": {"refused": {"type": "boolean"}, "problems": faults}}
    properties = {"key": TEXT, "state": TEXT, "looked": {"type": "boolean"}, "name": TEXT, "done": WHOLE, "whole": WHOLE, "address": TEXT}
    job = {"type": "object", "required": [*properties, "result"], "properties": properties | {"result": result}}
    begin = plain(f"{entity.name}.bring", way.doc, entity, "202", "The job.", job)
    asked = [
        {"name": name, "in": "query", "schema": one.schema(), "required": one.required, "description": one.help or one.label}
        for name, one in way.inputs.items()
    ]
    begin["parameters"] = [
        {"name": "apply", "in": "query", "schema": {"type": "boolean", "default": False}, "description": "Bring it, not only look."},
        {"name": "name", "in": "query", "schema": {"type": "string", "maxLength": 100}, "description": "What the file is called."},
        *asked,
    ]
    binary = {"application/octet-stream": {"schema": {**TEXT, "contentMediaType": "application/octet-stream"}}}
    begin["requestBody"] = {"required": True, "content": {"multipart/form-data": MULTIPART, **binary}}
    state = plain(f"{entity.name}.brought", "How far it is, and what would come or came of it.", entity, "200", "The job.", job)
    bring = plain(f"{entity.name}.bring-looked", "Bring the file that was looked at.", entity, "202", "The job.", job)
    more = {"type": "object", "properties": {name: one.schema() for name, one in way.inputs.items()}}
    bring["requestBody"] = {"required": False, "content": {"application/json": {"schema": more}}}
    give = plain(f"{entity.name}.give", "The record as a file of another program.", entity, "200", "The file.", {})
    words = list(way.forms)
    give["parameters"] = [
        {"name": "format", "in": "query", "schema": {"type": "string", "enum": words, "default": words[0]}, "description": "Which."}
    ]
    give["responses"]["200"]["content"] = {
        one.media_type: {"schema": {**TEXT, "contentMediaType": one.media_type}} for one in way.forms.values()
    }
    return {
        f"{base}bring/": {"post": begin},
        f"{base}bring/{{key}}/": {"parameters": [KEY], "get": state, "post": bring},
        f"{base}{{key}}/give/": {"parameters": [OF_RECORD], "get": give},
    }
