"""Compares documents element by element: what of one is missing in another, and whether the order is the schema's."""

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from lxml import etree

from milepost.exchange.mspdi.order import ASSIGNMENT, CALENDAR, NAMESPACE, PROJECT, RESOURCE, TASK

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SPAN = re.compile(r"PT(\d+)H(\d+)M(\d+)S")
_RANKS = {"Project": PROJECT, "Calendar": CALENDAR, "Task": TASK, "Resource": RESOURCE, "Assignment": ASSIGNMENT}


def _normal(text: str | None) -> str:
    """One text for one value: 1.00 and 1 are the same number, PT7H59M60S and PT8H0M0S the same duration."""
    text = (text or "").strip()
    if _NUMBER.fullmatch(text):
        return str(Decimal(text).normalize() + 0)
    if span := _SPAN.fullmatch(text):
        hours, minutes, seconds = map(int, span.groups())
        return str(hours * 3600 + minutes * 60 + seconds)
    return text


def elements(data: bytes) -> Counter[tuple[str, str]]:
    """Every element with its path and value. Empty leaves are left out: they say nothing."""
    found: Counter[tuple[str, str]] = Counter()

    def walk(parent: etree._Element, path: str) -> None:
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            below = f"{path}/{etree.QName(child).localname}"
            if len(child) or (child.text or "").strip():
                found[below, "" if len(child) else _normal(child.text)] += 1
            walk(child, below)

    walk(etree.fromstring(data), "")
    return found


def disorder(data: bytes) -> list[str]:
    """Places where a known element comes after one it should precede."""
    found = []
    for parent in etree.fromstring(data).iter():
        ranks = _RANKS.get(etree.QName(parent).localname, {})
        names = [name for child in parent if (name := etree.QName(child).localname) in ranks]
        found += [f"{one} before {other}" for one, other in pairwise(names) if ranks[one] > ranks[other]]
    return found


def without_additions(data: bytes, table: Path) -> etree._Element:
    """The document without the elements that versions after the schema's (2007) added."""
    known = {line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines()}
    known |= {path.replace("TimephasedDataType", "TimephasedData") for path in known}

    def strip(parent: etree._Element, path: str) -> None:
        for child in list(parent):
            name = etree.QName(child).localname
            below = f"{path}/{name}"
            if (
                name in ("WorkingTimes", "WorkingTime", "FromTime", "ToTime", "TimephasedData")
                or "/TimephasedData" in path
                or below in known
            ):
                strip(child, below)
            else:
                parent.remove(child)

    root = etree.fromstring(data)
    strip(root, "Project")
    assert root.tag == f"{{{NAMESPACE}}}Project"
    return etree.fromstring(etree.tostring(root))
