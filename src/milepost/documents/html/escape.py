"""Foreign text made safe for HTML: printable, escaped, and kept from turning its neighbours around when it runs right to left."""

from html import escape
from unicodedata import bidirectional

from milepost.documents.tree import Code, Inline, Link, Strong, Text, one_line, printable, runs

_TURNING = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"}


def words(text: str) -> str:
    """Escaped text; isolated in `<bdi>` when it holds a character that changes the direction of writing."""
    clean = printable(text)
    safe = escape(clean, quote=True)
    if not clean.isascii() and any(bidirectional(character) in _TURNING for character in clean):
        return f"<bdi>{safe}</bdi>"
    return safe


def words_plain(text: str) -> str:
    """Text for an attribute or the title element, where no markup may stand."""
    return words(one_line(text)).replace("<bdi>", "").replace("</bdi>", "")


def inline(text: Text) -> str:
    """A text with its inline runs."""
    return "".join(_run(each) for each in runs(text))


def _run(each: Inline) -> str:
    if isinstance(each, str):
        return words(each)
    if isinstance(each, Strong):
        return f"<strong>{words(each.text)}</strong>"
    if isinstance(each, Code):
        return f"<code>{words(each.text)}</code>"
    assert isinstance(each, Link)
    outside = "" if each.target.startswith("#") else ' rel="noreferrer"'
    return f'<a href="{escape(each.target, quote=True)}"{outside}>{words(each.text)}</a>'
