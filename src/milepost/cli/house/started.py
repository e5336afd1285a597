"""What the commands of the house share: its settings checked, its tables there, its failures told."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.starting import check_there, database_failure, refuse, start_house
from milepost.engine.problem import Problem

LEAST_LENGTH = 50
"""Characters of a secret key that Django takes for safe."""


def home() -> Path:
    """The folder of the house."""
    return Path(os.environ.get("MILEPOST_HOME", "milepost-data"))


def prepare_home() -> None:
    """The folder and, unless one is set, the secret key in it, both for their owner only. Before the settings are read. Raises Failure."""
    check_secret()
    os.umask(0o077)
    try:
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        if "MILEPOST_SECRET_KEY" not in os.environ:
            _make_secret(home() / "secret")
    except OSError as error:
        told = "it is no folder." if isinstance(error, FileExistsError) else f"it cannot be written: {error.strerror}."
        problem = Problem("not-written", str(home()), told, "Set MILEPOST_HOME to a folder of yours.")
        raise Failure(Exit.NOT_WRITTEN, [problem]) from error


def check_secret() -> None:
    """Raises Failure (8) for a secret key that is too short, or in a file that others can read."""
    given = os.environ.get("MILEPOST_SECRET_KEY")
    if given is not None and len(given) < LEAST_LENGTH:
        told = f"it has {len(given)} characters, fewer than {LEAST_LENGTH}."
        raise refuse("MILEPOST_SECRET_KEY", told, "Unset it: Milepost makes one and keeps it.")
    file = home() / "secret"
    if given is None and file.exists() and file.stat().st_mode & 0o077:
        raise refuse(str(file), "others on this machine can read it.", f"chmod 600 {file}")


def _make_secret(file: Path) -> None:
    """Whoever starts first makes it, and it is there whole or not at all."""
    if file.exists():
        return
    made = file.with_name(f".secret-{os.getpid()}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(secrets.token_urlsafe(64) + "\n")
    with suppress(FileExistsError):
        os.link(made, file)
    made.unlink()


@contextmanager
def database_told() -> Iterator[None]:
    """What goes wrong with the database is told as a problem. Raises Failure (3)."""
    from django.db.utils import Error

    try:
        yield
    except Error as error:
        raise database_failure(error) from error


def started(*, tables: bool = True) -> None:
    """Load the house. Raises Failure for a setting that makes no sense and, with `tables`, where there is no house or it lacks tables."""
    start_house()
    if tables:
        from milepost.kernel.installation.tables import unapplied

        check_there()
        with database_told():
            missing = unapplied()
        if missing:
            raise refuse("the house", f"its database lacks {missing} migrations.", "Set it up with: milepost setup-house")
