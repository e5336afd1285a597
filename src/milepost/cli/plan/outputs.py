"""Writes outputs so that they are there whole or not at all: all are made beside their targets first, then put in place."""

import contextlib
import errno
import io
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.plan.asked.targets import Target
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem

Write = Callable[[BinaryIO], Sequence[Problem] | None]
"""Writes an output to a stream and gives back what the format could not hold, if anything."""

_REASONS = {
    errno.ENOSPC: ("the disk is full.", "Free some space, or choose a folder on another disk."),
    errno.EDQUOT: ("the quota of this account is used up.", "Free some space, or choose another folder."),
    errno.EACCES: ("this account may not write there.", "Choose another folder, or ask its owner for the right to write."),
    errno.EPERM: ("this account may not write there.", "Choose another folder, or ask its owner for the right to write."),
    errno.EROFS: ("this disk can only be read.", "Choose a folder on another disk."),
    errno.ENAMETOOLONG: ("the name is too long.", "Choose a shorter name."),
    errno.EFBIG: ("the file would be larger than this disk allows.", "Choose a folder on another disk."),
}


@dataclass(frozen=True, slots=True)
class Written:
    """An output that stands in its place; `size` in bytes, None where nothing counts them. `lost` is what the format cannot hold."""

    target: Target
    size: int | None
    lost: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Staging:
    """Temporary files beside their targets; those not put in place are removed when the staging ends, however it ends."""

    pending: list[Path] = field(default_factory=list)

    def make(self, target: Path) -> tuple[Path, int]:
        """A new file with the rights the finished one shall have."""
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        name = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        self.pending.append(name)
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        return name, handle

    def place(self, name: Path, target: Path) -> None:
        """Puts a finished file in its place, replacing what was there."""
        name.replace(target)
        self.pending.remove(name)

    def clear(self) -> None:
        for name in self.pending:
            with contextlib.suppress(OSError):
                name.unlink()
        self.pending.clear()


def write_outputs(jobs: Sequence[tuple[Target, Write]], *, progress: Progress) -> tuple[Written, ...]:
    """Writes every output, files first, standard output and devices last. Raises Failure (6); then nothing has been replaced."""
    ordered = sorted(jobs, key=lambda job: job[0].standard_output or job[0].special)
    with _staging() as staging:
        staged = []
        for target, write in ordered:
            if not target.standard_output and not target.special:
                with progress.step(f"Writing {target.name}"), _told(target):
                    staged.append((target, *_stage(staging, target, write)))
        written = []
        for target, name, size, lost in staged:
            with _told(target):
                staging.place(name, target.path)
            written.append(Written(target, size, lost))
    for target, write in ordered:
        if target.standard_output or target.special:
            with progress.step(f"Writing {target.name}"), _told(target):
                written.append(_stream(target, write))
    return tuple(written)


def _stream(target: Target, write: Write) -> Written:
    """To a pipe or device, which cannot be taken back: made whole in memory first."""
    made = io.BytesIO()
    unkept = tuple(write(made) or ())
    if target.standard_output:
        sys.stdout.buffer.write(made.getbuffer())
        sys.stdout.buffer.flush()
    else:
        with target.path.open("wb") as file:
            file.write(made.getbuffer())
    return Written(target, None, unkept)


def _stage(staging: _Staging, target: Target, write: Write) -> tuple[Path, int, tuple[Problem, ...]]:
    name, handle = staging.make(target.path)
    with os.fdopen(handle, "wb") as file:
        lost = write(file)
        file.flush()
        os.fsync(file.fileno())
        return name, file.tell(), tuple(lost or ())


@contextlib.contextmanager
def _staging() -> Iterator[_Staging]:
    staging = _Staging()
    try:
        yield staging
    finally:
        staging.clear()


@contextlib.contextmanager
def _told(target: Target) -> Iterator[None]:
    """Turns what the system or a missing package says into a problem with a remedy."""
    from milepost.documents.missing import DependencyMissing

    place = target.place
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        usual = f"the system says: {error.strerror or error}.", "Choose another file."
        message, remedy = _REASONS.get(error.errno or 0, usual)
        raise Failure(Exit.NOT_WRITTEN, [Problem("not-written", place, f"the file could not be written: {message}", remedy)]) from error
    except DependencyMissing as missing:
        raise Failure(Exit.MISSING_EXTRA, [Problem("extra-missing", place, str(missing))]) from missing
