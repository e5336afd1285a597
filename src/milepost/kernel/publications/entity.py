"""What a publication is to every door."""

from dataclasses import dataclass

from milepost.kernel.about import TargetWord, record_columns
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Instant, JsonValue, Ref, Text, Whole
from milepost.kernel.models import Publication
from milepost.kernel.publications.guards import HOUSE_WORD, reach_published


@dataclass(frozen=True, kw_only=True)
class SubjectWord(TargetWord):
    """The word of an entity, or "house" for what is about no single record."""

    def read(self, raw: object) -> str:
        return HOUSE_WORD if raw == HOUSE_WORD else TargetWord.read(self, raw)

    def schema(self) -> dict[str, object]:
        known = TargetWord.schema(self)["enum"]
        assert isinstance(known, list)
        return {"type": "string", "enum": [*known, HOUSE_WORD]}


_, _RECORD = record_columns()

PUBLICATION = register(
    Entity(
        name="publication",
        model=Publication,
        prefix="PUB",
        title="title",
        columns=(
            Column(name="entity", input=SubjectWord(label="Record's kind"), fixed=True),
            _RECORD,
            Column(name="kind", input=Text(most=60), fixed=True, personal=False),
            Column(name="title", input=Text(), fixed=True, searched=True, personal=False),
            Column(name="edition", input=Whole(least=1), asked=False),
            Column(name="language", input=Text(most=10, required=False), asked=False, personal=False),
            Column(name="sha256", input=Text(most=64, label="SHA-256"), asked=False, listed=False, personal=False),
            Column(name="published_by", input=Ref(entity="account", required=False), asked=False),
            Column(name="published_at", input=Instant(), asked=False),
            Column(name="content", input=JsonValue(), fixed=True, listed=False, filtered=False, personal=True),
        ),
        order=("-id",),
        creatable=False,
        editable=False,
        deletable=False,
        reach=reach_published,
    )
)
