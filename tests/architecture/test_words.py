"""One word for one thing: reserved words stay free, and the words of entities and operations stand in the glossary."""

import argparse
import re

import pytest

from milepost.api.urls import word
from milepost.cli.house.across import ACROSS
from milepost.cli.main import make_parser
from milepost.cli.words import OWN
from milepost.kernel.entity import Entity, entities
from milepost.kernel.entity.registry import RESERVED
from milepost.kernel.operations import Operation, operations
from milepost.kernel.questions import Question, questions
from tests.architecture.tree import ROOT

DERIVED = {"erase subject", "export subject"}
"""Operations that the kernel derives for many entities; they have rows of their own."""
GLOSSARY = (ROOT / "docs" / "GLOSSARY.md").read_text("utf-8")


def rows_of(page: str) -> dict[str, set[str]]:
    """By each bold word in the first cell of a table's row all bold words of that row."""
    found = {}
    for first, rest in re.findall(r"^\| (.+?) \| (.+) \|$", page, flags=re.MULTILINE):
        for one in bold(first):
            found[one] = bold(first) | bold(rest)
    return found


def bold(text: str) -> set[str]:
    """What stands in bold, each of several apart."""
    return {one.strip().casefold() for words in re.findall(r"\*\*(.+?)\*\*", text) for one in words.split(",")}


def test_no_command_of_milepost_can_name_an_entity() -> None:
    (choices,) = (action.choices for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    assert set(choices) == OWN
    assert not (OWN | ACROSS) - RESERVED, "add it to RESERVED in kernel/entity/registry.py"
    assert not {one.name for one in entities()} & RESERVED


@pytest.mark.parametrize("named", [*operations(), *questions()], ids=lambda one: one.name)
def test_no_operation_is_called_what_a_door_does_itself(named: Operation | Question) -> None:
    assert named.name.rpartition(".")[2] not in {"list", "show", "history", "comment", "comments", "attach", "attachments", "tags", "links"}


def test_no_two_entities_share_an_address() -> None:
    addresses = [word(one) for one in entities()]
    assert len(set(addresses)) == len(addresses)
    prefixes = [one.prefix for one in entities() if one.prefix]
    assert len(set(prefixes)) == len(prefixes)


def test_names_are_singular_words_with_hyphens() -> None:
    assert all(
        re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        for name in [*(e.name for e in entities()), *(o.verb for o in operations()), *(q.word for q in questions())]
    )


@pytest.mark.parametrize("entity", entities(), ids=lambda one: one.name)
def test_every_entity_has_its_row_in_the_glossary_with_its_operations(entity: Entity) -> None:
    row = rows_of(GLOSSARY).get(entity.singular)
    assert row is not None, f"add a row **{entity.singular}** to docs/GLOSSARY.md"
    words = [one.verb for one in operations(entity) if one.kind == "verb"] + [one.word for one in questions(entity)]
    lacking = {word.replace("-", " ") for word in words} - row - DERIVED
    assert not lacking, f"say in the row **{entity.singular}** of docs/GLOSSARY.md what these mean, each in bold"


@pytest.mark.parametrize("derived", sorted(DERIVED))
def test_every_derived_operation_has_a_row_of_its_own(derived: str) -> None:
    assert derived in rows_of(GLOSSARY)


def test_a_row_is_read_with_its_operations() -> None:
    page = "| word | meaning |\n| --- | --- |\n| **leave, time off** (holiday) | days away. **approve**: yes; **refuse**: no |\n"
    assert rows_of(page) == {word: {"leave", "time off", "approve", "refuse"} for word in ("leave", "time off")}
