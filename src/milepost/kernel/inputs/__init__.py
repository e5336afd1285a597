"""Inputs: one table of types, each of which gives form field, JSON schema, command option and import cell."""

from milepost.kernel.inputs.amount import Amount, Rate
from milepost.kernel.inputs.choice import Choice, Flag
from milepost.kernel.inputs.country import Country
from milepost.kernel.inputs.hours import Hours
from milepost.kernel.inputs.input import Input, Unread
from milepost.kernel.inputs.json_value import JsonValue
from milepost.kernel.inputs.local_moment import LocalMoment
from milepost.kernel.inputs.lookup import Lookup
from milepost.kernel.inputs.moment import Day, Instant
from milepost.kernel.inputs.number import Number, Percent, Whole
from milepost.kernel.inputs.reference import Ref
from milepost.kernel.inputs.secret import Secret
from milepost.kernel.inputs.span import Span
from milepost.kernel.inputs.text import Address, LongText, Text
from milepost.kernel.inputs.upload import Upload
from milepost.kernel.inputs.words import Words
from milepost.kernel.inputs.zone import Zone

__all__ = [
    "Address",
    "Amount",
    "Choice",
    "Country",
    "Day",
    "Flag",
    "Hours",
    "Input",
    "Instant",
    "JsonValue",
    "LocalMoment",
    "LongText",
    "Lookup",
    "Number",
    "Percent",
    "Rate",
    "Ref",
    "Secret",
    "Span",
    "Text",
    "Unread",
    "Upload",
    "Whole",
    "Words",
    "Zone",
]
