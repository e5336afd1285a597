"""Refusals as problem details (RFC 9457): one translation for the whole door."""

from typing import Any

from django.http import HttpResponse

from milepost.api.answer import json_bytes
from milepost.kernel.errors import Busy, Denied, Fault, Invalid, Missing, Refused, Stale, WrongState

TYPE = "application/problem+json"
STATUS: dict[type[Refused], tuple[int, str]] = {
    Denied: (403, "Not allowed"),
    Missing: (404, "Not found"),
    Invalid: (422, "Not valid"),
    WrongState: (409, "Not in this state"),
    Stale: (412, "Changed by somebody else"),
    Busy: (503, "Busy"),
}


def problem(status: int, title: str, detail: str, **more: Any) -> HttpResponse:
    """One problem. `code`-like words for programs stand in `more`."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    made = HttpResponse(json_bytes(body), status=status, content_type=TYPE)
    made["Cache-Control"] = "no-store"
    return made


def refused(refusal: Refused) -> HttpResponse:
    """The answer to an operation that was refused."""
    status, title = STATUS[type(refusal)]
    return problem(status, title, str(refusal), **_more(refusal))


def _more(refusal: Refused) -> dict[str, Any]:
    if isinstance(refusal, Invalid):
        rows = {str(row): _fields(fields) for row, fields in refusal.rows.items()}
        return {"errors": _fields(refusal.fields)} | ({"rows": rows} if len(rows) > 1 or (rows and not refusal.fields) else {})
    if isinstance(refusal, WrongState):
        return {"state": refusal.state, "allowed": list(refusal.allowed)}
    if isinstance(refusal, Stale):
        return {"version": refusal.version, "changed": list(refusal.changed)}
    return {}


def _fields(fields: dict[str, tuple[Fault, ...]] | Any) -> dict[str, list[dict[str, str]]]:
    return {name: [{"code": fault.code, "message": fault.message} for fault in faults] for name, faults in fields.items()}
