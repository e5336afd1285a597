"""The journal for programs: /journal/ in pages or followed by position, and /journal/head/, which shows later what was cut off."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.api.door import door
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.audit import FILTERS, MOST, PAGE, PLACES, VIEW, read_journal
from milepost.kernel.errors import Denied
from milepost.kernel.journal.seal import head
from milepost.values import said

Json = dict[str, Any]


def entries() -> Any:
    """/journal/: entries that one may see, masked like their records."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        found = read_journal(actor, {name: request.GET.getlist(name) for name in request.GET})
        return answer({"results": found.rows, "next": found.further})

    return door(get=get)


def sealed() -> Any:
    """/journal/head/: how far the journal is sealed."""

    def get(request: HttpRequest, actor: Actor, request_id: str) -> HttpResponse:
        if not can_anywhere(actor, VIEW):
            raise Denied(said("You may not read the journal: it takes {view}.", view=VIEW))
        found = head()
        return answer({"position": found.position, "chain": found.chain})

    return door(get=get)


def journal_paths() -> Json:
    """Both addresses in OpenAPI."""
    ordinary = {"type": "integer", "minimum": 1}
    told = {
        "before": "The latest first, from this id on: as `next` says.",
        "after": "In the order of the seal, from this position on: for programs that follow. What is not sealed yet is left out.",
    }
    parameters: list[Json] = [
        {"name": name, "in": "query", "schema": one.schema(), "description": told[name]} for name, one in PLACES.items() if name in told
    ]
    parameters.append({"name": "limit", "in": "query", "schema": ordinary | {"maximum": MOST, "default": PAGE}})
    parameters += [{"name": name, "in": "query", "schema": one.schema()} for name, (_, one) in FILTERS.items()]
    further = {"type": ["object", "null"], "description": "Where the next page begins: before an id, or after a position."}
    rows = {"type": "array", "items": {"allOf": [{"$ref": "#/components/schemas/Entry"}, {"type": "object", "properties": _more()}]}}
    page = {"type": "object", "required": ["results", "next"], "properties": {"results": rows, "next": further}}
    chain = {"position": {"type": "integer", "minimum": 0}, "chain": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
    sealed_to = {"type": "object", "required": list(chain), "properties": chain}
    return {
        "/journal/": {"get": _get("journal.list", "Read the journal across records.", page) | {"parameters": parameters}},
        "/journal/head/": {"get": _get("journal.head", "How far the journal is sealed; keep it elsewhere to compare.", sealed_to)},
    }


def _more() -> Json:
    """What an entry tells beside what the history of one record does."""
    whole: Json = {"type": "integer"}
    return {
        "id": whole,
        "position": {"type": ["integer", "null"], "description": "Null until it is sealed."},
        "account": {"type": ["integer", "null"]},
        "entity": {"type": "string"},
        "record": whole,
        "erased": {"type": "boolean", "description": "Personal data of it was erased."},
    }


def _get(name: str, summary: str, schema: Json) -> Json:
    refused = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers = {
        "200": {"description": summary, "content": {"application/json": {"schema": schema}}},
        "default": {"description": "Refused: problem details.", "content": refused},
    }
    return {"operationId": name, "summary": summary, "tags": ["journal"], "responses": answers, "x-permission": VIEW}
