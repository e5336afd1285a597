"""/documents/style/….css: the style of pages of documents, and of the documents in them as it is made for those that stand alone."""

from functools import cache
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse

from milepost.documents.html import style_within
from milepost.web.tree import FOLDER


@cache
def _sheet() -> str:
    """Both in one file: a request less."""
    return f"{(FOLDER / 'css' / 'documents.css').read_text('utf-8')}\n{style_within()}"


@cache
def style_url() -> str:
    """Its address changes with it."""
    return f"/documents/style/{sha256(_sheet().encode()).hexdigest()[:16]}.css"


def style(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet, kept for ever; it says nothing of anybody, so that nobody has to log in for it."""
    if not style_url().endswith(f"/{digest}.css"):
        raise Http404
    made = HttpResponse(_sheet(), content_type="text/css; charset=utf-8")
    made["Cache-Control"] = "public, max-age=31536000, immutable"
    return made
