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
FLOORS = ("kernel", "apps", "web", "api", "exchange", "engine")
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


MADE_OF_TEXTS = ("said", "said_many", "listed", "Said", "cast")
NO_SENTENCES = {
    "risk/prepare.py": "names of streams of chance",
    "value/forecast.py": "formulas",
    "value/budget.py": "a word that answers keep",
    "compiled.py": "names of files",
}
"""Files of the engine whose texts nobody is told."""


def of_programs(tree: ast.Module) -> set[int]:
    """Texts that tell people nothing: of docstrings, of what programmers did wrong, of words that files keep, of types, of templates."""
    found: set[int] = set()
    for node in ast.walk(tree):
        found |= (
            {id(one.value) for one in getattr(node, "body", ()) if isinstance(one, ast.Expr)}
            if isinstance(node, ast.stmt | ast.Module)
            else set()
        )
        of_words = isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases)
        if isinstance(node, ast.Raise | ast.Assert) or of_words:
            found |= {id(one) for one in ast.walk(node)}
        elif isinstance(node, ast.JoinedStr):
            found |= {id(one) for one in node.values}
        elif isinstance(node, ast.FunctionDef):
            types = [node.returns, *(one.annotation for one in (*node.args.args, *node.args.kwonlyargs))]
            found |= {id(one) for kind in types if kind is not None for one in ast.walk(kind)}
        elif isinstance(node, ast.Subscript):
            found |= {id(one) for one in ast.walk(node.slice)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE_OF_TEXTS:
            found |= {id(one) for one in node.args if isinstance(one, ast.Constant)}
    return found


def plain_texts(tree: ast.Module) -> Iterator[int]:
    """The lines with a text that reads as a part of a sentence and is none that can be said otherwise."""
    left_out = of_programs(tree)
    for node in ast.walk(tree):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        text = re.sub(r"\{[^}]*\}", "", "{}".join(texts))
        told = re.search("[a-z]{2}", text) if isinstance(node, ast.JoinedStr) else re.search(r"[a-z]{2}.* | .*[a-z]{2}", text)
        if told and id(node) not in left_out:
            yield node.lineno  # type: ignore[attr-defined]


ENGINE = [one for one in modules("src/milepost/engine") if str(one.relative_to(PACKAGE / "engine")) not in NO_SENTENCES]


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(PACKAGE / "engine")))
def test_what_the_engine_tells_can_be_said_in_any_language(path: Path) -> None:
    lines = sorted(set(plain_texts(tree_of(path))))
    assert not lines, f"{path.name}, lines {lines}: write said('…{{name}}…', name=…) of milepost.values"


@pytest.mark.parametrize("text", ['told = f"{one} is late"', 'WHY = "a calendar ends"', 'Reason("code", one, "late" + " by a day")'])
def test_a_plain_text_of_the_engine_is_found(text: str) -> None:
    assert list(plain_texts(ast.parse(text)))


@pytest.mark.parametrize("text", ['told = said("{one} is late", one=1)', 'raise ValueError(f"no task {one}")', "name = f\"'{one}'\""])
def test_what_the_engine_may_write_is_left_alone(text: str) -> None:
    assert not list(plain_texts(ast.parse(text)))


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
