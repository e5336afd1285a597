"""The only place that knows both the tables and the engine: a plan is loaded in so many queries, and its dates are written at once."""

from milepost.apps.planning.bridge.compute import compute
from milepost.apps.planning.bridge.load import Loaded, load

__all__ = ["Loaded", "compute", "load"]
