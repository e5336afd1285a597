"""The folder of a demonstration: which is one, what stands in it, and who may not be disturbed there."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.starting import refuse
from milepost.cli.house.waiting import wait_for
from milepost.engine.problem import Problem

MARK = "demonstration.json"
"""The file that makes a folder a demonstration's; config/settings.py looks for it too."""
LOCK = ".demonstration-lock"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Told:
    """What a demonstration was made from, and who can log in: role, name and address of each. One that is not `done` was broken off."""

    size: str
    seed: int
    day: str
    password: str = ""
    log_ins: tuple[tuple[str, str, str], ...] = ()
    done: bool = False


def read(folder: Path) -> Told | None:
    """What stands there; None where there is nothing. Raises Failure (8) for a folder that holds something else."""
    if not folder.exists() or not any(folder.iterdir() if folder.is_dir() else (folder,)):
        return None
    if (folder / MARK).is_file():
        return _read(folder / MARK)
    real = any((folder / name).exists() for name in ("milepost.db", "secret"))
    told = "there is a house here that is no demonstration; nothing of it was touched." if real else "this is no folder of a demonstration."
    raise refuse(str(folder), told, "Name another folder: milepost demo FOLDER")


def _read(mark: Path) -> Told:
    """A mark that this version cannot read is that of something broken off: it is made anew."""
    try:
        kept: dict[str, Any] = json.loads(mark.read_text("utf-8"))
        if kept.pop("version") != VERSION:
            return Told("", 0, "")
        return Told(**(kept | {"log_ins": tuple((role, name, email) for role, name, email in kept["log_ins"])}))
    except (OSError, ValueError, KeyError, TypeError):
        return Told("", 0, "")


def write(folder: Path, told: Told) -> None:
    """Notes what is here, whole or not at all."""
    draft = folder / f"{MARK}.draft"
    draft.write_text(json.dumps({"version": VERSION} | asdict(told), ensure_ascii=False, indent=1) + "\n", "utf-8")
    draft.replace(folder / MARK)


def empty(folder: Path) -> None:
    """The folder with nothing in it but its lock, and what says that a demonstration is being made. Only of a demonstration."""
    for one in folder.iterdir():
        if one.name != LOCK:
            shutil.rmtree(one) if one.is_dir() else one.unlink()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Within it nobody else serves or makes this demonstration; the system lets go of it when the holder ends, however it ends. Raises
    Failure (6) where the folder cannot be written, (8) where it is held."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        problem = Problem("no-folder", str(folder), f"the folder cannot be made: {error.strerror}.", "Name another: milepost demo FOLDER")
        raise Failure(Exit.NOT_WRITTEN, [problem]) from error
    try:
        if not wait_for(lambda: _locked(lock), f"the demonstration in {folder}"):
            remedy = "End the other one with Ctrl-C, or name another folder: milepost demo FOLDER"
            raise refuse(str(folder), "this demonstration is running already.", remedy)
        yield
    finally:
        os.close(lock)


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
