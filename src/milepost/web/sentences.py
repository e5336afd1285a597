"""Sentences of kernel and rooms in the reader's language, with days and numbers as the reader writes them: at the moment of showing."""

from milepost.kernel.errors import Fault, Refused
from milepost.kernel.tongues import READER
from milepost.values import Said


def in_words(told: "str | Refused | Fault") -> str:
    """A text, a refusal or a fault for the eyes of the reader."""
    text = told.told if isinstance(told, Refused) else told.message if isinstance(told, Fault) else told
    return text.told(READER) if isinstance(text, Said) else text
