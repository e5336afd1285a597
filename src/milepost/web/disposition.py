"""A file as an answer: saved under its name, never shown in the page's place."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_file(content: bytes, name: str, media_type: str) -> HttpResponse:
    """The whole of it."""
    made = HttpResponse(content, content_type=media_type)
    made["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    made["X-Content-Type-Options"] = "nosniff"
    made["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return made
