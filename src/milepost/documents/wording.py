"""How values are written for people, in the language that is spoken: one way for every renderer. In English figures group by commas."""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from milepost.documents.tongue import phrase, spoken, told
from milepost.documents.tree.blocks import CalloutKind
from milepost.documents.tree.table import Cell, Column, Kind, Status, Value
from milepost.documents.tree.text import one_line
from milepost.values import FULL_SHARE, HOUR, Money, Said, said_many, word
from milepost.values.sentence import DAY, MINUTE, SHORT_DAY

MONEY, DAYS, PERCENT = word("{symbol}{amount}"), word("{days} d"), word("{share} %")
"""How an amount stands with its currency, days of work, and a share, in any language."""

# A sign of its own shape for each status: colour only repeats what the sign and the text already say.
STATUS_SIGNS = {Status.NONE: "", Status.GOOD: "✓", Status.NOTICE: "▲", Status.BAD: "✗", Status.MUTED: ""}


CALLOUTS = {CalloutKind.NOTE: word("Note"), CalloutKind.WARNING: word("Warning"), CalloutKind.ERROR: word("Error")}


def day_text(when: date) -> str:
    """ "05 Jan 2026": two figures for the day, so that columns of dates line up."""
    return spoken().value(when, DAY)


def said_day(when: date) -> Said:
    """The day as something that is said: each language writes it its way."""
    return Said("{day:day}", {"day": when})


def said_number(number: int | Decimal) -> Said:
    """The number with grouped thousands, as something that is said."""
    return Said("{number:,}", {"number": number})


def short_day_text(when: date) -> str:
    """ "5 Jan", for places where the year is known."""
    return spoken().value(when, SHORT_DAY)


def moment_text(when: date) -> str:
    """ "05 Jan 2026 08:00"."""
    return spoken().value(when, MINUTE if isinstance(when, datetime) else DAY)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 person", "1,240 people"; without `many` the word takes an s. English only: what is read in other languages is `said_many`."""
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
    return spoken().value(number, ",f").replace("-", "\u2212")


def money_text(value: Money) -> str:
    """An amount with its currency's symbol and decimals: "£1,240.00", "−£15.00"."""
    amount = value.currency.round(value.amount)
    sign = "\u2212" if amount < 0 else ""
    return sign + phrase(MONEY, symbol=value.currency.symbol, amount=spoken().value(abs(amount), ",f"))


def days_of(seconds: int, hours_per_day: Decimal) -> Decimal:
    """Working seconds as days of `hours_per_day`, to a hundredth."""
    return (Decimal(seconds) / (hours_per_day * HOUR)).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)


def percent_of(share: int) -> Decimal:
    """Millionths as per cent: 125000 is 12.5."""
    return Decimal(share) * 100 / FULL_SHARE


def percent_text(share: int, *, digits: int = 0) -> str:
    """Millionths as "12.5 %"."""
    return phrase(PERCENT, share=number_text(percent_of(share), digits=digits))


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
        return phrase(DAYS, days=number_text(days_of(int(value), column.hours_per_day)))
    if column.kind is Kind.PERCENT:
        return percent_text(int(value), digits=column.digits or 0)
    return number_text(value, digits=column.digits)


def callout_head(kind: CalloutKind, title: str, *, closed: str) -> str:
    """ "Note:", "Note: Not looked into yet." with what closes a title."""
    head = told(CALLOUTS[kind])
    return f"{head}: {one_line(title)}{closed}" if title else f"{head}:"


def rows_text(number: int) -> str:
    """ "12 rows"."""
    return told(said_many("{count:,} rows", "{count:,} rows", count=number))


def part_text(first: int, last: int, whole: int) -> str:
    """ "rows 1 to 24 of 96", of a chart in several pictures or a table in several parts."""
    return phrase("rows {first} to {last} of {whole}", first=number_text(first), last=number_text(last), whole=number_text(whole))


def cell_text(cell: Cell, column: Column) -> str:
    """What a cell shows, with the sign of its status before it."""
    text = one_line(cell.text) if cell.text is not None else value_text(cell.value, column)
    sign = STATUS_SIGNS[cell.status]
    return f"{sign} {text}".strip() if sign else text
