"""What an attachment is to every door."""

from milepost.kernel.about import reach_of_own, record_columns
from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Ref, Text, Whole
from milepost.kernel.models import Attachment

MODERATE = "attachment.moderate"
"""With it one may withdraw the files of others."""

ATTACHMENT = register(
    Entity(
        name="attachment",
        model=Attachment,
        columns=(
            *record_columns(),
            Column(name="name", input=Text(), fixed=True, searched=True, personal=True),
            Column(name="media_type", input=Text(most=100), asked=False, personal=False),
            Column(name="size", input=Whole(least=0, help="In bytes."), asked=False),
            Column(name="sha256", input=Text(most=64, label="SHA-256"), asked=False, listed=False, personal=False),
            Column(name="author", input=Ref(entity="account", required=False), asked=False),
        ),
        workflow=Workflow({"kept": "Kept", "withdrawn": "Withdrawn"}, "kept", (Move("withdraw", ("kept",), "withdrawn"),)),
        order=("id",),
        editable=False,
        deletable=False,
        reach=reach_of_own("attachment.withdraw", moderated=MODERATE),
    )
)
