"""The house with two sides, for tests that go through all of it: it takes seconds to make, and so is made once for all tests of a file."""

import logging
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.house import anybody, staff
from tests.security.two_sides import TwoSides, standing

__all__ = ["anybody", "staff"]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """Files of these tests go elsewhere, and nobody asks too often."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # as in the settings of a server
    settings.MEDIA_ROOT, settings.RATE_LIMIT = str(tmp_path / "files"), 0
    return tmp_path / "files"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TwoSides, Path]]:
    """The house, and the folder of its files."""
    folder = tmp_path_factory.mktemp("files")
    with standing(django_db_blocker, folder) as made:
        yield made, folder


@pytest.fixture
def sides(built: tuple[TwoSides, Path], db: None, files: Path) -> TwoSides:
    """The house as it was built: what the tests before did to its rows, its files and what is known of it is undone."""
    made, folder = built
    shutil.copytree(folder, files, dirs_exist_ok=True)
    return deepcopy(made)
