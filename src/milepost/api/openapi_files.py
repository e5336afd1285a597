"""OpenAPI of what goes in and out as files, and of the search over everything."""

from typing import Any

from milepost.api.search import ASKED
from milepost.kernel.entity import Entity
from milepost.kernel.exporting import Form

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
KEY: Json = {"name": "key", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 40}, "description": "Of the job."}
FORMAT: Json = {
    "name": "format",
    "in": "query",
    "schema": {"type": "string", "enum": [form.value for form in Form]},
    "description": "The form of the answer, before `Accept`: csv and xlsx hold every row, unless limit says otherwise.",
}
FILES: Json = {form.media_type: {"schema": {**TEXT, "contentMediaType": form.media_type}} for form in (Form.CSV, Form.XLSX)}
"""What a list may be answered as, beside JSON."""
MULTIPART: Json = {"schema": {"type": "object", "required": ["file"], "properties": {"file": {**TEXT, "format": "binary"}}}}


def export_paths(base: str, entity: Entity, asked: list[Json]) -> Json:
    """A file made by a job. `asked` are the parameters of the list."""
    properties = {"key": TEXT, "state": TEXT, "done": WHOLE, "whole": WHOLE, "name": TEXT, "size": WHOLE, "refused": TEXT}
    job = {"type": "object", "required": [*properties, "file"], "properties": properties | {"file": {"type": ["string", "null"]}}}
    everything = [one for one in asked if one["name"] not in ("limit", "offset")]
    begin = plain(f"{entity.name}.export", f"Have a file of {entity.plural} made by a job.", entity, "202", "The job.", job)
    state = plain(f"{entity.name}.exported", "How far the file is, and where.", entity, "200", "The job.", job)
    content = {form.media_type: {"schema": {**TEXT, "contentMediaType": form.media_type}} for form in Form}
    file = plain(f"{entity.name}.export-file", "The file that the job made.", entity, "200", "The file.", {})
    file["responses"]["200"]["content"] = content
    return {
        f"{base}export/": {"post": begin | {"parameters": everything}},
        f"{base}export/{{key}}/": {"parameters": [KEY], "get": state},
        f"{base}export/{{key}}/file/": {"parameters": [KEY], "get": file},
    }


def import_paths(base: str, entity: Entity) -> Json:
    """A file that is tried or imported."""
    fault = {"row": {"type": ["integer", "null"]}, "column": TEXT, "code": TEXT, "place": TEXT, "message": TEXT, "remedy": TEXT}
    faults = {"type": "array", "items": {"type": "object", "required": list(fault), "properties": fault}}
    counts = dict.fromkeys(("created", "changed", "unchanged", "bad_rows"), WHOLE)
    result = {"type": ["object", "null"], "properties": counts | {"problems": faults, "notices": faults}}
    properties = {"key": TEXT, "state": TEXT, "trial": {"type": "boolean"}, "name": TEXT, "done": WHOLE, "whole": WHOLE, "address": TEXT}
    job = {"type": "object", "required": [*properties, "result"], "properties": properties | {"result": result}}
    told = "Try a file of rows, or with apply=true import it: all of it or nothing."
    begin = plain(f"{entity.name}.import", told, entity, "202", "The job.", job)
    begin["parameters"] = [
        {"name": "apply", "in": "query", "schema": {"type": "boolean", "default": False}, "description": "Import it, not only try."},
        {"name": "name", "in": "query", "schema": {"type": "string", "maxLength": 100}, "description": "What the file is called."},
    ]
    binary = {form.media_type: {"schema": {**TEXT, "contentMediaType": form.media_type}} for form in Form}
    begin["requestBody"] = {"required": True, "content": {"multipart/form-data": MULTIPART, **binary}}
    state = plain(f"{entity.name}.imported", "How far it is, and what came of it by row and column.", entity, "200", "The job.", job)
    apply = plain(f"{entity.name}.import-tried", "Import the file of a trial that found nothing wrong.", entity, "202", "The job.", job)
    return {f"{base}import/": {"post": begin}, f"{base}import/{{key}}/": {"parameters": [KEY], "get": state, "post": apply}}


def search_paths() -> Json:
    """The search."""
    kinds = {"type": "array", "items": {"type": "object", "required": ["kind", "count"], "properties": {"kind": TEXT, "count": WHOLE}}}
    hit = {"kind": TEXT, "id": WHOLE, "number": TEXT, "title": TEXT, "text": TEXT, "address": TEXT}
    results = {"type": "array", "items": {"type": "object", "required": list(hit), "properties": hit}}
    page = {"count": WHOLE, "more": {"type": "boolean"}, "limit": WHOLE, "offset": WHOLE, "kinds": kinds, "results": results}
    schema = {"type": "object", "required": list(page), "properties": page}
    parameters = [
        {"name": name, "in": "query", "schema": one.schema(), "description": one.help or one.label} for name, one in ASKED.items()
    ]
    told = "Records of every kind that hold the words."
    responses = {"200": {"description": "A page.", "content": {"application/json": {"schema": schema}}}} | _refusals()
    get = {"operationId": "search", "summary": told, "tags": ["search"], "parameters": parameters, "responses": responses}
    return {"/search/": {"get": get}}


def plain(name: str, told: str, entity: Entity, status: str, answered: str, schema: Json) -> Json:
    responses = {status: {"description": answered, "content": {"application/json": {"schema": schema}}}} | _refusals()
    return {"operationId": name, "summary": told, "tags": [entity.plural], "responses": responses}


def _refusals() -> Json:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"default": {"description": "Refused: problem details.", "content": content}}
