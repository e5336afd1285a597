"""docs/how-to/add-an-entity.md does what it says: its files, put into a copy of the product, are all that a register takes."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "add-an-entity.md"
MOST_FILES, MOST_LINES = 5, 110
COPIED = ("src/milepost", "tests/conformance", "tests/apps", "tests/architecture", "docs/GLOSSARY.md", "docs/how-to", "pyproject.toml")
MOST_QUERIES = 12
MINUTES = 5


@dataclass(frozen=True)
class Copy:
    """The product with the page's files in it, and which they are."""

    root: Path
    files: tuple[Path, ...]
    environment: dict[str, str]

    def run(self, *words: str) -> str:
        """What a command of this Python prints."""
        done = subprocess.run(
            [sys.executable, *words], cwd=self.root, env=self.environment, capture_output=True, text=True, timeout=60 * MINUTES
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
        return done.stdout


def blocks() -> dict[str, str]:
    """The page's files: a path in backticks on a line of its own, and the block below it."""
    return dict(re.findall(r"^`([^`\n]+)`\n\n```python\n(.*?)```$", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL))


def written_down() -> tuple[str, str]:
    """The page's command that writes down queries: its variable, and the test."""
    found = re.findall(r"^(\w+=\w+) \./milepost test -n 0 (\S+) -k device$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    assert len(found) == 1 and (ROOT / found[0][1]).exists()
    return found[0]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy in which everything was done that the page says."""
    root = tmp_path_factory.mktemp("copy")
    for name in (*COPIED, *(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").glob("*.py"))):
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("test_add_an_entity.py"))
        else:
            shutil.copyfile(ROOT / name, target)
    made = Copy(root, (), environment(root))
    before = set(root.rglob("*.py"))
    for name, text in blocks().items():
        assert not (root / name).exists(), f"{name} is not new"
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    page = PAGE.read_text("utf-8")
    (command,) = re.findall(r"^\./milepost python (-m django makemigrations .*)$", page, flags=re.MULTILINE)
    without = {name: value for name, value in made.environment.items() if name != "MILEPOST_DATABASE_URL"}
    Copy(root, (), without).run("-W", "ignore", *shlex.split(command))
    glossary = root / "docs" / "GLOSSARY.md"
    (row,) = re.findall(r"^```markdown\n(\| \*\*.*)\n```$", page, flags=re.MULTILINE)
    glossary.write_text(f"{glossary.read_text('utf-8').rstrip()}\n{row}\n", "utf-8")
    return Copy(root, tuple(sorted(set(root.rglob("*.py")) - before)), made.environment)


def environment(root: Path) -> dict[str, str]:
    """Of processes in the copy: its own modules, and a database of its own on the server of this run, if there is one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILEPOST_", "DJANGO_", "PYTEST_", "PYTHON"))}
    found = kept | {
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
        "MILEPOST_HOME": str(root / "house"),
        "MILEPOST_EXERCISE_LIST": str(root / "tests.txt"),
        **dict([written_down()[0].split("=")]),  # what the page does by a command of its own happens here in the one run
    }
    url = os.environ.get("MILEPOST_DATABASE_URL", "")
    if url.startswith("postgresql"):
        own = urlunsplit(urlsplit(url)._replace(path=f"/exercise_{os.getpid()}"))
        return found | {"MILEPOST_DATABASE_URL": own, "MILEPOST_EXERCISE_DATABASE": "postgresql"}
    return found | {"MILEPOST_EXERCISE_DATABASE": "sqlite"}


def test_a_register_is_five_files_and_about_a_hundred_lines(copy: Copy) -> None:
    lines = [line for path in copy.files for line in path.read_text("utf-8").splitlines() if line.strip()]
    told = {path.relative_to(copy.root).as_posix(): len(path.read_text("utf-8").splitlines()) for path in copy.files}
    assert len(copy.files) == MOST_FILES == len(blocks()) + 1, told
    assert len(lines) <= MOST_LINES, told
    assert sum(len(text.splitlines()) for text in blocks().values()) <= MOST_LINES, told


def test_every_door_and_every_test_of_every_entity_has_it(copy: Copy) -> None:
    (own,) = (name for name in blocks() if name.startswith("tests/"))
    chosen = (
        "-p",
        "no:cacheprovider",
        "-k",
        "device or exercise or test_rooms",
        "tests/conformance",
        own,
        *(f"tests/architecture/test_{name}.py" for name in ("words", "operations", "rooms")),
    )
    told = copy.run("-m", "pytest", "-v", "-p", "tests.conformance.listed", "-o", "python_files=test_*.py exercise.py", *chosen)
    passed = re.findall(r"^(\S+::\S+) PASSED", told, flags=re.MULTILINE)
    assert len([name for name in passed if "/exercise.py::" in name]) == 4
    assert len([name for name in passed if name.startswith(own)]) == 2
    assert "SKIPPED" not in told and "XFAIL" not in told
    found = Path(copy.environment["MILEPOST_EXERCISE_LIST"]).read_text("utf-8").splitlines()
    of_every = covering("organisation", found) & (covering("leave", found) | covering("site", found))
    assert len(of_every) > 8 and not of_every - covering("device", passed)
    kept = (copy.root / "tests" / "conformance" / "query_baseline.tsv").read_text("utf-8").splitlines()
    queries = [int(line.split("\t")[1]) for line in kept if line.startswith("device ")]
    assert len(queries) > 4 and max(queries) <= MOST_QUERIES


def covering(word: str, names: list[str]) -> set[str]:
    """The tests that go through every entity, those that did so with this one: "…::test_x[device]", "…[device.install-ordered]"."""
    return {name.partition("[")[0] for name in names if re.search(rf"\[{word}[\].]", name) and "conformance" in name}
