"""iCalendar files (.ics) of a schedule."""

from milepost.exchange.ical.write import Audience, write_ics

__all__ = ["Audience", "write_ics"]
