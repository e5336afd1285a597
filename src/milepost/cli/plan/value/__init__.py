"""Earned value and forecast at the status date; options, run, findings, and its part of each output."""
