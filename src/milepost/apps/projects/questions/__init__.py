"""The room's questions."""
