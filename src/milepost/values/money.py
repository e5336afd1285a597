"""Money: an exact Decimal amount in one currency; floats never come near it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal


@dataclass(frozen=True, slots=True)
class Currency:
    """ISO 4217 code, the symbol to print, and how many decimals an amount is rounded to (2 for GBP, 0 for JPY)."""

    code: str = "GBP"
    symbol: str = "£"
    digits: int = 2

    def round(self, amount: Decimal) -> Decimal:
        """The amount rounded half-even to this currency's decimals."""
        return amount.quantize(Decimal(1).scaleb(-self.digits), rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in a currency. Adding two currencies raises ValueError: conversion needs a rate and a date."""

    amount: Decimal
    currency: Currency

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"Money takes a Decimal, not {type(self.amount).__name__}")

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency.code} to {self.currency.code} without an exchange rate and a date")
        return Money(self.amount + other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + -other

    def __str__(self) -> str:
        return f"{self.currency.symbol}{self.currency.round(self.amount):,f}"
