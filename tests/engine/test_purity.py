"""The engine is pure: no module of it, nor of the values below it, reads a file, a clock, the environment or unseeded chance."""

import ast

import pytest

from tests.architecture.tree import modules, named, tree_of

ALLOWED = {
    "__future__", "abc", "array", "bisect", "collections", "concurrent", "contextlib", "copy", "dataclasses", "datetime", "decimal",
    "enum", "fractions", "functools", "hashlib", "heapq", "importlib", "itertools", "math", "milepost", "numba", "numpy", "operator",
    "ortools", "random", "re", "statistics", "string", "threading", "types", "typing",
}  # fmt: skip
CACHE = {"os", "pathlib"}
"""What the one place that keeps compiled code between two starts may import besides; no plan is read or written there."""
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "fromtimestamp"}
DOORS = {"open", "input", "print", "eval", "exec", "__import__"}
MODULES = modules("src/milepost/engine", "src/milepost/values")


def imported(tree: ast.AST) -> set[str]:
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in found}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_is_imported_that_could_touch_the_world(path):
    allowed = ALLOWED | CACHE if named(path).endswith("engine/compiled.py") else ALLOWED
    assert imported(tree_of(path)) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_clock_is_read_and_no_door_opened(path):
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            assert node.func.id not in DOORS, f"{named(path)}:{node.lineno}"
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            of_a_clock = node.func.value.id in {"datetime", "date", "time"} and node.func.attr in CLOCKS
            assert not of_a_clock, f"{named(path)}:{node.lineno} reads the clock"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_chance_has_a_seed(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "random":
            assert node.attr == "Random", f"{named(path)}:{node.lineno} uses the shared generator"
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Random", "default_rng"):
            assert node.args or node.keywords, f"{named(path)}:{node.lineno} has no seed"


def test_a_module_that_reads_the_clock_would_be_found(tmp_path):
    tree = ast.parse("import time\nfrom os import path\nimport datetime.datetime")
    assert imported(tree) == {"time", "os", "datetime"}
