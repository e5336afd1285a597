"""Reads a plan from a file of any known kind: looks at the file first, then at its content, then hands it to the reader for it."""

import errno
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from milepost.engine.model import Settings
from milepost.engine.problem import Problem, Severity
from milepost.exchange.detect import RESAVE, SUPPORTED, Detected, Reader, detect, refused
from milepost.exchange.foreign.limits import MEGABYTE, Limits
from milepost.exchange.foreign.process import Progress
from milepost.exchange.imported import Imported, Unreadable
from milepost.values import said

__all__ = ["Limits", "Progress", "read_plan", "read_plans"]


def read_plan(
    path: Path,
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
    start: int | None = None,
    date_order: str | None = None,
) -> Imported:
    """The plan in a file; of a file with several projects the first, and a notice that names the others. Raises Unreadable.

    `start` is the moment at which plans begin whose files say nothing of it (tables, research instances). `date_order`, "dmy" or "mdy",
    is how tables write 03/04/2026.
    """
    plans = read_plans(path, limits=limits, progress=progress, start=start, date_order=date_order)
    return replace(plans[0], notices=(*others_told(plans[1:], name=shown_name(path)), *plans[0].notices))


def read_plans(
    path: Path,
    *,
    limits: Limits | None = None,
    progress: Progress | None = None,
    start: int | None = None,
    date_order: str | None = None,
) -> tuple[Imported, ...]:
    """Every plan in a file, at least one: a Primavera P6 export may hold several projects. `start`, `date_order` as above.

    Raises Unreadable."""
    limits = limits or Limits()
    name = shown_name(path)
    data = content_of(path, name=name, limits=limits)
    detected = detect(data, name=name)
    if detected.reader is Reader.FOREIGN:
        from milepost.exchange import foreign

        plans = foreign.read(data, name=name, what=detected.what, limits=limits, progress=progress)
    else:
        plans = (read_own(detected, data, name=name, start=start, date_order=date_order),)
    notice = ending_told(detected, name=name)
    return tuple(replace(plan, notices=(*notice, *plan.notices)) for plan in plans)


def read_own(
    detected: Detected,
    data: bytes,
    *,
    name: str,
    start: int | None,
    date_order: str | None = None,
    settings: Settings | None = None,
) -> Imported:
    """Hands the content to its reader; `settings` are what a table goes by that says nothing itself. Readers are imported here, so that a
    table is read without loading those of XML."""
    if detected.reader is Reader.MSPDI:
        from milepost.exchange import mspdi

        return mspdi.read(data, name=name)
    if detected.reader is Reader.PSPLIB:
        from milepost.exchange import psplib

        return psplib.read_psplib(data, name=name, start=start)
    from milepost.exchange import tabular

    read = tabular.read_csv if detected.reader is Reader.CSV else tabular.read_xlsx
    return read(data, name=name, start=start, date_order=date_order, settings=settings)


def content_of(path: Path, *, name: str, limits: Limits) -> bytes:
    """The bytes of an ordinary file within the limit of size. Raises Unreadable for anything else."""
    try:
        found = path.stat()
        kind = KINDS.get(stat.S_IFMT(found.st_mode))
        if kind is not None:
            raise refused(kind[0], name, kind[1], kind[2])
        if found.st_size > limits.file_mb * MEGABYTE:
            raise too_large(found.st_size, name=name, limits=limits)
        with path.open("rb") as file:
            data = file.read(limits.file_mb * MEGABYTE + 1)
    except (OSError, ValueError) as error:
        raise unopened(error, name=name) from None
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large(len(data), name=name, limits=limits)
    return data


KINDS = {
    stat.S_IFDIR: ("a-folder", "This is a folder, not a file.", "Name the plan files in it, for example with folder/*.mpp."),
    stat.S_IFIFO: ("not-a-file", "This is a pipe, which may never end.", "Save its content to a file and give that."),
    stat.S_IFSOCK: ("not-a-file", "This is a socket, not a file.", SUPPORTED),
    stat.S_IFCHR: ("not-a-file", "This is a device, not a file.", SUPPORTED),
    stat.S_IFBLK: ("not-a-file", "This is a device, not a file.", SUPPORTED),
}


def unopened(error: OSError | ValueError, *, name: str) -> Unreadable:
    """Why the file could not be opened or read to its end."""
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return refused("no-such-file", name, said("There is no such file."), said("Check the name and the folder."))
    if number in (errno.EACCES, errno.EPERM):
        remedy = said("Ask its owner for the right to read it, or copy it.")
        return refused("no-permission", name, said("The file may not be read by this account."), remedy)
    if number == errno.ELOOP:
        return refused("no-such-file", name, said("The name is a link that leads back to itself."), said("Name the file itself."))
    return refused(
        "cannot-be-read",
        name,
        said("The file could not be read to its end: {what}.", what=getattr(error, "strerror", None) or error),
        RESAVE,
    )


def too_large(size: int, *, name: str, limits: Limits) -> Unreadable:
    """The file is beyond the limit of size."""
    needed = -(-size // MEGABYTE)
    message = said("The file has {size:.0f} MB; at most {file_mb} MB are read.", size=size / MEGABYTE, file_mb=limits.file_mb)
    return refused("file-too-large", name, message, said("If it is to be trusted, allow more with --file-size {needed}.", needed=needed))


def ending_told(detected: Detected, *, name: str) -> tuple[Problem, ...]:
    """A notice when the name promises another kind of file than the content is."""
    ending = Path(name).suffix.lower()
    if not ending or not detected.endings or ending in detected.endings or ending not in KNOWN_ENDINGS:
        return ()
    message = said("The name ends in {ending}, but the content is {what}; it was read as that.", ending=ending, what=detected.what)
    return (
        Problem(
            "ending-contradicts-content",
            name,
            message,
            said("Name it {stem}{endings}.", stem=Path(name).stem, endings=detected.endings[0]),
            Severity.NOTE,
        ),
    )


KNOWN_ENDINGS = frozenset(
    {".mpp", ".mpt", ".mpx", ".xer", ".xml", ".gan", ".planner", ".pod", ".csv", ".tsv", ".xlsx", ".xlsm", ".sm", ".mm", ".rcp"}
    | {".xls", ".ods", ".json", ".ics", ".pdf", ".zip", ".doc", ".docx", ".html"}
)


def others_told(others: Sequence[Imported], *, name: str) -> tuple[Problem, ...]:
    """A notice that names the projects of the file that were not taken."""
    if not others:
        return ()
    names = ", ".join(f"'{other.plan.name}' ({len(other.plan.tasks)} tasks)" for other in others)
    message = said("The file holds {many} projects; the first was taken, not {names}.", many=len(others) + 1, names=names)
    return (Problem("other-projects", name, message, said("Export the project wanted on its own."), Severity.WARNING),)


def shown_name(path: Path) -> str:
    """The file's name for messages: printable, whatever bytes it has."""
    name = path.name or str(path)
    return "".join(letter if letter.isprintable() else "?" for letter in name)
