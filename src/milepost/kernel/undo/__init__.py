"""Undo: what somebody has just done is taken back by the operations that take it back, so that every rule and the journal hold."""

from milepost.kernel.undo.undo import Way, undo, way_back

__all__ = ["Way", "undo", "way_back"]
