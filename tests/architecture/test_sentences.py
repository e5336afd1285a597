"""What is said to people can be translated: no refusal and no fault is made of a plain text, which no catalogue could know."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, modules, tree_of

SENTENCES: dict[str, tuple[int, ...]] = {
    "Fault": (1,),
    "Unread": (1,),
    "Refused": (0,),
    "Denied": (0,),
    "Missing": (0,),
    "Busy": (0,),
    "WrongState": (0,),
    "Stale": (0,),
    "Refusal": (1,),
    "Verdict": (2,),
    "Problem": (2, 3),
    "row_fault": (3, 4),
    "_NoWay": (0,),
    "Bomb": (0,),
}
"""By what is made the places of its sentences."""
NODES: dict[str, tuple[int, ...]] = {
    "Callout": (1,),
    "Cell": (0, 1),
    "Column": (0,),
    "Fact": (0, 1),
    "Figure": (0, 2),
    "KeyFigure": (0, 1, 2, 3),
    "Paragraph": (0,),
    "Section": (0,),
    "Table": (0,),
}
"""The same of documents."""
WORDS = ("message", "remedy", "why", "label", "empty", "explanation", "subtitle", "text", "title")
"""Keywords of both that hold one."""
MADE = re.compile(r"\b(" + "|".join(SENTENCES) + r")\(")
FLOORS = ("kernel", "apps", "web", "api", "exchange")
COMMANDS_ONLY = PACKAGE / "kernel" / "installation"
"""Backups and restores are made by a command, whose language is English."""


def plain(node: ast.expr, found: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """The parts of an expression that are a text as it stands; `found` has what the names of the module are given."""
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("[A-Za-z]{2}", node.value)
    ):
        yield node
    elif isinstance(node, ast.BinOp):
        yield from plain(node.left, found)
        yield from plain(node.right, found)
    elif isinstance(node, ast.IfExp):
        yield from plain(node.body, found)
        yield from plain(node.orelse, found)
    elif isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from plain(one, found)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("join", "format"):
        yield from [node] if isinstance(node.func.value, ast.Constant | ast.JoinedStr) else []
    elif isinstance(node, ast.Name):
        for one in found.pop(node.id, ()):
            yield from plain(one, found)


def given_in(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What names are given, by name."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found.setdefault(node.target.id, []).append(node.value)
    return found


def untranslatable(tree: ast.Module, sentences: dict[str, tuple[int, ...]] = SENTENCES) -> Iterator[int]:
    """The lines in which a sentence is made of a plain text."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in [tree, *functions]:
        given = {name: values for name, values in given_in(tree).items() if name.isupper()} | (given_in(scope) if scope is not tree else {})
        for node in ast.walk(scope):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name not in sentences:
                continue
            assert isinstance(node, ast.Call)
            told = [node.args[place] for place in sentences[name] if place < len(node.args)]
            told += [word.value for word in node.keywords if word.arg in WORDS]
            yield from (node.lineno for one in told for _ in plain(one, dict(given)))


@pytest.mark.parametrize("path", modules(*(f"src/milepost/{floor}" for floor in FLOORS)), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_refused_can_be_said_in_any_language(path: Path) -> None:
    if COMMANDS_ONLY in path.parents or "styleguide" in path.parts:
        return
    lines = sorted(set(untranslatable(tree_of(path)))) if MADE.search(path.read_text("utf-8")) else []
    assert not lines, f"{path.name}, lines {lines}: write said('…{{name}}…', name=…) of milepost.values"


DOCUMENTS = sorted({PACKAGE / "kernel" / "documents", *PACKAGE.glob("apps/*/documents")})


@pytest.mark.parametrize(
    "path", [one for folder in DOCUMENTS for one in sorted(folder.glob("*.py"))], ids=lambda path: path.parent.parent.name + "." + path.stem
)
def test_what_documents_say_can_be_said_in_any_language(path: Path) -> None:
    lines = sorted(set(untranslatable(tree_of(path), NODES)))
    assert not lines, f"{path.name}, lines {lines}: write said('…{{name}}…', name=…) of milepost.values"


@pytest.mark.parametrize(
    "text",
    [
        'raise Denied("You may not.")',
        'raise Missing(f"There is no {one}.")',
        'def f():\n    told = "a" + f"b {c}"\n    raise Invalid({"": [Fault("code", told)]})',
        'TOLD = "Gone for good."\ndef f():\n    raise Missing(TOLD)',
        'raise Unread("code", "this is {}".format(one))',
        'raise Denied(said("One.") if one else "Another.")',
    ],
)
def test_a_plain_text_is_found(text: str) -> None:
    assert list(untranslatable(ast.parse(text)))


@pytest.mark.parametrize("text", ['Column("Who")', 'Section(f"{one} days", (), label=said("Days"))', 'row(Cell(1, text="never"))'])
def test_a_plain_text_of_a_document_is_found(text: str) -> None:
    assert list(untranslatable(ast.parse(text), NODES))


FINE = ['raise Denied(said("You may not."))', 'raise Missing(_("Gone."))', "raise Unread(unread.code, unread.message)"]


@pytest.mark.parametrize("text", FINE)
def test_what_can_be_translated_is_left_alone(text: str) -> None:
    assert not list(untranslatable(ast.parse(text)))
