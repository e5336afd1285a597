"""Answers as JSON, fast, with the version of a single record as its ETag."""

from typing import Any

import orjson
from django.http import HttpResponse

BATCH = "Milepost-Batch"
"""The header that names what was done, for whoever wants to take it back."""


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


class Answered(HttpResponse):
    """`kept` is what an idempotency key may keep of it, where that is not the whole: what is shown once is not kept."""

    kept: bytes | None = None


def answer(value: Any, *, status: int = 200, version: int | None = None, location: str = "", kept: Any = None, batch: str = "") -> Answered:
    """An answer with a body; with `kept` another is given to whoever sends the same key again. `batch` is that of what was done."""
    made = Answered(json_bytes(value), status=status, content_type="application/json")
    if kept is not None and kept is not value:
        made.kept = json_bytes(kept)
    made["Cache-Control"] = "no-store"
    if version is not None:
        made["ETag"] = f'"{version}"'
    if location:
        made["Location"] = location
    if batch:
        made[BATCH] = batch
    return made


def unchanged(version: int) -> HttpResponse:
    """The caller has this version already."""
    made = HttpResponse(status=304)
    made["ETag"] = f'"{version}"'
    return made
