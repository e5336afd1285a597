"""Bookings files (--bookings FILE): people's time that is promised already and that levelling leaves as it is."""

from milepost.exchange.bookings.file import BookingFile
from milepost.exchange.bookings.read import read_bookings
from milepost.exchange.bookings.stated import StatedBooking

__all__ = ["BookingFile", "StatedBooking", "read_bookings"]
