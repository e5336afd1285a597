"""Tags: coloured words that the whole house shares, on any record."""

from milepost.kernel.tags.entity import TAG, TAGGING

__all__ = ["TAG", "TAGGING"]
