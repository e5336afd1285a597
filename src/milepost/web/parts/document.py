"""What pages of documents are made of: what is offered, by room; editions in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from milepost.documents.tongue import in_tongue
from milepost.documents.tree import Document
from milepost.kernel.documents import DocumentKind, as_page, document_named
from milepost.kernel.tongues import in_language, languages, tag
from milepost.web.parts.value import moment

LIST = "/documents/"
ICONS = {
    "people.availability": "calendar",
    "people.skills": "stars",
    "people.certificates": "certificate",
    "people.leave": "beach",
    "organisations.sheet": "building",
    "house.access": "shield-lock",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to download."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is in a document."""

    cells: int


def offers_of(kinds: Iterable[DocumentKind]) -> list[dict[str, str]]:
    """What is offered, by title: with its room, a sentence, an icon, its address."""
    found = [
        {
            "title": gettext(one.title),
            "room": one.name.partition(".")[0].capitalize(),
            "doc": one.doc,
            "icon": ICONS.get(one.name, "file-text"),
            "address": f"{LIST}{one.slug}/",
        }
        for one in kinds
    ]
    return sorted(found, key=lambda one: one["title"])


def in_page(tree: Document) -> SafeString:
    """A document that a page made of itself, in the reader's language; every word is escaped by what writes it."""
    with in_language(get_language() or ""):
        return mark_safe(as_page(in_tongue(tree)))


def written_edition(row: Mapping[str, Any]) -> dict[str, Any]:
    """A publication as people read it."""
    who = row.get("published_by")
    at = row["published_at"]
    return {
        "number": row["number"],
        "title": row["title"],
        "edition": row["edition"],
        "kind": _title(row["kind"]),
        "tag": tag(row["language"]) if row["language"] else "",
        "language": languages().get(row["language"], row["language"]),
        "who": (who.get("title") or gettext("not visible to you")) if who else "Milepost",
        "at": moment(datetime.fromisoformat(at)),
        "stamp": at,
        "address": f"{LIST}published/{row['number']}/",
    }


def _title(kind: str) -> str:
    try:
        return document_named(kind).title
    except KeyError:
        return kind
