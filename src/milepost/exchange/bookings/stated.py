"""Firm bookings as a file states them, before it is known who of a plan's people is meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatedBooking:
    """Somebody's time from a moment to another; `share` in millionths of full time. `email` may be "" and `name` too, not both."""

    name: str
    email: str
    start: int
    finish: int
    share: int
    label: str
    place: str
