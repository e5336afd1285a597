"""What accounts, groups, memberships, roles and grants are to every door."""

from dataclasses import dataclass

from django.conf import settings

from milepost.kernel.access import scope_kinds
from milepost.kernel.access.actor import HOUSE
from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Address, Choice, Flag, Input, Ref, Text, Unread, Whole, Words, Zone
from milepost.kernel.models import Account, Grant, Group, Membership, Role
from milepost.values import listed, said

UNDER = "Yes: what the role lets them change they only draft, and somebody they work under countersigns it."
ADDRESSES = "account.address"
"""It takes this to see the addresses that people log in with; names alone are for everybody who holds account.view."""


@dataclass(frozen=True, kw_only=True)
class ScopeWord(Input):
    """A kind of scope that some room has declared, or the whole house."""

    def read(self, raw: object) -> str:
        word = raw.strip().casefold() if isinstance(raw, str) else ""
        known = [HOUSE, *scope_kinds()]
        if word not in known:
            raise Unread("no-such-scope", said("'{word}' is no kind of scope; known are {known}.", word=word[:40], known=listed(known)))
        return word

    def example(self, number: int = 1) -> str:
        return HOUSE

    def schema(self) -> dict[str, object]:
        return {"type": "string", "enum": [HOUSE, *scope_kinds()]}


ACCOUNT = register(
    Entity(
        name="account",
        help="Who can log in. A person of the house may have one, and what it may do is granted by roles.",
        model=Account,
        columns=(
            Column(name="name", input=Text(), searched=True, personal=True),
            Column(name="email", input=Address(label="Email"), searched=True, personal=True, sees=ADDRESSES),
            Column(name="kind", input=Choice(options=dict(Account.Kind.choices)), fixed=True),
            Column(name="zone", input=Zone(label="Time zone", required=False), personal=True),
            Column(
                name="language",
                input=Choice(options=dict(settings.LANGUAGES), required=False, help="As the browser asks where it is empty."),
                listed=False,
                personal=True,
            ),
            Column(name="is_active", input=Flag(label="Open"), asked=False),
        ),
        scopes={"own": "id"},
        order=("name",),
        deletable=False,
    )
)

GROUP = register(
    Entity(
        name="group",
        help="Accounts that are granted roles together: grant to the group once, then change who is in it.",
        model=Group,
        columns=(Column(name="name", input=Text(most=100), searched=True, personal=False),),
        order=("name",),
    )
)

MEMBERSHIP = register(
    Entity(
        name="membership",
        help="Which account belongs to which group.",
        model=Membership,
        title="account",
        columns=(
            Column(name="group", input=Ref(entity="group"), fixed=True),
            Column(name="account", input=Ref(entity="account"), fixed=True),
        ),
        scopes={"own": "account_id"},
        order=("group", "id"),
        editable=False,
    )
)

ROLE = register(
    Entity(
        name="role",
        help="Sets of permissions by name. Nobody may do what no role lets them.",
        model=Role,
        columns=(
            Column(name="name", input=Text(most=100), searched=True, personal=False),
            Column(
                name="permissions", input=Words(required=False, help="Such as client.view, client.edit."), filtered=False, personal=False
            ),
        ),
        order=("name",),
    )
)

GRANT = register(
    Entity(
        name="grant",
        help="Which role an account or a group holds, and where: in the whole house, or in one organisation, team or line of report.",
        model=Grant,
        title="role",
        columns=(
            Column(name="account", input=Ref(entity="account", required=False), fixed=True),
            Column(name="group", input=Ref(entity="group", required=False), fixed=True),
            Column(name="role", input=Ref(entity="role"), fixed=True),
            Column(name="scope_kind", input=ScopeWord(label="Scope"), fixed=True),
            Column(name="scope_id", input=Whole(label="Of which", least=1, most=2**63 - 1, required=False), fixed=True),
            Column(name="countersigned", input=Flag(required=False, label="Under countersignature", help=UNDER), fixed=True),
        ),
        scopes={"own": "account_id"},
        order=("id",),
        editable=False,
    )
)
