"""Values of the environment, read with a message that names the variable."""

import os
from collections.abc import Sequence


def whole(name: str, usual: int) -> int:
    """A whole number from 0. Raises ValueError."""
    text = os.environ.get(name, "").strip()
    if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(f"{name} is '{text[:40]}'; expected a whole number such as {usual}")
    return int(text) if text else usual


def one_of(name: str, usual: str, words: Sequence[str]) -> str:
    """One of several words, in capitals or not. Raises ValueError."""
    text = os.environ.get(name, "").strip().upper() or usual
    if text not in words:
        raise ValueError(f"{name} is '{text[:40]}'; expected one of {', '.join(words)}")
    return text
