"""Days of leave, counted in halves."""

from dataclasses import dataclass

from milepost.kernel.inputs import Input, Unread
from milepost.kernel.inputs.number import read_decimal
from milepost.values import said


@dataclass(frozen=True, kw_only=True)
class HalfDays(Input):
    """Days such as 25 or 25.5, kept as whole half-days."""

    most: int = 2 * 366
    least: int = 0

    def read(self, raw: object) -> int:
        value = read_decimal(raw) * 2
        if value != int(value):
            raise Unread("too-exact", said("{raw} are no whole or half days; expected for example 25 or 25.5.", raw=str(raw)[:20]))
        if not self.least <= value <= self.most:
            raise Unread(
                "out-of-range",
                said("{raw} days lie outside {least:g} to {most:g}.", raw=str(raw)[:20], least=self.least / 2, most=self.most / 2),
            )
        return int(value)

    def write(self, value: int | None) -> str | None:
        return None if value is None else f"{value / 2:g}"

    def example(self, number: int = 1) -> str:
        return f"{20 + number % 10 / 2:g}"

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": r"^-?\d+(\.[05])?$", "description": "Days, to the half."}
