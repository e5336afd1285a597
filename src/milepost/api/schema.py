"""Serves the description of the door; it holds nothing secret, so that client programs can be made from it without a token."""

from functools import cache

from django.http import HttpRequest, HttpResponse

from milepost.api.answer import json_bytes
from milepost.api.openapi import description


def schema(request: HttpRequest) -> HttpResponse:
    """The document."""
    return HttpResponse(_written(), content_type="application/vnd.oai.openapi+json")


@cache
def _written() -> bytes:
    return json_bytes(description())
