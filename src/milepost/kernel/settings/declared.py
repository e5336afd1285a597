"""Which settings there are: each room declares its own."""

from dataclasses import dataclass
from typing import Any

from milepost.kernel.inputs import Input

_known: dict[str, "SettingKind"] = {}


@dataclass(frozen=True)
class SettingKind:
    """`usual` is the value until somebody changes it, as `input.read` gives it; `input.help` says what it does."""

    name: str
    input: Input
    usual: Any


def declare(kind: SettingKind) -> SettingKind:
    """Make a setting known. Raises ValueError for a name that is taken, and Unread for a usual value that the input would not take."""
    if _known.get(kind.name, kind) is not kind:
        raise ValueError(f"two settings are called '{kind.name}'")
    kind.input.read(kind.input.write(kind.usual))
    _known[kind.name] = kind
    return kind


def declared() -> dict[str, SettingKind]:
    """All of them by name."""
    return {name: _known[name] for name in sorted(_known)}
