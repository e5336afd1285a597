"""Undo: what somebody has just done is taken back by the operations that take it back, so that every rule and the journal hold."""

from milepost.kernel.undo.undo import REASON, Way, go, last_batch, undo, way, way_back

__all__ = ["REASON", "Way", "go", "last_batch", "undo", "way", "way_back"]
