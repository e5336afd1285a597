"""P6 XML written under a locale with decimal commas: XML numbers take points only, and MPXJ reads "70,58" as nothing at all."""

import re

from milepost.engine.problem import Problem, Severity
from milepost.values import said

_NUMBERS = rb"\w*(?:Duration|Units|UnitsPerTime|Cost|Price\w*|PercentComplete|Percent|Lag|HoursPer\w+|MaxUnits\w*|Rate|Value)"
_COMMA = re.compile(rb"<(" + _NUMBERS + rb")>(\s*-?\d+),(\d+\s*)</\1>")


def with_points(data: bytes, *, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The data with decimal points in P6's numeric elements, and the notice that says so; other formats as they are."""
    if b"APIBusinessObjects" not in data[:8192]:
        return data, ()
    first = _COMMA.search(data)
    if first is None:
        return data, ()
    changed, count = _COMMA.subn(rb"<\1>\2.\3</\1>", data)
    element, written = first.group(1).decode("ascii"), (first.group(2) + b"," + first.group(3)).decode("ascii").strip()
    message = said(
        "{what} numbers are written with a decimal comma, against the format; they were read as decimals (first: {element} {written}).",
        what=count,
        element=element,
        written=written,
    )
    return changed, (Problem("decimal-commas", name, message, said("Compare a duration or two with P6."), Severity.WARNING),)
