"""What a list can be filtered by that is no column of its rows: who has a part in them, how they stand today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.kernel.inputs import Input


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """`where` makes the filter, of the actor and the values that were asked for; of several each does. What the actor may not know of the
    rows must not be told by it."""

    name: str
    input: Input
    where: Callable[[Any, Sequence[Any]], Any]

    @property
    def label(self) -> str:
        """What people call it."""
        return self.input.label or self.name.replace("_", " ").capitalize()
