"""What every test may ask for: a deterministic Hypothesis, the folder of real plans if it is there, a browser if there is one."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.clearing import clear_frozen_tables
from tests.numbering import number_rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("milepost", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("milepost")

# A shell starts what it sends to the background with Ctrl-C ignored, and children inherit that: tests that stop
# theirs so would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `browser` skip on a machine without Chromium; where CI=true its absence is a failure, not a skip.

    There they get a second run, which the summary names: a browser on a busy machine draws, focuses and answers in its own time.
    """
    if os.environ.get("CI") == "true":
        extra = pytest.mark.flaky(reruns=1)
    elif find_chromium() is None:
        extra = pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium); compulsory where CI=true")
    else:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(extra)


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome, from MILEPOST_CHROMIUM or the search path."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("MILEPOST_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session", autouse=True)
def frozen_tables_are_cleared() -> None:
    """Of what tests leave behind, also what nobody may delete."""
    clear_frozen_tables()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The database of all tests, whose tables number their rows from anywhere."""
    with django_db_blocker.unblock():
        number_rows()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """A folder of real plans that is not part of the repository. A promise tested here is tested on own data too."""
    folder = Path(os.environ.get("MILEPOST_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the folder of real plans is not on this machine (MILEPOST_SHARED_DATA names it)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser for tests marked `browser`."""
    path = find_chromium()
    if path is None:
        pytest.fail("CI=true, so the browser tests are compulsory, but no Chromium was found; install it or set MILEPOST_CHROMIUM")
    return path


@pytest.fixture(scope="session")
def chromium_running(chromium: str) -> Iterator["Browser"]:
    """One browser for all tests: its library runs once in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        yield running
        running.close()
