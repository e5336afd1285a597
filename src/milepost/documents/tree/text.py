"""Text of a document: plain strings and inline runs (strong, code, link), and the one place that makes foreign text safe to print."""

import re
from dataclasses import dataclass

# Characters that no format can carry: C0 and C1 controls except tab and newline, lone surrogates, Unicode's non-characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)[^\s<>\"'`\\{}|^]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the weight of their sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words to type or to compare letter by letter: a command, a file name, a task number."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `target`: an http(s) or mailto address, or "#anchor" of a section of the same document."""

    text: str
    target: str

    def __post_init__(self) -> None:
        if not _SAFE_LINK.match(self.target):
            raise ValueError(f"a link leads to http://, https://, mailto: or #anchor, not to {self.target[:80]!r}")


Inline = str | Strong | Code | Link
Text = str | tuple[Inline, ...]


def runs(text: Text) -> tuple[Inline, ...]:
    """The inline runs of a text; a plain string is one run."""
    return (text,) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """The text without its inline marks, made printable."""
    return "".join(printable(run if isinstance(run, str) else run.text) for run in runs(text))


def printable(text: str) -> str:
    """The text with every character that no output format can carry replaced by U+FFFD; nothing is dropped silently."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text made printable, on one line: for table cells, labels, titles."""
    return " ".join(printable(text).split())


def titled(text: str) -> str:
    """A heading, caption or title on one line; "Untitled" where there is nothing to read, for no format accepts an empty heading."""
    return one_line(text) or "Untitled"


def shortened(text: str, *, limit: int) -> str:
    """At most `limit` characters, the last being an ellipsis where text was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
