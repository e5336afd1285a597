"""Files in foreign formats, written once per run by MPXJ from a small plan of our own, and what reads them, kept for all tests."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.exchange import foreign
from milepost.exchange.foreign.runtime import find_runtime
from milepost.exchange.imported import Imported

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "data"


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small.mpx, small.xer, small-p6.xml and small.planner."""
    folder = tmp_path_factory.mktemp("formats")
    jvm = find_runtime(name="test", what="a plan").jvm or ""
    source = DATA / "foreign" / "small.xml"
    subprocess.run([sys.executable, str(HERE / "writing.py"), str(source), str(folder), jvm], check=True, timeout=120)
    return folder


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The tests' own files."""
    return DATA


@pytest.fixture(scope="session")
def read_once() -> Callable[[Path], tuple[Imported, ...]]:
    """Reads a file through the separate process, each file only once: a start of Java takes two seconds."""
    kept: dict[Path, tuple[Imported, ...]] = {}

    def read(path: Path) -> tuple[Imported, ...]:
        if path not in kept:
            kept[path] = foreign.read(path.read_bytes(), name=path.name)
        return kept[path]

    return read
