"""Where files of exports lie until they are fetched, and that they do not lie there for long."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from milepost.kernel.clock import now

STAY = timedelta(days=1)


def place_of(key: str) -> Path:
    """Where the file of that key lies."""
    return Path(settings.MEDIA_ROOT) / "exports" / key


@contextmanager
def written(key: str) -> Iterator[BinaryIO]:
    """A file to write into, that lies in its place when it is whole, and nowhere when it is not."""
    place = place_of(key)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".part-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(part).replace(place)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def clear_exports() -> int:
    """Deletes files older than a day; how many there were."""
    folder, limit, count = place_of("x").parent, (now() - STAY).timestamp(), 0
    for place in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if place.is_file() and place.stat().st_mtime < limit:
                place.unlink()
                count += 1
    return count
