"""The words that `milepost` knows without a house."""

from difflib import get_close_matches

OWN = frozenset({"plan", "sample", "demo", "version", "serve", "worker", "setup-house", "backup", "restore", "check", "explain"})
"""Commands; any other word is an entity of the house."""


def nearest(word: str, others: tuple[str, ...] = ()) -> str:
    """What to do about a word that is no command."""
    near = get_close_matches(word, [*sorted(OWN), *others], n=1)
    return f"Did you mean {near[0]}? See milepost --help." if near else ""
