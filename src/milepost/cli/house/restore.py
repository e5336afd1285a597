"""`milepost restore FILE`: a backup into an empty place, verified."""

import argparse
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.started import database_told, prepare_home, started
from milepost.cli.house.starting import refuse
from milepost.engine.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    file = Path(arguments.file)
    if not file.is_file():
        raise Failure(Exit.UNREADABLE, [Problem("unreadable", str(file), "there is no such file.", "Check its name.")])
    prepare_home()
    started(tables=False)
    from milepost.kernel.installation.backup import BadArchive, NotEmpty, restore

    try:
        with database_told():
            manifest = restore(file)
    except NotEmpty as error:
        remedy = "Restore into another place: set MILEPOST_HOME to a new folder, or MILEPOST_DATABASE_URL to an empty database."
        raise refuse("the house", f"{error}; nothing was overwritten.", remedy) from error
    except BadArchive as error:
        raise Failure(
            Exit.UNREADABLE, [Problem("bad-backup", str(file), f"{error}.", "Nothing was restored; use another backup.")]
        ) from error
    except OSError as error:
        raise Failure(Exit.NOT_WRITTEN, [Problem("not-written", str(file), f"{error.strerror}.", "Check the space.")]) from error
    print(
        f"Restored from {manifest.made_at}: {sum(manifest.counts.values()):,} rows; checksums, counts and journal are as they were written."
    )
    return Exit.OK
