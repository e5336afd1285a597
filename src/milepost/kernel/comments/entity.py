"""What a comment is to every door."""

from milepost.kernel.about import reach_of_own, record_columns
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import LongText, Ref
from milepost.kernel.models import Comment

MODERATE = "comment.moderate"
"""With it one may withdraw the comments of others."""

COMMENT = register(
    Entity(
        name="comment",
        model=Comment,
        title="text",
        columns=(
            *record_columns(),
            Column(name="text", input=LongText(), filtered=False, searched=True, personal=True),
            Column(name="author", input=Ref(entity="account", required=False), asked=False),
        ),
        workflow=Workflow(
            {"posted": "Posted", "withdrawn": "Withdrawn"},
            "posted",
            (Move("withdraw", ("posted",), "withdrawn"),),
            open_states=("posted",),
        ),
        order=("id",),
        deletable=False,
        reach=reach_of_own("comment.edit", "comment.withdraw", moderated=MODERATE),
    )
)
