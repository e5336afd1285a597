"""Comments on any record: seen by those who see it and hold comment.view; each is its author's own."""

from milepost.kernel.comments.entity import COMMENT
from milepost.kernel.comments.operations import withdraw

__all__ = ["COMMENT", "withdraw"]
