"""How values are written for people: one way for every renderer. British English; figures group by commas."""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from milepost.documents.tree.table import Cell, Column, Kind, Status, Value
from milepost.documents.tree.text import one_line
from milepost.values import FULL_SHARE, HOUR, Money

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# A sign of its own shape for each status: colour only repeats what the sign and the text already say.
STATUS_SIGNS = {Status.NONE: "", Status.GOOD: "✓", Status.NOTICE: "▲", Status.BAD: "✗", Status.MUTED: ""}


def day_text(when: date) -> str:
    """ "05 Jan 2026": two figures for the day, so that columns of dates line up."""
    return f"{when.day:02d} {MONTHS[when.month - 1]} {when.year}"


def short_day_text(when: date) -> str:
    """ "5 Jan", for places where the year is known."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def moment_text(when: date) -> str:
    """ "05 Jan 2026 08:00"."""
    return f"{day_text(when)} {when:%H:%M}" if isinstance(when, datetime) else day_text(when)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 person", "1,240 people"; without `many` the word takes an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number_text(value: int | Decimal, *, digits: int | None = None) -> str:
    """A number with grouped thousands; `digits` decimals, or those it has."""
    number = Decimal(value)
    if digits is not None:
        number = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    elif number != number.to_integral_value():
        number = number.normalize()
    else:
        number = number.quantize(Decimal(1)) if abs(number) < Decimal(10) ** 27 else number
    return f"{number:,f}".replace("-", "\u2212")


def money_text(value: Money) -> str:
    """An amount with its currency's symbol and decimals: "£1,240.00", "−£15.00"."""
    amount = value.currency.round(value.amount)
    sign = "\u2212" if amount < 0 else ""
    return f"{sign}{value.currency.symbol}{abs(amount):,f}"


def days_of(seconds: int, hours_per_day: Decimal) -> Decimal:
    """Working seconds as days of `hours_per_day`, to a hundredth."""
    return (Decimal(seconds) / (hours_per_day * HOUR)).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)


def percent_of(share: int) -> Decimal:
    """Millionths as per cent: 125000 is 12.5."""
    return Decimal(share) * 100 / FULL_SHARE


def value_text(value: Value, column: Column) -> str:
    """A value written the way its column's kind is written; "" for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Money):
        return money_text(value)
    if isinstance(value, date):
        return moment_text(value) if column.kind is Kind.MOMENT else day_text(value)
    if column.kind is Kind.DURATION:
        return f"{number_text(days_of(int(value), column.hours_per_day))} d"
    if column.kind is Kind.PERCENT:
        return f"{number_text(percent_of(int(value)), digits=column.digits or 0)} %"
    return number_text(value, digits=column.digits)


def cell_text(cell: Cell, column: Column) -> str:
    """What a cell shows, with the sign of its status before it."""
    text = one_line(cell.text) if cell.text is not None else value_text(cell.value, column)
    sign = STATUS_SIGNS[cell.status]
    return f"{sign} {text}".strip() if sign else text
