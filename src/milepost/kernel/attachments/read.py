"""A file for somebody who may have it."""

from dataclasses import dataclass
from pathlib import Path

from milepost.kernel.access import Actor
from milepost.kernel.attachments.entity import ATTACHMENT
from milepost.kernel.attachments.files import place_of
from milepost.kernel.errors import Missing
from milepost.kernel.rows import read_row
from milepost.values import said

SHOWN_AS = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "application/zip"})
"""Kinds that are said by their name; all others go out as bytes that no program guesses at."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is sent: as an attachment, never to be shown or run in its place."""

    name: str
    media_type: str
    size: int
    place: Path


def download(actor: Actor, key: int) -> Download:
    """The file of an attachment. Raises Missing for one that the actor may not know of, that was withdrawn, or whose file is gone."""
    row = read_row(ATTACHMENT, actor, key)
    if row["state"] != "kept":
        raise Missing(said("{row} was withdrawn.", row=row["name"]))
    place = place_of(row["sha256"])
    if not place.is_file() or place.stat().st_size != row["size"]:
        raise Missing(said("The file of {row} is not in the folder of files; restore it from a backup.", row=row["name"]))
    kind = row["media_type"] if row["media_type"] in SHOWN_AS else "application/octet-stream"
    return Download(row["name"], kind, row["size"], place)
