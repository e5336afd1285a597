"""A bookings file in JSON: the layout that bookings.schema.json publishes."""

from datetime import datetime
from decimal import Decimal

from milepost.exchange.bookings.stated import StatedBooking
from milepost.exchange.bookings.table import LABEL, MOST, checked
from milepost.exchange.nested import Node
from milepost.values import DAY, FULL_SHARE, said, to_moment, to_share


def read_document(node: Node) -> list[StatedBooking]:
    """The bookings; every error goes to the node's findings."""
    fields = node.fields(("$schema", "version", "bookings"), needed=("bookings",))
    if "version" in fields and fields["version"].value != 1:
        fields["version"].wrong(said("Only version 1 of the bookings file is known."), said("Use a newer Milepost, or write version 1."))
    found = [_booking(one) for one in fields["bookings"].items()] if "bookings" in fields else []
    return [one for one in found if one is not None]


def _booking(node: Node) -> StatedBooking | None:
    before = node.findings.errors
    fields = node.fields(("person", "email", "from", "to", "share", "label"), needed=("from",))
    name, email, label = (fields[key].text() if key in fields else "" for key in ("person", "email", "label"))
    if "@" in name and not email:
        name, email = "", name
    if not (name or email):
        node.wrong(said("The booking does not say whose time it is."), said("Give 'person' or 'email'."), "bookings-missing")
    start = _moment(fields["from"]) if "from" in fields else None
    finish = _moment(fields["to"]) if "to" in fields else None
    share = _share(fields["share"]) if "share" in fields else FULL_SHARE
    if node.findings.errors > before or start is None:
        return None
    try:
        first, last = checked(start, finish if finish is not None else (start[0], None))
    except ValueError as error:
        node.wrong(f"{error}.", said("Swap 'from' and 'to', or correct one."))
        return None
    return StatedBooking(name, email, first, last, share, label or LABEL, node.path.strip())


def _moment(node: Node) -> tuple[int, int | None] | None:
    """(midnight, seconds of the day) from "2026-01-31" or "2026-01-31T13:00"."""
    text = node.text()
    if "T" not in text:
        day = node.day()
        return None if day is None else (day * DAY, None)
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is not None or not 1900 <= found.year <= 2200:
            raise ValueError
    except ValueError:
        node.wrong(said("'{text}' is not a moment; expected one such as 2026-01-31T13:00, without a time zone.", text=text[:40]))
        return None
    moment = to_moment(found)
    return moment // DAY * DAY, moment % DAY


def _share(node: Node) -> int:
    """Millionths from 0.5 or "50%"; more than none, at most ten people's."""
    value = node.value
    try:
        if isinstance(value, str) and value.strip().endswith("%"):
            amount = Decimal(value.strip()[:-1].strip()) / 100
        elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            amount = Decimal(value)
        else:
            raise ValueError
        if not 0 < amount <= MOST:
            raise ValueError
        return to_share(amount)
    except (ValueError, ArithmeticError):
        node.wrong(
            said("This is no share; expected more than 0 and at most {most}.", most=MOST), said('Write half of the time as 0.5 or "50%".')
        )
        return FULL_SHARE
