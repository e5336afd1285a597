"""Money: an amount with its currency, in whole minor units once it is read; rates in ten-thousandths."""

from dataclasses import dataclass
from decimal import Decimal

from milepost.kernel.inputs.input import Input, Json, Unread
from milepost.kernel.inputs.number import read_decimal
from milepost.values import said

MOST = 10**15
"""Minor units that a column holds without coming near the end of eight bytes in any sum."""


@dataclass(frozen=True, kw_only=True)
class Amount(Input):
    """Minor units of the currency that the record's other column names (pence of pounds); `digits` its decimals."""

    digits: int = 2
    least: int = -MOST

    def read(self, raw: Json) -> int:
        value = read_decimal(raw).scaleb(self.digits)
        if value != int(value):
            raise Unread("too-exact", said("an amount has at most {digits} decimals.", digits=self.digits))
        if not self.least <= value <= MOST:
            raise Unread(
                "out-of-range", said("the amount is below what is allowed.") if value < self.least else said("the amount is too large.")
            )
        return int(value)

    def write(self, value: int | None) -> Json:
        return None if value is None else f"{Decimal(value).scaleb(-self.digits):f}"

    def example(self, number: int = 1) -> Json:
        return self.write(max(self.least, 0) + 100 * number)

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": rf"^-?\d+(\.\d{{1,{self.digits}}})?$" if self.digits else r"^-?\d+$"}


@dataclass(frozen=True, kw_only=True)
class Rate(Amount):
    """Money per unit in ten-thousandths of the currency's unit."""

    digits: int = 4
    least: int = 0
