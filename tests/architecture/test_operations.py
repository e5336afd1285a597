"""A stranger finds an operation by its name in one search, and reads what happens from top to bottom in one screen."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from milepost.kernel.operations import Operation, operations
from milepost.kernel.questions import Question, questions
from tests.architecture.tree import PACKAGE, ROOT, modules, tree_of

VERBS = [
    one for one in operations() if one.kind == "verb" and inspect.isfunction(one.function) and "<locals>" not in one.function.__qualname__
]
"""Those written by hand; what the kernel derives for many entities is made inside of another function, or from a part of one."""
EVERY = pytest.mark.parametrize("operation", VERBS, ids=lambda one: one.name)
ONE_SCREEN = 40
LONGEST_SENTENCE, LONGEST = 160, 240


def place(operation: Operation) -> Path:
    """The file its function stands in."""
    return Path(inspect.getsourcefile(inspect.unwrap(operation.function)) or "")


@EVERY
def test_one_search_finds_where_an_operation_is_written(operation: Operation) -> None:
    constant = operation.entity.name.upper().replace("-", "_")
    line = re.compile(rf'^@operation\({constant}, "{operation.verb}"[,)]', flags=re.MULTILINE)
    room = PACKAGE / place(operation).relative_to(PACKAGE).parts[0]
    found = [path for path in modules(room.relative_to(ROOT).as_posix()) for _ in line.findall(path.read_text("utf-8"))]
    assert found == [place(operation)], f'written as @operation({constant}, "{operation.verb}") in one place'


@EVERY
def test_it_can_be_read_on_one_screen(operation: Operation) -> None:
    lines, _ = inspect.getsourcelines(inspect.unwrap(operation.function))
    assert len(lines) <= ONE_SCREEN


@pytest.mark.parametrize("told", [*operations(), *questions()], ids=lambda one: one.name)
def test_its_sentence_is_for_people(told: Operation | Question) -> None:
    sentence = " ".join(told.doc.split())
    if isinstance(told, Operation):
        assert "\n\n" not in told.doc and len(sentence) <= LONGEST, "one sentence; a second only where it must be"
    first = re.match(r"[A-Z][^`_{}<>]*?\.(?= [A-Z]|$)", sentence)
    assert first and len(first[0]) <= LONGEST_SENTENCE and sentence.endswith("."), "plain words, from a capital to a full stop"
    strange = set(re.findall(r"`(\w+)`", sentence)) - set(told.inputs)
    assert not strange and "_" not in re.sub(r"`\w+`", "", sentence), "only what is asked for may stand as it is typed"


def test_every_operation_of_a_room_stands_in_its_services() -> None:
    elsewhere = [
        path.relative_to(PACKAGE).as_posix()
        for path in modules("src/milepost/apps", "src/milepost/api", "src/milepost/cli", "src/milepost/config")
        if "services" not in (path.stem, path.parent.name)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "operation"
    ]
    assert not elsewhere
