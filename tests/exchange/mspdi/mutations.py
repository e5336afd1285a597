"""Mutations that know what an MSPDI document is made of: elements go, come twice, change places and values; bytes flip and end."""

import copy
import random
from collections.abc import Callable

from lxml import etree

VALUES = (
    "",
    " ",
    "-1",
    "0",
    "1",
    "2",
    "7",
    "99999999999999999999",
    "-65535",
    "1e400",
    "NaN",
    "0x10",
    "١٢",
    "PT",
    "P",
    "PT-8H0M0S",
    "-PT8H0M0S",
    "PT999999999999H0M0S",
    "P1DT0H0M0S",
    "PT0.5S",
    "2026-02-30T08:00:00",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "2999-12-31T24:00:00",
    "2026-01-05T08:00:00+14:00",
    "2026-01-05",
    "24:00:00",
    "true",
    "\u202e\U0001f4a5",
    "x" * 2000,
)


def _leaves(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str) and len(element) == 0]


def _any(root: etree._Element, chance: random.Random) -> etree._Element:
    return chance.choice([element for element in root.iter() if element is not root])


def delete(root: etree._Element, chance: random.Random) -> None:
    """An element goes, with all in it."""
    element = _any(root, chance)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def double(root: etree._Element, chance: random.Random) -> None:
    """An element comes twice, the second time somewhere beside."""
    element = _any(root, chance)
    parent = element.getparent()
    if parent is not None:
        parent.insert(chance.randrange(len(parent) + 1), copy.deepcopy(element))


def move(root: etree._Element, chance: random.Random) -> None:
    """An element moves into another one."""
    element, target = _any(root, chance), _any(root, chance)
    if element not in target.iterancestors() and element is not target:
        target.insert(chance.randrange(len(target) + 1), element)


def shuffle(root: etree._Element, chance: random.Random) -> None:
    """The children of an element change places."""
    parent = chance.choice([element for element in root.iter() if len(element) > 1])
    children = list(parent)
    chance.shuffle(children)
    parent[:] = children


def change(root: etree._Element, chance: random.Random) -> None:
    """A value becomes an awkward one."""
    chance.choice(_leaves(root)).text = chance.choice(VALUES)


def exchange(root: etree._Element, chance: random.Random) -> None:
    """A value becomes that of another element."""
    leaves = _leaves(root)
    chance.choice(leaves).text = chance.choice(leaves).text


def rename(root: etree._Element, chance: random.Random) -> None:
    """An element takes the name of another one."""
    element, other = _any(root, chance), _any(root, chance)
    element.tag = other.tag


OF_TREES: tuple[Callable[[etree._Element, random.Random], None], ...] = (delete, double, move, shuffle, change, change, exchange, rename)


def mutated(data: bytes, seed: int) -> bytes:
    """The document after one to four mutations; the same for the same seed."""
    chance = random.Random(seed)
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, 4)):
        if len(root) > 1:
            chance.choice(OF_TREES)(root, chance)
    encoding = chance.choice(("UTF-8", "UTF-8", "UTF-16", "ISO-8859-1"))
    found = bytes(etree.tostring(root, xml_declaration=True, encoding=encoding))  # type: ignore[arg-type]
    kind = chance.randrange(10)
    if kind == 0:
        return found[: chance.randrange(len(found))]
    if kind == 1:
        flipped = bytearray(found)
        for _ in range(chance.randint(1, 8)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    return found
