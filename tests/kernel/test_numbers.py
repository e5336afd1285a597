"""Numbers as people and programs write them: what is taken is what stands there, and nothing is rounded or guessed."""

from decimal import Decimal
from typing import Any

import pytest

from milepost.kernel.inputs import Amount, Input, Number, Percent, Rate, Unread, Whole

ALL = (Whole(), Number(), Percent(), Amount(), Rate())


@pytest.mark.parametrize(
    ("asked", "raw", "value"),
    [
        (Whole(), " 12 ", 12),
        (Whole(), "-3", -3),
        (Number(), "12.50", Decimal("12.50")),
        (Number(), "0.10", Decimal("0.10")),
        (Percent(), "12.5 %", 125_000),
        (Percent(), "33.3333", 333_333),
        (Amount(), "1234.56", 123_456),
        (Amount(), "0.050", 5),
        (Rate(), "0.0001", 1),
    ],
)
def test_a_number_is_taken_as_it_stands(asked: Input, raw: str, value: Any) -> None:
    assert asked.read(raw) == value


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: type(asked).__name__)
@pytest.mark.parametrize("raw", ["1_0", "1,000", "", "ten", "NaN", "Infinity", "1e999999", "1" * 70, True, 0.5, [], "0x10"])
def test_what_is_no_number_is_refused(asked: Input, raw: Any) -> None:
    with pytest.raises(Unread):
        asked.read(raw)


@pytest.mark.parametrize("asked", [Number(), Percent(), Amount(), Rate()], ids=lambda asked: type(asked).__name__)
@pytest.mark.parametrize("places", [5, 24, 25, 30, 50])
def test_a_number_that_is_too_exact_is_refused_and_not_rounded(asked: Input, places: int) -> None:
    with pytest.raises(Unread):
        asked.read(f"1.{'0' * (places - 1)}1")
