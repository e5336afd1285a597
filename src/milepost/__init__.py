"""Milepost: the system that people who deliver IT projects do their whole job in."""

__version__ = "0.1.0"
