"""`kernel.clock` is the only source of now: time stands still in a test, and everywhere at once."""

import ast
from pathlib import Path

from tests.architecture.tree import modules, named, tree_of

NOW = {"now", "utcnow", "today"}
OF = {"datetime", "date", "timezone"}
TIME = {"time", "time_ns", "localtime", "gmtime", "ctime"}
CLOCK = "src/milepost/kernel/clock.py"
"""How long something takes (monotonic, perf_counter) is no time of day, and free."""
HOUSE = ("src/milepost/kernel", "src/milepost/apps", "src/milepost/api", "src/milepost/cli/house", "src/milepost/config")


def test_only_the_clock_tells_the_time() -> None:
    asking = {named(path): lines for path in modules(*HOUSE) if (lines := asks_the_time(path.read_text("utf-8")))}
    assert list(asking) == [CLOCK], asking


def test_no_column_is_filled_by_the_database_with_its_own_time() -> None:
    own = {"auto_now", "auto_now_add"}
    filled = [
        f"{named(path)}:{node.value.lineno}"
        for path in modules(*HOUSE)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.keyword) and node.arg in own
    ]
    assert not filled


def test_every_way_to_ask_would_be_found(tmp_path: Path) -> None:
    ways = [
        "from datetime import datetime\nx = datetime.now()",
        "import datetime\nx = datetime.date.today()",
        "from django.utils import timezone\nx = timezone.now()",
        "from django.utils.timezone import now\nx = now()",
        "import time\nx = time.time()",
        "from time import time\nx = time()",
        "from datetime import datetime\nf = datetime.now",
        "from django.db.models.functions import Now",
    ]
    assert [bool(asks_the_time(way)) for way in ways] == [True] * len(ways)
    assert not asks_the_time("from milepost.kernel.clock import now\nx = now()\nimport time\ny = time.monotonic()")


def asks_the_time(text: str) -> list[int]:
    """Lines on which a program asks what time it is."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if (owner in OF and node.attr in NOW) or (owner == "time" and node.attr in TIME):
                found.append(node.lineno)
        elif isinstance(node, ast.ImportFrom):
            names = {name.name for name in node.names}
            if (
                (node.module == "django.utils.timezone" and names & {"now", "localtime", "localdate"})
                or (node.module == "time" and names & TIME)
                or ((node.module or "").startswith("django.db.models") and "Now" in names)
            ):
                found.append(node.lineno)
    return found
