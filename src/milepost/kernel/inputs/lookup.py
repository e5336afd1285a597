"""One of the words of a list that the house extends itself."""

from dataclasses import dataclass

from milepost.kernel.inputs.input import Json
from milepost.kernel.inputs.text import Text


@dataclass(frozen=True, kw_only=True)
class Lookup(Text):
    """A word of the list `lookup`; `first` are its words until somebody makes the list. That it is one of them is found where the
    operation runs, for all words of a set at once; a word that is offered no more stays in the records that have it."""

    lookup: str
    first: tuple[str, ...] = ()
    most: int = 100

    def example(self, number: int = 1) -> Json:
        return self.first[number % len(self.first)] if self.first else super().example(number)
