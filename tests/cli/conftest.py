"""Runs the command: inside this process for speed, as a process of its own for journeys."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from milepost.cli.main import main
from tests.cli.plans import NETWORK, WEBSITE, write

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Milepost = Callable[..., Ran]


@pytest.fixture
def milepost(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Milepost:
    """Runs `milepost ARGS` in this process, 100 columns wide, without colour."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("MILEPOST_DEBUG", raising=False)

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def journey(tmp_path: Path) -> Milepost:
    """Runs `milepost ARGS` as a process of its own in the test's folder."""

    def run(*arguments: object, **more: object) -> Ran:
        command = [sys.executable, "-m", "milepost.cli", *(str(argument) for argument in arguments)]
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120, check=False, **more)
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def environment() -> dict[str, str]:
    """The environment of a process of its own: this checkout, English, no colour."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MILEPOST_") and name not in ("COLUMNS", "NO_COLOR")}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def website(tmp_path: Path) -> Path:
    """The website plan as CSV."""
    return write(tmp_path, "website.csv", WEBSITE)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """The network plan as CSV."""
    return write(tmp_path, "network.csv", NETWORK)
