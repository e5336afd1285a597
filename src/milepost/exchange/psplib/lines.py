"""Numbers of an instance file, read line by line so that a message can name the line."""

import re

from milepost.exchange.psplib.instance import refused
from milepost.values import said

MOST_BYTES = 50_000_000
_NUMBER = re.compile(r"[+-]?\d{1,12}")


class Lines:
    """The lines of a file, one at a time, and its whole numbers."""

    def __init__(self, data: bytes, *, name: str) -> None:
        if not data.strip():
            raise refused("empty-file", name, said("The file is empty; expected an instance."))
        if len(data) > MOST_BYTES:
            raise refused(
                "too-large",
                name,
                said("The file has {many:,} bytes; at most {most_bytes:,} are read.", many=len(data), most_bytes=MOST_BYTES),
            )
        try:
            text = data.decode("utf-8-sig") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.decode("utf-16")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        self.name = name
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.number = 0

    def place(self, line: int | None = None) -> str:
        """Where a line is, for a person."""
        return f"{self.name} line {min(self.number if line is None else line, len(self.lines))}"

    def next_line(self, *, wanted: str) -> str:
        """The next line that is not empty. Raises Unreadable at the end of the file."""
        while self.number < len(self.lines):
            self.number += 1
            if text := self.lines[self.number - 1].strip():
                return text
        raise refused(
            "truncated",
            self.place(),
            said("The file ends here; expected {wanted}.", wanted=wanted),
            said("It may be cut short: fetch it again."),
        )

    def integers(self, *, wanted: str) -> list[int]:
        """Every word of the next line as a whole number."""
        return [self.integer(word, wanted=wanted) for word in self.next_line(wanted=wanted).split()]

    def integer(self, word: str, *, wanted: str) -> int:
        """A word as a whole number. Raises Unreadable naming the line."""
        if not _NUMBER.fullmatch(word):
            raise refused(
                "not-a-number", self.place(), said("'{word}' is not a whole number; expected {wanted}.", word=word[:40], wanted=wanted)
            )
        return int(word)


class Stream:
    """Whole numbers one after another across line ends, the way Patterson files are laid out."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._words: list[str] = []
        self._next = 0

    def take(self, *, wanted: str, low: int = 0, high: int | None = None) -> int:
        """The next number, checked to lie within bounds."""
        while self._next >= len(self._words):
            self._words = self.lines.next_line(wanted=wanted).split()
            self._next = 0
        value = self.lines.integer(self._words[self._next], wanted=wanted)
        self._next += 1
        if value < low or (high is not None and value > high):
            bounds = f"{low} or more" if high is None else f"{low} to {high}"
            raise refused(
                "out-of-range",
                self.lines.place(),
                said("{value} is out of range for {wanted}; expected {bounds}.", value=value, wanted=wanted, bounds=bounds),
            )
        return value

    def rest(self) -> str:
        """The first word that is left over, "" when all were taken."""
        if self._next < len(self._words):
            return self._words[self._next]
        for text in self.lines.lines[self.lines.number :]:
            self.lines.number += 1
            if text.strip():
                return text.split()[0]
        return ""
