"""One of a few words, and yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import listed, said, word

_YES = frozenset({"true", "yes", "1", "on", "y"})
_NO = frozenset({"false", "no", "0", "off", "n"})


@dataclass(frozen=True, kw_only=True)
class Choice(Input):
    """One of `options`, a word for programs to one for people; either is understood, whatever its case."""

    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", {name: word(label) for name, label in self.options.items()})

    def read(self, raw: Json) -> str:
        wanted = raw.strip().casefold() if isinstance(raw, str) else None
        for name, label in self.options.items():
            if wanted in (name.casefold(), label.casefold()):
                return name
        raise Unread("no-such-choice", said("{raw} is none of {options}.", raw=shown(raw), options=listed(self.options)))

    def example(self, number: int = 1) -> Json:
        return list(self.options)[number % len(self.options)]

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True, kw_only=True)
class Flag(Input):
    """Yes or no."""

    def read(self, raw: Json) -> bool:
        if isinstance(raw, bool):
            return raw
        word = raw.strip().casefold() if isinstance(raw, str) else ""
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise Unread("not-yes-or-no", said("{raw} is neither yes nor no.", raw=shown(raw)))

    def example(self, number: int = 1) -> Json:
        return number % 2 == 0

    def schema(self) -> dict[str, Json]:
        return {"type": "boolean"}
