"""Housekeeping: what nobody needs any more is cleared away by jobs that come back. Nothing of it is a change that people make, so the
journal says nothing of it; each job's result says how much it was."""

from milepost.kernel.housekeeping.schedules import SCHEDULES

__all__ = ["SCHEDULES"]
