"""Lists as files: `milepost person list --out people.xlsx`, whole or not at all; and CSV of every row on standard output."""

import argparse
import contextlib
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.exporting import Form, pieces_of
from milepost.kernel.rows import Question

FORMS = {f".{form.value}": form for form in Form}


def form_asked(arguments: argparse.Namespace) -> Form | None:
    """The form of a file: as --format says, else as the file's name ends; None for a table. Raises Failure (2)."""
    if arguments.format != "table":
        form = Form(arguments.format)
        if form is Form.XLSX and arguments.out is None:
            raise usage("--format xlsx", "a workbook is no text for a terminal.", "Say where it goes: --out people.xlsx")
        return form
    if arguments.out is None:
        return None
    found = FORMS.get(arguments.out.suffix.lower())
    if found is None:
        raise usage(f"--out {arguments.out}", "its end says no form of a file.", "Name it .csv, .xlsx or .json, or say --format.")
    return found


def print_whole(entity: Entity, actor: Actor, question: Question, *, most: int | None, mark: bool) -> None:
    """CSV of every row on standard output, as it comes."""
    for piece in pieces_of(entity, actor, question, Form.CSV, most=most, mark=mark):
        sys.stdout.write(piece.decode())


def write_whole(entity: Entity, actor: Actor, question: Question, form: Form, *, out: Path, most: int | None, mark: bool) -> None:
    """The file, with progress on standard error where it takes longer than a second; then how many rows it has."""
    progress, count = Progress(sys.stderr), [0]

    def report(done: int) -> None:
        count[0] = done
        progress.detail(f"{done:,} rows")

    with progress.step(f"Writing {out}"), placed(out) as target:
        target.writelines(pieces_of(entity, actor, question, form, most=most, mark=mark, report=report))
    print(f"Wrote {out}: {count[0]:,} rows.")


@contextlib.contextmanager
def placed(out: Path) -> Iterator[BinaryIO]:
    """A file to write into, that stands in its place when it is whole. Raises Failure (6) where it cannot."""
    part = out.with_name(f".{out.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        part.replace(out)
    except OSError as error:
        told = f"it cannot be written: {error.strerror or error}."
        raise Failure(Exit.NOT_WRITTEN, [Problem("not-written", str(out), told, "Choose another folder or name.")]) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
