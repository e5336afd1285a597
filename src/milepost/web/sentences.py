"""Sentences of kernel and rooms in the reader's language, with days and numbers as the reader writes them: at the moment of showing."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from milepost.kernel.errors import Fault, Refused
from milepost.values.sentence import MOMENT, Said


class Reader:
    """Whoever is answered: language and zone are those that are active."""

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
            time = f", {formats.time_format(local.time(), 'TIME_FORMAT')}" if form == MOMENT or "%H" in form or not form else ""
            return formats.date_format(local.date(), "DATE_FORMAT") + time
        if isinstance(value, date):
            return str(formats.date_format(value, "DATE_FORMAT"))
        text = format(value, form)
        return _figures(text) if isinstance(value, int | float | Decimal) else text


READER = Reader()


def in_words(told: "str | Refused | Fault") -> str:
    """A text, a refusal or a fault for the eyes of the reader."""
    text = told.told if isinstance(told, Refused) else told.message if isinstance(told, Fault) else told
    return text.told(READER) if isinstance(text, Said) else text


def _figures(text: str) -> str:
    """1,234.5 with the marks of the language."""
    marks = {",": formats.get_format("THOUSAND_SEPARATOR"), ".": formats.get_format("DECIMAL_SEPARATOR")}
    return "".join(str(marks.get(letter, letter)) for letter in text)
