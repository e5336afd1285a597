"""Languages that nobody speaks, made from every word that can be translated: in one each word stands in marks, the other is written from
right to left. What stands in a page without marks is either data or can never be translated."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.utils import formats
from django.utils.translation import trans_real

from milepost.web.shell.words import words_of_scripts
from tools.words import Word, compiled, gathered, read

OPEN, SHUT = "⟦", "⟧"
MARKED, RIGHTWARD = "en-xm", "ar-xr"


def write(folder: Path) -> None:
    """The catalogues, as Django looks for them."""
    words: dict[Word, tuple[str, str]] = {word: (mark(word[0]), mark(word[1])) for word in [*gathered(), *_of_others()]}
    for name in ("en_XM", "ar_XR"):
        place = folder / name / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        (place / "django.mo").write_bytes(compiled(words, name))


def mark(text: str) -> str:
    """A text in marks; what is put into it stays as it is."""
    return f"{OPEN}{text}{SHUT}" if text else ""


def _of_others() -> list[Word]:
    """What Django and the log-in say themselves, from catalogues they ship."""
    import allauth
    import django

    found = []
    for package, place in ((django, "conf/locale/de"), (django, "contrib/auth/locale/de"), (allauth, "locale/de")):
        file = Path(package.__file__ or "").parent / place / "LC_MESSAGES" / "django.po"
        found += list(read(file.read_text("utf-8")))
    return [word for word in found if not re.match(r"[a-zA-Z]\.?[a-zA-Z]?\.?$", word[0])]


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("locale")
    write(folder)
    return folder


@pytest.fixture
def marked(catalogues: Path, settings: Any) -> Iterator[None]:
    """The house knows the two languages."""
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, catalogues]
    settings.LANGUAGES = [*settings.LANGUAGES, (MARKED, "Marked"), (RIGHTWARD, "Rightward")]
    _forget()
    yield
    _forget()


def _forget() -> None:
    trans_real._translations = {}
    trans_real._default = None
    for one in (trans_real.get_languages, trans_real._get_supported_language_variant, trans_real.translation_catalog_exists):
        one.cache_clear()
    words_of_scripts.cache_clear()
    formats.reset_format_cache()


class Texts(HTMLParser):
    """What people read in a page: text and the attributes that are read out or shown. `data` are values between marks."""

    READ = ("aria-label", "placeholder", "title", "alt")
    APART = ("script", "style", "code", "kbd", "svg", "time", "textarea")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.apart: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        self.found += [told[name] or "" for name in self.READ if told.get(name)]
        if tag in self.APART or told.get("translate") == "no":
            self.apart.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.apart and self.apart[-1] == tag:
            self.apart.pop()

    def handle_data(self, text: str) -> None:
        if not self.apart and text.strip():
            self.found.append(text)


WORD = re.compile(r"[A-Za-z]{2,}")


def unmarked(html: str, data: set[str]) -> set[str]:
    """Words that stand in no marks and are none of the data."""
    reader, ours = Texts(), any_of(frozenset(data))
    reader.feed(html)
    left: set[str] = set()
    depth = 0
    for text in reader.found:
        outside = ""
        for letter in text:
            depth += {OPEN: 1, SHUT: -1}.get(letter, 0)
            outside += letter if depth == 0 and letter not in (OPEN, SHUT) else " "
        if WORD.search(outside) and WORD.search(outside := ours.sub(" ", outside)):
            left.add(" ".join(outside.split()))
    return left


@lru_cache(8)
def any_of(data: frozenset[str]) -> re.Pattern[str]:
    """Any of the texts as words of their own, the longest first."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in sorted(data, key=len, reverse=True))})(?!\w)")
