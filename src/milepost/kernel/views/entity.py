"""What a saved view is to every door: who keeps one for themselves, and who sees those that are shared."""

from dataclasses import dataclass

from django.db.models import Q

from milepost.kernel.access import Actor, can_anywhere, holds_everywhere
from milepost.kernel.entity import Column, Entity, entities, register
from milepost.kernel.inputs import Flag, Input, Ref, Text, Unread
from milepost.kernel.models import SavedView
from milepost.kernel.views.query import Query
from milepost.values import listed, said

MODERATE = "saved-view.moderate"
"""It takes this, in the whole house, to change shared views of others."""
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, kw_only=True)
class ListWord(Input):
    """The word of an entity: "organisation"."""

    def read(self, raw: object) -> str:
        word = raw.strip().casefold() if isinstance(raw, str) else ""
        names = [one.name for one in entities()]
        if word not in names:
            raise Unread("no-such-entity", said("there is no list of '{word}'; known are {names}.", word=word[:40], names=listed(names)))
        return word

    def example(self, number: int = 1) -> str:
        return "organisation"

    def schema(self) -> dict[str, object]:
        return {"type": "string", "enum": [one.name for one in entities()]}


def _reach(actor: Actor, permission: str) -> Q:
    """One's own; of others what is shared, to be seen by those of the house who see such records, and changed by who moderates."""
    if not can_anywhere(actor, permission):
        return NOTHING
    own = Q(account_id=actor.account) if actor.account is not None else NOTHING
    if actor.kind == "client":
        return own
    if permission == "saved-view.view" or (permission in CHANGING and holds_everywhere(actor, MODERATE)):
        seen = [one.name for one in entities() if can_anywhere(actor, one.permission("view"))]
        return own | Q(shared=True, entity__in=seen)
    return own


CHANGING = ("saved-view.edit", "saved-view.delete")

SAVED_VIEW = register(
    Entity(
        name="saved-view",
        model=SavedView,
        columns=(
            Column(name="entity", input=ListWord(label="List of"), fixed=True),
            Column(name="name", input=Text(most=100), searched=True, personal=True),
            Column(name="account", input=Ref(entity="account", label="Whose", required=False, help="Oneself when left empty."), fixed=True),
            Column(
                name="query",
                input=Query(
                    label="What it asks",
                    required=False,
                    help="As it stands behind ? in the address of the list: kind=client&order=name&columns=name,kind.",
                ),
                filtered=False,
                personal=True,
            ),
            Column(name="shared", input=Flag(required=False, help="Everybody sees it who sees the list.")),
            Column(name="is_default", input=Flag(label="Default", required=False, help="The list begins with it.")),
        ),
        scopes={"own": "account_id"},
        order=("entity", "name"),
        reach=_reach,
    )
)
