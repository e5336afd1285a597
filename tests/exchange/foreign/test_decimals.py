"""Decimal commas in P6 XML are read as decimals and told, and nothing else is touched."""

import pytest

from milepost.exchange.foreign.decimals import with_points

HEAD = b'<?xml version="1.0"?><APIBusinessObjects><Activity>'
TAIL = b"</Activity></APIBusinessObjects>"


def test_numbers_with_a_comma_become_decimals_and_are_told() -> None:
    data, told = with_points(
        HEAD + b"<PlannedDuration>70,583333</PlannedDuration><PlannedUnits>-1,5</PlannedUnits>" + TAIL, name="plan.xml"
    )
    assert data == HEAD + b"<PlannedDuration>70.583333</PlannedDuration><PlannedUnits>-1.5</PlannedUnits>" + TAIL
    (problem,) = told
    assert "2 numbers" in problem.message and "PlannedDuration 70,583333" in problem.message and problem.remedy


@pytest.mark.parametrize(
    "inside", [b"<Name>1,5</Name>", b"<PlannedDuration>80</PlannedDuration>", b"<PlannedDuration>a,b</PlannedDuration>"]
)
def test_names_and_proper_numbers_stay_as_they_are(inside: bytes) -> None:
    data = HEAD + inside + TAIL
    assert with_points(data, name="plan.xml") == (data, ())


def test_other_formats_are_not_touched() -> None:
    data = b"<project><PlannedDuration>1,5</PlannedDuration></project>"
    assert with_points(data, name="plan.xml") == (data, ())
