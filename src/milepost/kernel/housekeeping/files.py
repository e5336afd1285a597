"""Clears the folder of files of what no attachment names, and never of what one is about to name.

A file is first put aside and only then are the rows asked again: whoever put the same content on a record meanwhile has touched the file,
so that it is young and goes back, or has not found it and written it anew.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from milepost.kernel.attachments.files import place_of
from milepost.kernel.clock import now
from milepost.kernel.housekeeping.limits import FILES
from milepost.kernel.models import Attachment

ASIDE = ".aside-"
PART = 500
HEX = frozenset("0123456789abcdef")


def clear_files() -> int:
    """Deletes files older than a day that no attachment names, and what half-written ones left; how many there were."""
    count = 0
    for group in _groups(_old()):
        named = _named([path.name.removeprefix(ASIDE) for path in group])
        count += sum(_clear(path) for path in group if path.name.removeprefix(ASIDE) not in named or path.name.startswith(ASIDE))
    return count


def forget_file(digest: str) -> bool:
    """Deletes one file at once, however young, unless an attachment names it; whether it did."""
    place = place_of(digest)
    if _named([digest]) or not place.is_file():
        return False
    place.unlink(missing_ok=True)
    return True


def _old() -> Iterator[Path]:
    """Files of ours that nobody has touched for a day. What else somebody put into the folder is theirs."""
    root, limit = Path(settings.MEDIA_ROOT), (now() - FILES).timestamp()
    for path in root.glob("??/*") if root.is_dir() else ():
        name = path.name.removeprefix(ASIDE)
        ours = path.name.startswith(".part-") or (len(name) == 64 and HEX.issuperset(name))
        with suppress(FileNotFoundError):
            if ours and path.is_file() and not path.is_symlink() and path.stat().st_mtime < limit:
                yield path


def _groups(paths: Iterator[Path]) -> Iterator[list[Path]]:
    group: list[Path] = []
    for path in paths:
        group.append(path)
        if len(group) == PART:
            yield group
            group = []
    if group:
        yield group


def _clear(path: Path) -> int:
    """One file; what was half written goes at once. One that was put aside by a process that died is looked at again."""
    if path.name.startswith(".part-"):
        path.unlink(missing_ok=True)
        return 1
    digest = path.name.removeprefix(ASIDE)
    aside, place = path.with_name(ASIDE + digest), path.with_name(digest)
    with suppress(FileNotFoundError):
        if path != aside:
            path.replace(aside)
        wanted = bool(_named([digest])) or aside.stat().st_mtime >= (now() - FILES).timestamp()
        if wanted and not place.exists():
            aside.replace(place)
            return 0
        aside.unlink()
        return 0 if wanted else 1
    return 0


def _named(digests: list[str]) -> set[str]:
    return set(Attachment.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
