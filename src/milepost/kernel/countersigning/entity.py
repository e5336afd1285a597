"""What a draft is to every door."""

from dataclasses import dataclass

from milepost.kernel.entity import Column, Entity, Move, Workflow, register
from milepost.kernel.inputs import Input, Instant, JsonValue, LongText, Ref, Secret, Text, Unread, Whole
from milepost.kernel.models import Draft
from milepost.kernel.operations import Operation, operation_named
from milepost.values import said

INPUTS = "draft.inputs"
"""It takes this to see what is proposed in drafts: it may hold what only few may see of the record."""


def can_be_drafted(operation: Operation) -> bool:
    """What doors offer, other than of drafts themselves; and nothing in which something secret is asked or shown: a draft is read."""
    secret = any(isinstance(asked, Secret) for asked in operation.inputs.values()) or bool(operation.shows)
    return not (operation.inner or secret or operation.entity.model is Draft)


@dataclass(frozen=True, kw_only=True)
class OperationWord(Input):
    """The name of an operation that can be drafted: "person.edit"."""

    def read(self, raw: object) -> str:
        name = raw.strip().casefold() if isinstance(raw, str) else ""
        try:
            found = operation_named(name)
        except KeyError:
            found = None
        if found is None or not can_be_drafted(found):
            raise Unread(
                "no-such-operation", said("'{name}' is no operation that can be drafted; expected one such as person.edit.", name=name[:60])
            )
        return name

    def example(self, number: int = 1) -> str:
        return "organisation.create"

    def schema(self) -> dict[str, object]:
        return {"type": "string", "maxLength": 80}


DRAFT = register(
    Entity(
        name="draft",
        help="What somebody under countersignature proposed, until another countersigns or returns it.",
        model=Draft,
        prefix="DRF",
        title="subject",
        columns=(
            Column(name="subject", input=Text(required=False), asked=False, searched=True, personal=True),
            Column(name="operation", input=OperationWord(), fixed=True, personal=False),
            Column(name="record", input=Whole(least=1, most=2**63 - 1, required=False, help="Its id; none to create one."), fixed=True),
            Column(name="record_version", input=Whole(label="Read at version", least=1, required=False), asked=False, listed=False),
            Column(name="place_kind", input=Text(most=40, required=False), asked=False, listed=False, filtered=False, personal=False),
            Column(name="place", input=Whole(least=1, most=2**63 - 1, required=False), asked=False, listed=False, filtered=False),
            Column(
                name="inputs",
                input=JsonValue(required=False, help="As the operation asks for them."),
                filtered=False,
                sees=INPUTS,
                personal=True,
            ),
            Column(name="note", input=LongText(most=2000, required=False, help="For whom countersigns."), filtered=False, personal=True),
            Column(name="drafted_by", input=Ref(entity="account", required=False), asked=False),
            Column(name="decided_by", input=Ref(entity="account", required=False), asked=False),
            Column(name="in_place_of", input=Ref(entity="account", required=False), asked=False),
            Column(name="decided_at", input=Instant(label="Decided", required=False), asked=False, listed=False),
            Column(name="answer", input=LongText(required=False), asked=False, filtered=False, personal=True),
            Column(name="result", input=Whole(least=1, most=2**63 - 1, required=False), asked=False, listed=False),
        ),
        scopes={"own": "drafted_by_id", "works-under": "id"},
        workflow=Workflow(
            {
                "open": "Being drafted",
                "submitted": "Submitted",
                "returned": "Returned",
                "countersigned": "Countersigned",
                "withdrawn": "Withdrawn",
            },
            "open",
            (
                Move("submit", ("open", "returned"), "submitted"),
                Move("return", ("submitted",), "returned"),
                Move("countersign", ("submitted",), "countersigned"),
                Move("withdraw", ("open", "submitted", "returned"), "withdrawn"),
            ),
            open_states=("open", "returned"),
        ),
        order=("-id",),
        deletable=False,
    )
)
