"""Where outputs go: checked before any file is read, so that an hour's work does not end at a folder that is not there."""

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.engine.problem import Problem

NEEDS = {"pdf": ("typst", "reports"), "docx": ("docx", "reports"), "xlsx": ("xlsxwriter", "reports")}
"""Formats that are drawn by an optional package: the module to import and the extra that brings it."""


@dataclass(frozen=True, slots=True)
class Target:
    """One output: its format and the file as typed."""

    format: str
    name: str
    option: str = ""

    @property
    def place(self) -> str:
        """The option as typed, for messages."""
        return f"--{self.option or self.format} {self.name}"

    @property
    def standard_output(self) -> bool:
        """Whether it goes to standard output."""
        return self.name == "-"

    @property
    def path(self) -> Path:
        """The file, links followed: what is replaced is the file a link points to, not the link."""
        return Path(os.path.realpath(self.name))

    @property
    def special(self) -> bool:
        """Whether it is a device or a pipe, which is written to as it is and never replaced."""
        try:
            mode = self.path.stat().st_mode
        except OSError:
            return False
        return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def check_targets(targets: Sequence[Target], *, inputs: Iterable[Path]) -> None:
    """Raises Failure: 2 for a target that cannot be meant, 6 for one that cannot be written, 7 for a missing package."""
    read = tuple(inputs)
    seen: dict[object, Target] = {}
    for target in targets:
        place = target.place
        if not target.name.strip():
            raise usage(place, "the name of the file is empty.", f"Name a file, for example --{target.format} plan.{target.format}.")
        key: object = "-" if target.standard_output else target.path
        other = seen.setdefault(key, target)
        if other is not target:
            raise usage(place, f"--{other.format} writes there too.", "Give each output its own file.")
        if not target.standard_output:
            _check_path(target, place, read)
        _check_package(target, place)


def _check_path(target: Target, place: str, inputs: Sequence[Path]) -> None:
    path = target.path
    try:
        path.exists()
    except OSError as error:
        problem = Problem("not-written", place, f"the file cannot be written: {error.strerror}.", "Choose another name.")
        raise Failure(Exit.NOT_WRITTEN, [problem]) from error
    for file in inputs:
        if _same(path, file):
            raise usage(place, "this is a file that is read; it is not written over.", "Choose another name for the output.")
    if path.is_dir():
        raise Failure(
            Exit.NOT_WRITTEN,
            [
                Problem(
                    "is-a-folder",
                    place,
                    "this is a folder.",
                    f"Name a file in it, for example {Path(target.name) / ('plan.' + target.format)}.",
                )
            ],
        )
    if not path.parent.is_dir():
        raise Failure(
            Exit.NOT_WRITTEN,
            [Problem("no-folder", place, f"there is no folder {Path(target.name).parent}.", "Make the folder first, or choose another.")],
        )


def _check_package(target: Target, place: str) -> None:
    module, extra = NEEDS.get(target.format, ("", ""))
    if module and util.find_spec(module) is None:
        message = f"this needs the package {module}, which is not installed."
        raise Failure(Exit.MISSING_EXTRA, [Problem("extra-missing", place, message, f"Install it with: pip install 'milepost[{extra}]'")])


def _same(path: Path, file: Path) -> bool:
    try:
        return path.samefile(file)
    except OSError:
        return os.path.realpath(file) == str(path)
