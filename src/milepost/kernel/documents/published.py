"""What was published, rendered as it was: from the frozen document, once it is known to be unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from milepost.documents.frozen import NotFrozen, thaw
from milepost.documents.tongue import in_tongue
from milepost.documents.tree import Document, Fact
from milepost.kernel.access import Actor, visible
from milepost.kernel.documents.kind import DocumentKind
from milepost.kernel.documents.make import Made, here
from milepost.kernel.errors import Fault, Invalid, Missing
from milepost.kernel.publications.entity import PUBLICATION
from milepost.kernel.publications.guards import HOUSE_RECORD, HOUSE_WORD
from milepost.kernel.publications.read import digest
from milepost.kernel.rows import key_from, question_from, read_page, read_row
from milepost.kernel.tongues import in_language
from milepost.values import said


@dataclass(frozen=True)
class Published:
    """A publication that the actor may read. `tree` is None for content of rooms that is no document; its cover tells number and hash.
    `superseded` says that there is a later edition."""

    row: Mapping[str, Any]
    tree: Document | None
    superseded: bool

    @property
    def number(self) -> str:
        """ "PUB-3"."""
        return str(self.row["number"])


def published(actor: Actor, key: str) -> Published:
    """By its id or number. Raises Missing, also where the content has not the hash it was published with."""
    row = read_row(PUBLICATION, actor, key_from(key))
    if digest(row["content"]) != row["sha256"]:
        told = said("{row} is not what was published: its content does not give its hash. Restore it from a backup.", row=row["number"])
        raise Missing(told)
    later = {"entity": row["entity"], "record": row["record"], "kind": row["kind"], "edition__gt": row["edition"]}
    superseded = visible(PUBLICATION, actor).filter(**later).exists()
    return Published(row, _with_number(row), superseded)


def _with_number(row: Mapping[str, Any]) -> Document | None:
    """The document with what identifies it on its cover, in its own language."""
    try:
        tree = thaw(row["content"])
    except NotFrozen:
        return None
    who = (row["published_by"] or {}).get("title")
    facts = {"number": row["number"], "edition": row["edition"], "at": here(datetime.fromisoformat(row["published_at"]))}
    by_whom = said("{number}, edition {edition}, {at:minute} by {who}", **facts, who=who)
    told = Fact(said("Published"), by_whom if who else said("{number}, edition {edition}, {at:minute}", **facts))
    with in_language(tree.language):
        return in_tongue(replace(tree, facts=(*tree.facts, told, Fact(said("SHA-256"), row["sha256"]))))


def editions(actor: Actor, *, kind: DocumentKind | None = None, made: Made | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """What was published and the actor may read, the latest first: all of it, of one kind, or of what a document is about."""
    asking = {
        "order": ["-id"],
        "limit": [str(limit)],
        "fields": ["id,number,kind,title,edition,language,published_by,published_at,entity,record"],
    }
    if kind is not None:
        asking["kind"] = [kind.name]
    if made is not None:
        word, record = (made.about[0].name, made.about[1].pk) if made.about is not None else (HOUSE_WORD, HOUSE_RECORD)
        asking |= {"kind": [made.kind.name], "entity": [word], "record": [str(record)]}
    return list(read_page(PUBLICATION, actor, question_from(PUBLICATION, actor, asking)).rows)


def publication_of(actor: Actor, key: str) -> Document:
    """The frozen document alone. Raises Missing, and Invalid for what is no document."""
    found = published(actor, key)
    if found.tree is None:
        raise Invalid({"": [Fault("no-document", said("{found} holds no document that can be written as a file.", found=found.number))]})
    return found.tree
