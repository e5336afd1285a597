"""When two names mean the same person: equal after normalising; and when that is only likely, so that a person must be asked."""

import re
import unicodedata
from collections.abc import Iterable, Mapping


def name_key(name: str) -> str:
    """A name for comparing: Unicode-normalised, case folded, one space between words. "Smith, John" stays "smith, john"."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def email_key(email: str) -> str:
    """An e-mail address for comparing; "" when it is none."""
    key = unicodedata.normalize("NFKC", email).strip().casefold().removeprefix("mailto:")
    return key if re.fullmatch(r"[^@\s]+@[^@\s]+", key) else ""


def why_similar(one: str, other: str) -> str:
    """Why two names that are not equal may mean the same person, as a clause for a message; "" when nothing suggests it."""
    first, second = _words(one), _words(other)
    if not first or not second or name_key(one) == name_key(other):
        return ""
    if first == second:
        return "they differ only in accents or punctuation"
    if sorted(first) == sorted(second):
        return "the same words in another order"
    if _initials(first, second) or _initials(_surname_last(one), _surname_last(other)):
        return "one may be the other with an initial"
    if _one_letter_apart(" ".join(first), " ".join(second)):
        return "they differ in one letter"
    return ""


def similar_candidates(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Names by the words they contain, for looking up which others are worth comparing. Words more than 200 names share are left out."""
    by_word: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        for word in dict.fromkeys(_words(name)):
            by_word.setdefault(word, []).append(name)
    return {word: tuple(found) for word, found in by_word.items() if len(found) <= 200}


def similar_names(name: str, index: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Names of an index that may mean the same person, each with the reason, in the index's order."""
    found: dict[str, str] = {}
    for word in _words(name):
        for other in index.get(word, ()):
            if other not in found and (why := why_similar(name, other)):
                found[other] = why
    return found


def _words(name: str) -> list[str]:
    """Words in lower case without accents and punctuation, in the order written."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _surname_last(name: str) -> list[str]:
    """Words with what stands before a comma moved to the end: "Smith, J." as "j smith"."""
    last, comma, first = name.partition(",")
    return _words(first) + _words(last) if comma else _words(name)


def _initials(one: list[str], other: list[str]) -> bool:
    """Same last word, and each earlier word equal or one the other's initial; middle names may be missing."""
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    matched = all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)) for a, b in zip(short, long, strict=False)
    )
    return matched


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter changed, added, left out or two neighbours swapped, in names of six letters and more; digits must agree."""
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1 or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    a, b = one[begin:], other[begin:]
    swapped = len(a) >= 2 and len(b) >= 2 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
