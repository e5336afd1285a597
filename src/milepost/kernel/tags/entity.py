"""What a tag is to every door, and what it is that a record has one."""

from milepost.kernel.about import reach_where, record_columns
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Choice, LongText, Ref, Text
from milepost.kernel.models import Tag, Tagging
from milepost.kernel.operations.generated import add_generated

TAG = register(
    Entity(
        name="tag",
        model=Tag,
        columns=(
            Column(name="name", input=Text(most=60), searched=True, personal=False),
            Column(name="colour", input=Choice(options=Tag.COLOURS)),
            Column(name="description", input=LongText(most=1000, required=False), filtered=False, personal=False),
        ),
        order=("name",),
    )
)

TAGGING = register(
    Entity(
        name="tagging",
        model=Tagging,
        title="tag",
        columns=(*record_columns(), Column(name="tag", input=Ref(entity="tag"), fixed=True)),
        order=("id",),
        editable=False,
        reach=reach_where,
    )
)

for _entity in (TAG, TAGGING):
    add_generated(_entity)
