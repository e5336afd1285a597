"""Lookups: lists of words that the house extends itself, for inputs of the type `Lookup`."""

from milepost.kernel.lookups.entity import LOOKUP, LOOKUP_VALUE
from milepost.kernel.lookups.read import words_of

__all__ = ["LOOKUP", "LOOKUP_VALUE", "words_of"]
