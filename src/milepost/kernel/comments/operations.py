"""What is done with comments: written, edited and withdrawn, with every former text in the journal."""

from collections.abc import Sequence

from milepost.kernel.about import author_of
from milepost.kernel.comments.entity import COMMENT
from milepost.kernel.models import Comment
from milepost.kernel.operations import operation
from milepost.kernel.operations.generated import add_generated

add_generated(COMMENT, then=author_of)


@operation(COMMENT, "withdraw")
def withdraw(comments: Sequence[Comment]) -> None:
    """Take a comment back: its text is shown no more, and its history keeps it."""
    for comment in comments:
        comment.text = ""
