"""Resource-constrained scheduling instances of research: PSPLIB's .sm and .mm, and the Patterson layout (.rcp and plain text)."""

from milepost.exchange.psplib.build import ORIGIN
from milepost.exchange.psplib.read import looks_like_patterson, looks_like_psplib, read_psplib

__all__ = ["ORIGIN", "looks_like_patterson", "looks_like_psplib", "read_psplib"]
