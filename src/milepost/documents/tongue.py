"""The language that documents are made and written in: British English where nobody says another."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Protocol

from milepost.documents import tree
from milepost.documents.tree import Cell, Document
from milepost.values.sentence import DAY, MINUTE, MONTH, SHORT_MONTH, English, Said, Tongue


class Speech(Tongue, Protocol):
    """A language as documents need it: `language` is its tag, "en-GB"."""

    @property
    def language(self) -> str:
        """ "en-GB"."""

    def pattern(self, form: str) -> str:
        """How a spreadsheet writes a day (DAY) or a moment (MINUTE): "dd mmm yyyy"."""


class British(English):
    """The language of the source. A day that no template gives a form is written as documents write days."""

    language = "en-GB"
    patterns: Mapping[str, str] = {DAY: "dd mmm yyyy", MINUTE: "dd mmm yyyy hh:mm"}

    def value(self, value: Any, form: str) -> str:
        return super().value(value, form or (DAY if type(value) is date else ""))

    def pattern(self, form: str) -> str:
        """As `value` writes it."""
        return self.patterns[form]


BRITISH = British()
_SPOKEN: ContextVar[Speech] = ContextVar("spoken", default=BRITISH)


def spoken() -> Speech:
    """The language of what is made or written now."""
    return _SPOKEN.get()


@contextmanager
def speaking(tongue: Speech) -> Iterator[None]:
    """Until the end of the block documents are made and written in that language."""
    before = _SPOKEN.set(tongue)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def told(text: str) -> str:
    """A sentence in the language that is spoken; any other text is data, and stays as it is."""
    return text.told(spoken()) if isinstance(text, Said) else text


def phrase(template: str, **values: Any) -> str:
    """What renderers write many times: a template with texts and whole numbers, told; without the cost of a sentence in the language of
    the source."""
    tongue = spoken()
    return template.format(**values) if tongue is BRITISH else Said(template, values).told(tongue)


def month_name(number: int, *, short: bool = False) -> str:
    """What the month of that number is called."""
    return spoken().value(date(2000, number, 1), SHORT_MONTH if short else MONTH)


def in_tongue(document: Document) -> Document:
    """The document with every sentence in it told in the language that is spoken, which it says of itself; data stays as it is."""
    found: Document = _told(document)
    return found if found.language == spoken().language else replace(found, language=spoken().language)


def _told(value: Any) -> Any:
    """What has no sentence in it is given back as the same object."""
    kind: Any = type(value)
    if kind is Said:
        text = value.told(spoken())
        return value if text == value else text
    if kind is str or value is None or (kind is Cell and type(value.value) is not Said and type(value.text) is not Said):
        return value
    if kind is tuple:
        found = tuple(_told(one) for one in value)
        return value if all(one is other for one, other in zip(found, value, strict=True)) else found
    changed = {name: after for name in _names(kind) if (after := _told(before := getattr(value, name))) is not before}
    return replace(value, **changed) if changed else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Of what stands where in a node; nothing of what is none."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) and kind.__module__.startswith(tree.__name__) else ()
