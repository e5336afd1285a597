"""What the commands of the house share: its settings checked, its tables there, its failures told."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure
from milepost.cli.house.command import start_house
from milepost.engine.problem import Problem

LEAST_LENGTH = 50
"""Characters of a secret key that Django takes for safe."""


def home() -> Path:
    """The folder of the house."""
    return Path(os.environ.get("MILEPOST_HOME", "milepost-data"))


def refuse(place: str, message: str, remedy: str) -> Failure:
    """The house does not do this as it stands."""
    return Failure(Exit.REFUSED, [Problem("refused", place, message, remedy)])


def prepare_home() -> None:
    """The folder and, unless one is set, the secret key in it, both for their owner only. Before the settings are read. Raises Failure."""
    given = os.environ.get("MILEPOST_SECRET_KEY")
    if given is not None and len(given) < LEAST_LENGTH:
        raise refuse(
            "MILEPOST_SECRET_KEY",
            f"it has {len(given)} characters, fewer than {LEAST_LENGTH}.",
            "Unset it: Milepost makes one and keeps it.",
        )
    os.umask(0o077)
    try:
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        if given is None:
            _make_secret(home() / "secret")
    except OSError as error:
        problem = Problem("not-written", str(home()), f"it cannot be written: {error.strerror}.", "Set MILEPOST_HOME to a folder of yours.")
        raise Failure(Exit.NOT_WRITTEN, [problem]) from error


def _make_secret(file: Path) -> None:
    """Whoever starts first makes it, and it is there whole or not at all."""
    if file.exists():
        if file.stat().st_mode & 0o077:
            raise refuse(str(file), "others on this machine can read it.", f"chmod 600 {file}")
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
        message = f"the database cannot be used: {str(error).splitlines()[0] if str(error) else type(error).__name__}."
        remedy = "Check MILEPOST_DATABASE_URL, that its server runs, and the space on its disk."
        raise Failure(Exit.UNREADABLE, [Problem("no-database", "the house", message, remedy)]) from error


def started(*, tables: bool = True) -> None:
    """Load the house. Raises Failure for a setting that makes no sense and, with `tables`, where tables are missing."""
    try:
        start_house()
    except ValueError as error:
        raise refuse("settings", str(error), "Check the variables that begin with MILEPOST_.") from error
    if tables:
        from milepost.kernel.installation.tables import unapplied

        with database_told():
            missing = unapplied()
        if missing:
            raise refuse("the house", f"its database lacks {missing} migrations.", "Set it up with: milepost setup-house")
