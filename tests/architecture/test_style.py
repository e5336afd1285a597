"""The rules of docs/STYLE.md that a machine can check."""

import ast
import re

import pytest

from tests.architecture.tree import functions, modules, named, tracked, tree_of

LONGEST_FILE = 350
LONGEST_FUNCTION = 65
LONG_FOR_A_REASON = {"forward_node": "one node of the compiled forward pass: calls and tuples cost there"}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "base"}
MSPDI_WORDS = {"slack"}
"""Words of MS Project's file format that only the modules that spell that format may use; ours is in docs/GLOSSARY.md."""
MSPDI_FOLDERS = ("/exchange/", "/cli/")

MODULES = modules()
ALL_MODULES = modules("src", "tests", "tools", "bench")


@pytest.mark.parametrize("path", [path for path in MODULES if path.read_text("utf-8").strip()], ids=named)
def test_module_opens_with_the_sentence_that_says_what_it_is_for(path):
    docstring = ast.get_docstring(tree_of(path))
    assert docstring, f"{named(path)} has no docstring"
    first = docstring.split("\n\n")[0]
    assert first.rstrip().endswith((".", ":")), f"{named(path)} opens with no full sentence: {first!r}"


def test_no_file_is_longer_than_can_be_read_at_once():
    long = {named(path): lines for path in ALL_MODULES if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE}
    assert not long, f"past {LONGEST_FILE} lines (is there a second idea in them?): {long}"


def test_no_function_is_longer_than_can_be_read_at_once():
    long = {
        f"{named(path)}:{node.lineno} {node.name}": lines
        for path in MODULES
        for node in functions(tree_of(path))
        if node.name not in LONG_FOR_A_REASON and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long, f"past {LONGEST_FUNCTION} lines: {long}"


def test_no_module_has_a_name_that_says_nothing():
    # Django asks for the back end of a database in a module of this name.
    vague = [named(path) for path in MODULES if {path.stem, path.parent.name} & VAGUE and not named(path).endswith("kernel/sqlite/base.py")]
    assert not vague


def test_no_class_is_a_manager_or_helper():
    vague = [
        f"{named(path)} {node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Utils?)$", node.name)
    ]
    assert not vague


def test_public_functions_of_the_engine_and_values_say_what_they_take_and_give():
    silent = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in modules("src/milepost/engine", "src/milepost/values")
        for node in tree_of(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_names_use_the_glossary_not_other_tools_words():
    foreign = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in MODULES
        if not any(folder in path.as_posix() for folder in MSPDI_FOLDERS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and any(word in node.name.casefold() for word in MSPDI_WORDS)
    ]
    assert not foreign, "the word is float (docs/GLOSSARY.md)"


def test_no_file_names_a_place_that_exists_on_one_machine_only():
    # Written so that this file does not name them itself.
    places = re.compile(
        r"(?<![\w.:/])/(?:" + "|".join(["wo" + "rk", "op" + "t/dev", "op" + "t/pypi", "fa" + "rm", "ro" + "ot/\\.pyenv"]) + r")\b"
    )
    found = [
        f"{named(path)}:{number} {line.strip()[:80]}"
        for path in tracked()
        if path.suffix in {".py", ".md", ".toml", ".txt", ".yml", ".json", ".sh", ".xml", ".csv", ".typ", ".css", ".js", ""}
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if places.search(line)
    ]
    assert not found


def test_lock_files_name_no_package_index():
    found = [
        named(path)
        for path in tracked()
        if path.parent.name == "requirements" and re.search(r"https?://|file:|--(extra-)?index", path.read_text("utf-8"))
    ]
    assert not found
