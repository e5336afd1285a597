"""What pages of documents are made of: what is offered, by room; editions in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from milepost.kernel.documents import DocumentKind, document_named
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
            "doc": " ".join(one.doc.split()),
            "icon": ICONS.get(one.name, "file-text"),
            "address": f"{LIST}{one.slug}/",
        }
        for one in kinds
    ]
    return sorted(found, key=lambda one: one["title"])


def written_edition(row: Mapping[str, Any]) -> dict[str, Any]:
    """A publication as people read it."""
    who = row.get("published_by")
    at = row["published_at"]
    return {
        "number": row["number"],
        "title": row["title"],
        "edition": row["edition"],
        "kind": _title(row["kind"]),
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
