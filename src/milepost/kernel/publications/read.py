"""What was published, and whether it is still what it was."""

import json
from hashlib import sha256

from milepost.kernel.inputs.input import Json
from milepost.kernel.models import Publication


def digest(content: Json) -> str:
    """The hash of a document's content: of its JSON with sorted keys and without spaces, in UTF-8."""
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def latest(word: str, record: int, kind: str) -> Publication | None:
    """The edition that holds now; every earlier one is superseded."""
    return Publication.objects.filter(entity=word, record=record, kind=kind).order_by("-edition").first()


def is_unchanged(one: Publication) -> bool:
    """Whether the content is what was published."""
    return digest(one.content) == one.sha256
