"""A file as an answer over HTTP, for every door that gives one out: to be saved, never shown in the page's place."""

from django.http import FileResponse, HttpResponse

from milepost.kernel.access import Actor
from milepost.kernel.attachments.read import download


def file_answer(actor: Actor, key: int) -> HttpResponse:
    """The content of an attachment. Raises Missing."""
    found = download(actor, key)
    made = FileResponse(found.place.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)
    made["X-Content-Type-Options"] = "nosniff"
    made["Content-Security-Policy"] = "default-src 'none'; sandbox"
    made["Cache-Control"] = "private, no-store"
    return made  # type: ignore[return-value]  # it takes headers and is closed as any; Django's types know no common name
