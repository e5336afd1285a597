"""Answers as JSON, fast, with the version of a single record as its ETag."""

from typing import Any

import orjson
from django.http import HttpResponse


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def answer(value: Any, *, status: int = 200, version: int | None = None, location: str = "") -> HttpResponse:
    """An answer with a body."""
    made = HttpResponse(json_bytes(value), status=status, content_type="application/json")
    made["Cache-Control"] = "no-store"
    if version is not None:
        made["ETag"] = f'"{version}"'
    if location:
        made["Location"] = location
    return made


def unchanged(version: int) -> HttpResponse:
    """The caller has this version already."""
    made = HttpResponse(status=304)
    made["ETag"] = f'"{version}"'
    return made
