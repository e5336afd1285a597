"""Databases for tests that need one of their own: files of SQLite, or databases on the run's PostgreSQL."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


def places(folder: Path) -> "Places":
    """Those of this run; files stand in the folder."""
    served = os.environ.get("MILEPOST_DATABASE_URL", "")
    return OnServer(served) if served.startswith("postgresql") else InFiles(folder)


class InFiles:
    """SQLite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.db"

    def add(self, name: str, like: str = "") -> None:
        if like:
            shutil.copyfile(self.folder / f"{like}.db", self.folder / f"{name}.db")

    def remove(self, name: str) -> None:
        for file in self.folder.glob(f"{name}.db*"):
            file.unlink()


class OnServer:
    """PostgreSQL: databases beside the one of the other tests."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def url(self, name: str) -> str:
        return urlunsplit(self.parts._replace(path=f"/{self._full(name)}"))

    def add(self, name: str, like: str = "") -> None:
        self._run(f"CREATE DATABASE {self._full(name)} TEMPLATE {self._full(like) if like else 'template1'}")

    def remove(self, name: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {self._full(name)} WITH (FORCE)")

    def _full(self, name: str) -> str:
        return f"trust_{os.getpid()}_{name}"

    def _run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(urlunsplit(self.parts._replace(path="/postgres")), autocommit=True) as connection:
            connection.execute(statement)


Places = InFiles | OnServer
