"""The folder of files: each stands once under its hash, is written whole or not at all, and is never run."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from milepost.kernel.clock import now


def place_of(digest: str) -> Path:
    """Where a file with this hash stands."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def keep(content: bytes) -> str:
    """Keeps the bytes and gives their hash. When it returns they are on the disk; a power cut before leaves nothing under the hash."""
    digest = sha256(content).hexdigest()
    place = place_of(digest)
    if _touched(place, len(content)):
        return digest
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(prefix=".part-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(written).chmod(0o400)
        Path(written).replace(place)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
    _settle(place.parent)
    return digest


def _touched(place: Path, size: int) -> bool:
    """Whether the file is there already, whole; it is young again then, so that nobody clears it away before a row names it."""
    try:
        at = now().timestamp()
        os.utime(place, (at, at))
        return place.stat().st_size == size
    except FileNotFoundError:
        return False


def _settle(folder: Path) -> None:
    """The name, too, is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
