"""Watching: whoever watches a record hears of what is done with it."""

from milepost.kernel.watching.entity import WATCH
from milepost.kernel.watching.read import watch_of, watchers_of

__all__ = ["WATCH", "watch_of", "watchers_of"]
