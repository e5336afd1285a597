"""The stack of rooms, as the import contract in pyproject.toml has it: the one place where their order is written."""

import tomllib
from collections.abc import Iterable, Iterator

from tests.architecture.tree import ROOT


def stack() -> list[str]:
    """The rooms, the lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["milepost.apps"])
    return [room.strip() for layer in reversed(layers) for room in layer.replace(":", "|").split("|")]


def heights() -> dict[str, int]:
    """How high every room lies; what frameworks and the kernel bring lies below them all."""
    return {"kernel": 0, **{room: height for height, room in enumerate(stack(), 1)}}


Leads = tuple[str, str, str]
"""From a room, to a room, by what: "people", "organisations", "Person.organisation"."""


def upwards(leads: Iterable[Leads]) -> Iterator[str]:
    """Those that lead to a higher room."""
    height = heights()
    return (f"{by}: {one} → {other}" for one, other, by in leads if height.get(one, 0) < height.get(other, 0))
