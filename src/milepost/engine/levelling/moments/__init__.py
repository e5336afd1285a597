"""Levelling on real calendars with named people."""
