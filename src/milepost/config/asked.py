"""Values of the environment, read with a message that names the variable."""

import os
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit


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


def parts_of(name: str, url: str, example: str) -> SplitResult:
    """The parts of a URL. Raises ValueError, without the URL itself: a password may stand in it."""
    try:
        return urlsplit(url)
    except ValueError:
        told = "a [ or ] in a name or a password is written %5B or %5D"
        raise ValueError(f"{name} cannot be read as an address; expected for example {example}; {told}") from None
