"""Languages: how sentences, days and numbers are written for whoever reads, and the language that documents are made and written in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext, ngettext

from milepost.documents.tongue import BRITISH, speaking
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.models import Account
from milepost.values import listed, said
from milepost.values.sentence import DAY, MINUTE, MOMENT, MONTH, SHORT_DAY, SHORT_MONTH, WEEKDAY_MINUTE

WRITTEN = {DAY: "DATE_FORMAT", SHORT_DAY: "MONTH_DAY_FORMAT", MONTH: "F", SHORT_MONTH: "M"}
"""What formats of templates are called where languages say how they write days."""
IN_SHEETS = {
    "j": "d",
    "d": "dd",
    "D": "ddd",
    "l": "dddd",
    "n": "m",
    "m": "mm",
    "M": "mmm",
    "N": "mmm",
    "b": "mmm",
    "E": "mmmm",
    "F": "mmmm",
    "y": "yy",
    "Y": "yyyy",
    "o": "yyyy",
    "G": "h",
    "H": "hh",
    "g": "h",
    "h": "hh",
    "i": "mm",
    "s": "ss",
    "A": "AM/PM",
    "a": "AM/PM",
    "P": "h:mm AM/PM",
}
"""Letters of formats of days as spreadsheets know them."""


class Reader:
    """Whoever is answered: language and zone are those that are active."""

    @property
    def language(self) -> str:
        """Its tag: "en-US"."""
        return tag(translation.get_language() or settings.LANGUAGE_CODE)

    def one(self, template: str) -> str:
        """As the catalogues have it."""
        return gettext(template)

    def several(self, one: str, many: str, count: int) -> str:
        """As the catalogues have it for so many."""
        return ngettext(one, many, count)

    def value(self, value: Any, form: str) -> str:
        """Texts as they are."""
        if isinstance(value, datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            time = formats.time_format(local.time(), "TIME_FORMAT") if form in ("", MOMENT, MINUTE, WEEKDAY_MINUTE) or "%H" in form else ""
            weekday = f"{formats.date_format(local, 'D')} " if form == WEEKDAY_MINUTE else ""
            return weekday + _day(local.date(), form) + (f", {time}" if time else "")
        if isinstance(value, date):
            return _day(value, form)
        text = format(value, form)
        return _figures(text) if isinstance(value, int | float | Decimal) else text

    def pattern(self, form: str) -> str:
        """How a spreadsheet writes a day or a moment: as the language has it."""
        day, time = (formats.get_format(name) for name in ("DATE_FORMAT", "TIME_FORMAT"))
        return _in_sheets(f"{day} {time}" if form == MINUTE else day)


READER = Reader()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Until the end of the block documents are made and written in the language of that code or tag; in that of the source where it says
    nothing, for which no catalogue is loaded."""
    if language.lower() in ("", BRITISH.language.lower()):
        with speaking(BRITISH):
            yield
        return
    with translation.override(language.lower()), speaking(READER):
        yield


def languages() -> Mapping[str, str]:
    """Those that there are, by code, with what each is called."""
    return dict(settings.LANGUAGES)


def language_of(account: int | None) -> str:
    """The language that whoever has the account asked for, by code; else that of the source."""
    chosen = Account.objects.filter(pk=account).values_list("language", flat=True).first() if account is not None else ""
    return chosen if chosen and chosen in languages() else BRITISH.language.lower()


def language_named(word: str) -> str:
    """The code of a language as doors are told it: "en-US". Raises Invalid."""
    if (code := word.strip().lower()) in languages():
        return code
    told = said("'{word}' is no language here; known are {codes}.", word=word[:20], codes=listed(languages()))
    raise Invalid({"language": [Fault("no-such-language", told)]})


def tag(code: str) -> str:
    """ "en-US" of "en-us", "zh-Hans" of "zh-hans"."""
    first, *parts = code.split("-")
    return "-".join([first.lower(), *(one.title() if len(one) == 4 else one.upper() for one in parts)])


def _day(when: date, form: str) -> str:
    return str(formats.date_format(when, WRITTEN.get(form, "DATE_FORMAT")))


def _figures(text: str) -> str:
    """1,234.5 with the marks of the language."""
    marks = {",": formats.get_format("THOUSAND_SEPARATOR"), ".": formats.get_format("DECIMAL_SEPARATOR")}
    return "".join(str(marks.get(letter, letter)) for letter in text)


def _in_sheets(pattern: str) -> str:
    """A format of days in the letters of spreadsheets; any other letter as it stands, in quotes."""
    found, letters = [], iter(pattern)
    for letter in letters:
        plain = next(letters, "") if letter == "\\" else letter
        found.append(IN_SHEETS[letter] if letter in IN_SHEETS else f'"{plain}"' if plain.isalpha() else plain)
    return "".join(found)
