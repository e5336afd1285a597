"""Words as they are compared: without case and diacritics, letters and figures only."""

import re
import unicodedata
from collections.abc import Sequence

MOST_ASKED = 8
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def words_of(text: str) -> list[str]:
    """ "Łódź, ORG-12" gives łodz, org, 12: the same for what is indexed and for what is asked, on either database."""
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def asked_words(text: str) -> list[str]:
    """The words of a question, of which the first few count."""
    return words_of(text)[:MOST_ASKED]


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was asked for, or begins so."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _WORD.finditer(text):
        folded = "".join(words_of(found[0]))
        if any(folded.startswith(word) for word in words):
            if found.start() > at:
                pieces.append((text[at : found.start()], False))
            pieces.append((found[0], True))
            at = found.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
