"""Small immutable values that every floor may use: moments and spans of plan time, shares, money, sentences."""

from milepost.values.moment import DAY, HOUR, MINUTE, moment_text, read_moment, span_text, to_datetime, to_moment
from milepost.values.money import Currency, Money
from milepost.values.sentence import Said, begun, listed, said, said_many, word
from milepost.values.share import FULL_SHARE, share_text, to_share

__all__ = [
    "DAY",
    "FULL_SHARE",
    "HOUR",
    "MINUTE",
    "Currency",
    "Money",
    "Said",
    "begun",
    "listed",
    "moment_text",
    "read_moment",
    "said",
    "said_many",
    "share_text",
    "span_text",
    "to_datetime",
    "to_moment",
    "to_share",
    "word",
]
