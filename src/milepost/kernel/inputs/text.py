"""Text in one line or several, and addresses of mail."""

import re
import unicodedata
from dataclasses import dataclass

from milepost.kernel.inputs.input import Input, Json, Unread, shown
from milepost.values import said

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings and overrides: they can make text read as what it is not. Plain right-to-left letters and marks stay."""
MARKS = 30
"""Marks that one letter bears at most, as in Unicode's stream-safe format (UAX 15): more make composing slow, and are no writing."""
SHRINKS = 4
"""So many characters become one at most where text is composed."""
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, kw_only=True)
class Text(Input):
    """One line of at most `most` characters, in Unicode's composed form (NFC); spaces around it go."""

    most: int = 200
    least: int = 0

    def read(self, raw: Json) -> str:
        if not isinstance(raw, str):
            raise Unread("not-text", said("{raw} is no text.", raw=shown(raw)))
        text = self._cleared(raw)
        if len(text) <= self.most * SHRINKS:
            _check_marks(text)
            text = unicodedata.normalize("NFC", text)
        if len(text) > self.most:
            raise Unread("too-long", said("this has {count:,} characters; at most {most:,} are kept.", count=len(text), most=self.most))
        if len(text) < self.least:
            raise Unread("too-short", said("this has {count} characters; at least {least} are needed.", count=len(text), least=self.least))
        for place, letter in enumerate(text):
            if self._unwanted(letter):
                name = unicodedata.name(letter, f"U+{ord(letter):04X}")
                raise Unread("control-character", said("character {place} ({name}) is no text; leave it out.", place=place + 1, name=name))
        return text

    def _cleared(self, raw: str) -> str:
        return raw.strip()

    def _unwanted(self, letter: str) -> bool:
        return letter in _BIDI or unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") or letter in "\u2028\u2029"

    def example(self, number: int = 1) -> Json:
        return (
            f"{self.label or 'Text'} {number}"[: self.most].ljust(self.least, "x")
            if self.most > 8
            else f"{number:0{self.most}d}"[-self.most :]
        )

    def schema(self) -> dict[str, Json]:
        found: dict[str, Json] = {"type": "string", "maxLength": self.most}
        return found | ({"minLength": self.least} if self.least else {})


def _check_marks(text: str) -> None:
    if text.isascii():
        return
    run = 0
    for place, letter in enumerate(text):
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > MARKS:
            raise Unread(
                "too-many-marks",
                said("before character {place} stand more than {marks} marks on one letter; leave them out.", place=place + 1, marks=MARKS),
            )


@dataclass(frozen=True, kw_only=True)
class LongText(Text):
    """Text of several lines; line ends become one kind."""

    most: int = 20_000

    def _cleared(self, raw: str) -> str:
        return raw.replace("\r\n", "\n").replace("\r", "\n").strip()

    def _unwanted(self, letter: str) -> bool:
        return letter not in "\n\t" and super()._unwanted(letter)


@dataclass(frozen=True, kw_only=True)
class Address(Text):
    """An address of mail; the part after @ is kept in small letters."""

    most: int = 254

    def read(self, raw: Json) -> str:
        text = super().read(raw)
        if not _MAIL.fullmatch(text):
            raise Unread("no-address", said("{raw} is no address of mail; expected one such as ann@example.org.", raw=shown(raw)))
        name, _, host = text.rpartition("@")
        return f"{name}@{host.lower()}"

    def example(self, number: int = 1) -> Json:
        return f"somebody.{number}@example.org"

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "email", "maxLength": self.most}
