"""What an audience may know. A client's version is made by taking things away before anything is written, so no format can leak."""

from milepost.cli.plan.audience.choose import for_audience

__all__ = ["for_audience"]
