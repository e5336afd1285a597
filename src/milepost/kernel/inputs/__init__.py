"""Inputs: one table of types, each of which gives form field, JSON schema, command option and import cell."""

from milepost.kernel.inputs.amount import Amount, Rate
from milepost.kernel.inputs.base import Input, Unread
from milepost.kernel.inputs.choice import Choice, Flag
from milepost.kernel.inputs.hours import Hours
from milepost.kernel.inputs.moment import Day, Instant
from milepost.kernel.inputs.number import Number, Percent, Whole
from milepost.kernel.inputs.reference import Ref
from milepost.kernel.inputs.span import Span
from milepost.kernel.inputs.text import Address, LongText, Text

__all__ = [
    "Address",
    "Amount",
    "Choice",
    "Day",
    "Flag",
    "Hours",
    "Input",
    "Instant",
    "LongText",
    "Number",
    "Percent",
    "Rate",
    "Ref",
    "Span",
    "Text",
    "Unread",
    "Whole",
]
