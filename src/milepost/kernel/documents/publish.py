"""Publishing a document: as it is now, under a number, for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.documents.frozen import freeze
from milepost.documents.tree import titled
from milepost.kernel.documents.kind import document_named, documents
from milepost.kernel.documents.make import make
from milepost.kernel.documents.narrative import with_narrative
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Choice, Input, JsonValue, LongText, Unread
from milepost.kernel.inputs.input import Json
from milepost.kernel.models import Publication
from milepost.kernel.operations import current
from milepost.kernel.operations.operation import Operation, add
from milepost.kernel.publications.entity import PUBLICATION
from milepost.kernel.publications.guards import HOUSE_RECORD, HOUSE_WORD
from milepost.kernel.publications.operations import set_edition
from milepost.kernel.tongues import in_language, language_of, languages
from milepost.values import listed, said

TITLE_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class DocumentWord(Input):
    """The name of a kind of document: "people.availability"."""

    def read(self, raw: Json) -> str:
        try:
            return document_named(raw.strip() if isinstance(raw, str) else "").name
        except KeyError:
            names = listed([one.name for one in documents()])
            raise Unread("no-such-document", said("'{raw}' is no document; known are {names}.", raw=str(raw)[:40], names=names)) from None

    def example(self, number: int = 1) -> Json:
        return documents()[0].name

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "enum": [one.name for one in documents()]}


def _fill(
    publications: Sequence[Publication], *, document: str, parameters: Mapping[str, Any] | None, language: str | None, narrative: str | None
) -> None:
    call = current()
    assert call is not None
    if parameters is not None and not isinstance(parameters, dict):
        raise Invalid({"parameters": [Fault("no-object", said("what a document is asked for is an object: its inputs by name."))]})
    chosen = language or language_of(call.actor.account)
    with in_language(chosen):
        made = make(document_named(document), call.actor, parameters or {})
        tree = with_narrative(made.tree, narrative or "")
    for one in publications:
        one.entity, one.record = (made.about[0].name, made.about[1].pk) if made.about is not None else (HOUSE_WORD, HOUSE_RECORD)
        one.kind, one.title, one.language = document, titled(tree.title)[:TITLE_LENGTH], chosen
        one.content = {"parameters": dict(made.parameters), **freeze(tree)}


PUBLISH = add(
    Operation(
        PUBLICATION.permission("publish"),
        PUBLICATION,
        _fill,
        {
            "document": DocumentWord(help="Such as people.availability."),
            "parameters": JsonValue(required=False, help='What it is asked for: {"team": 3}.'),
            "language": Choice(
                options=dict(languages()), required=False, help="That it is given out in; that of whoever publishes when empty."
            ),
            "narrative": LongText(required=False, help="What you say of it in your own words: its first section, frozen with it."),
        },
        "create",
        "Freeze a document as it is now and give it out under a number: nobody changes it any more.",
        then=set_edition,
    )
)
"""Whoever publishes needs the permission on the record that the document is about; about the house, in the whole house."""
