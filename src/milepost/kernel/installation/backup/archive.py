"""The file of a backup: a ZIP with a manifest, the database, and the attached files, each with its checksum."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = 1
MANIFEST, DATABASE, ROWS, FILES = "manifest.json", "database.sqlite3", "rows.jsonl", "files/"
PART = 1024 * 1024


class BadArchive(Exception):
    """What is wrong with the file."""


@dataclass(frozen=True)
class Manifest:
    """`migrations` are the last of each room; `counts` rows by table; `position` and `chain` the journal's head; `members` checksums."""

    milepost: str
    made_at: str
    database: str
    migrations: Mapping[str, str]
    counts: Mapping[str, int]
    position: int
    chain: str
    members: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def written(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), indent=2, sort_keys=True).encode()


def put(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> str:
    """Copy a stream into the archive; its checksum."""
    seen = sha256()
    with archive.open(name, "w", force_zip64=True) as target:
        while part := source.read(PART):
            seen.update(part)
            target.write(part)
    return seen.hexdigest()


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest. Raises BadArchive for a file that is no backup, or one of a later Milepost."""
    try:
        found = json.loads(archive.read(MANIFEST))
        made = Manifest(**found)
    except (KeyError, TypeError, ValueError):
        raise BadArchive("it has no manifest that can be read; it is no backup of Milepost, or a damaged one") from None
    if made.format != FORMAT:
        raise BadArchive(f"its format is {made.format}; this Milepost reads {FORMAT}")
    names = {info.filename for info in archive.infolist()} - {MANIFEST}
    if names != set(made.members):
        raise BadArchive("its manifest does not list what it holds")
    for name in names:
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts or "\\" in name or not (name in (DATABASE, ROWS) or name.startswith(FILES)):
            raise BadArchive(f"it holds '{name[:80]}', which no backup does")
    return made


def take(archive: zipfile.ZipFile, name: str, target: Path, expected: str) -> None:
    """Copy a member to a file. Raises BadArchive when it is not what was written."""
    seen = sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(name) as source, target.open("wb") as stream:
            while part := source.read(PART):
                seen.update(part)
                stream.write(part)
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise BadArchive(f"'{name}' in it is damaged") from error
    if seen.hexdigest() != expected:
        raise BadArchive(f"'{name}' in it is not what was written")
