"""A language that nobody speaks, in other letters than English: what still stands in English letters is data, or can never be translated,
wherever a text was cut."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest

from tests.web.marked import _forget, _of_others
from tools.words import compiled, gathered

CIPHERED = "en-xc"
OTHER = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхийклмнопярстувшчызАБЦДЕФГХИЙКЛМНОПЯРСТУВШЧЫЗ")


def ciphered_text(text: str) -> str:
    """In other letters; what stands in {…} and %(…)s is put in later."""
    parts = re.split(r"(\{[^}]*\}|%\([^)]*\)\w|%%)", text)
    return "".join(part if place % 2 else part.translate(OTHER) for place, part in enumerate(parts))


@pytest.fixture(scope="session")
def cipher_catalogue(tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("cipher")
    words = {word: (ciphered_text(word[0]), ciphered_text(word[1])) for word in [*gathered(), *_of_others()]}
    place = folder / "en_XC" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(compiled(words, "en_XC"))
    return folder


@pytest.fixture
def ciphered(cipher_catalogue: Path, settings: Any) -> Iterator[None]:
    """The house knows it, and how it writes days and numbers."""
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, cipher_catalogue]
    settings.LANGUAGES = [*settings.LANGUAGES, (CIPHERED, "Ciphered")]
    settings.FORMAT_MODULE_PATH = ["tests.web.nobodys_formats", *settings.FORMAT_MODULE_PATH]
    _forget()
    yield
    _forget()


class _Texts(HTMLParser):
    """What is read in a page, pictures included: text and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.apart = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.apart += tag == "style"
        self.found += [value or "" for name, value in attributes if name in ("aria-label", "alt", "title")]

    def handle_endtag(self, tag: str) -> None:
        self.apart -= tag == "style"

    def handle_data(self, text: str) -> None:
        if not self.apart:
            self.found.append(text)


def read_of(content: bytes, form: str) -> str:
    """What somebody reads in a file, with what its programs show of it."""
    if form == "pdf":
        reader = pypdf.PdfReader(BytesIO(content))
        return "\n".join([str((reader.metadata or {}).get("/Title")), *(page.extract_text() for page in reader.pages)])
    if form == "html":
        texts = _Texts()
        texts.feed(content.decode())
        return "\n".join(texts.found)
    with ZipFile(BytesIO(content)) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(".xml")}
    if form == "docx":
        told = re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", parts["word/document.xml"])
        described = re.findall(r'(?:descr|w:tblCaption w:val)="([^"]*)"', parts["word/document.xml"])
        return "\n".join([*told, *described, *re.findall(r"<dc:(?:title|subject)>([^<]*)<", parts["docProps/core.xml"])])
    told = re.findall(r"<t(?: [^>]*)?>([^<]*)<", parts["xl/sharedStrings.xml"])
    sheets = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"])
    return "\n".join([*told, *sheets, *re.findall(r"<dc:(?:title|subject)>([^<]*)<", parts["docProps/core.xml"])])


def english_in(text: str, data: set[str]) -> set[str]:
    """Words in English letters that are none of the data; addresses and permissions are data as well."""
    text = " ".join(text.split())  # on paper data is broken into lines
    for one in sorted(data, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z])", " ", text)
    text = re.sub(r"[\w.-]+@[\w.-]+|\b[a-z-]+\.[a-z-]+\b|\b[A-Z]{2,4}-\d+\b|\bP\d\d\b|\b[0-9a-f]{64}\b|SHA-256", " ", text)
    return set(re.findall(r"[A-Za-z]{2,}", text))
