"""`milepost backup FILE`: the whole house in one file."""

import argparse
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.started import database_told, started
from milepost.engine.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    started()
    from milepost.kernel.installation.backup import write_backup

    file = Path(arguments.file)
    try:
        with database_told():
            manifest = write_backup(file)
    except OSError as error:
        remedy = "Name another file." if isinstance(error, FileExistsError) else "Check that the folder exists and has space."
        raise Failure(Exit.NOT_WRITTEN, [Problem("not-written", str(file), f"{error.strerror}.", remedy)]) from error
    files = sum(1 for name in manifest.members if name.startswith("files/"))
    print(f"{file}: {sum(manifest.counts.values()):,} rows, {files:,} files, {file.stat().st_size / 1e6:,.1f} MB.")
    print(f"Journal: position {manifest.position:,}, {manifest.chain[:16]}…")
    print("It holds everything but the secret key; whoever reads it reads the house.")
    return Exit.OK
