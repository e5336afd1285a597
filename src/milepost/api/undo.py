"""/undo/BATCH/: what one has done is taken back, or it is told whether that can be."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.door import door
from milepost.kernel.access import Actor
from milepost.kernel.errors import WrongState
from milepost.kernel.rows import rows_after
from milepost.kernel.undo import go, way

Json = dict[str, Any]


def taking_back() -> Any:
    """GET tells what taking it back would do, POST does it: by operations of one's own, so that every rule and permission holds."""

    def get(request: HttpRequest, actor: Actor, request_id: str, batch: str) -> HttpResponse:
        try:
            found = way(actor, batch)
        except WrongState as why:
            return answer({"possible": False, "why": str(why), "operation": None, "entity": None, "ids": []})
        operation, keys = found.main.operation, list(found.main.keys)
        return answer({"possible": True, "why": "", "operation": operation.name, "entity": operation.entity.name, "ids": keys})

    def post(request: HttpRequest, actor: Actor, request_id: str, batch: str) -> HttpResponse:
        found = way(actor, batch)
        done = go(actor, batch, found, request=request_id)
        operation = found.main.operation
        rows = () if operation.kind == "delete" else rows_after(operation.entity, actor, done.records)
        told = {"operation": operation.name, "entity": operation.entity.name, "batch": done.batch}
        return answer({**told, "count": len(done.records), "results": rows}, batch=done.batch)

    return door(get=get, post=post)


def undo_paths(once: Json) -> Json:
    """The address in OpenAPI."""
    text: Json = {"type": "string"}
    batch = {
        "name": "batch",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "maxLength": 40},
        "description": "Of a change: `Milepost-Batch` of its answer, or `batch` in a history.",
    }
    ids = {"type": "array", "items": {"type": "integer"}}
    told = {"possible": {"type": "boolean"}, "why": text, "operation": {"type": ["string", "null"]}, "entity": {"type": ["string", "null"]}}
    done = {"operation": text, "entity": text, "batch": text, "count": {"type": "integer"}}
    rows = {"type": "array", "items": {"type": "object"}, "description": "As they are now; empty where they are gone."}
    return {
        "/undo/{batch}/": {
            "parameters": [batch],
            "get": _operation("undo.show", "Whether it can be taken back, by what, and if not why.", {**told, "ids": ids}),
            "post": _operation("undo", "Take back what you have done.", {**done, "results": rows}) | {"parameters": [once]},
        }
    }


def _operation(name: str, summary: str, properties: Json) -> Json:
    schema = {"type": "object", "required": list(properties), "properties": properties}
    refused = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers = {
        "200": {"description": summary, "content": {"application/json": {"schema": schema}}},
        "default": {"description": "Refused: problem details.", "content": refused},
    }
    return {"operationId": name, "summary": summary, "tags": ["journal"], "responses": answers}
