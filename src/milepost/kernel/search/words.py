"""Words as they are compared: without case and diacritics, letters and figures only."""

import re
import unicodedata

MOST_ASKED = 8
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def words_of(text: str) -> list[str]:
    """ "Łódź, ORG-12" gives łodz, org, 12: the same for what is indexed and for what is asked, on either database."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def asked_words(text: str) -> list[str]:
    """The words of a question, of which the first few count."""
    return words_of(text)[:MOST_ASKED]
