"""What htmx says of a request: whether it asks for a part of a page, and for which."""

from django.http import HttpRequest, HttpResponse


def is_part(request: HttpRequest) -> bool:
    """Whether a part is asked for, not a whole page."""
    return request.headers.get("HX-Request") == "true"


def part(request: HttpRequest) -> str:
    """The id of the element that the answer goes into: of "dialog#peek" it is "peek"; empty for a whole page."""
    return request.headers.get("HX-Target", "").rpartition("#")[2] if is_part(request) else ""


def whole_page(address: str) -> HttpResponse:
    """The answer that sends the whole page elsewhere."""
    made = HttpResponse(status=204)
    made["HX-Redirect"] = address
    return made
