"""What a publication is to every door."""

from milepost.kernel.about import reach_where, record_columns
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Instant, JsonValue, Ref, Text, Whole
from milepost.kernel.models import Publication

PUBLICATION = register(
    Entity(
        name="publication",
        model=Publication,
        prefix="PUB",
        title="title",
        columns=(
            *record_columns(),
            Column(name="kind", input=Text(most=60), fixed=True, personal=False),
            Column(name="title", input=Text(), fixed=True, searched=True, personal=False),
            Column(name="edition", input=Whole(least=1), asked=False),
            Column(name="sha256", input=Text(most=64, label="SHA-256"), asked=False, listed=False, personal=False),
            Column(name="published_by", input=Ref(entity="account", required=False), asked=False),
            Column(name="published_at", input=Instant(), asked=False),
            Column(name="content", input=JsonValue(), fixed=True, listed=False, filtered=False, personal=True),
        ),
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
        reach=reach_where,
    )
)
