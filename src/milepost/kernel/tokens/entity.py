"""What a token is to every door: whose, called what, for what, until when. Its secret and the hash of it are no columns."""

from dataclasses import dataclass

from milepost.kernel.entity import Column, Entity, register
from milepost.kernel.inputs import Instant, Ref, Text, Words
from milepost.kernel.models import Token


@dataclass(frozen=True, kw_only=True)
class Scopes(Words):
    """Permissions, or "*" for all that its owner holds at the time."""

    def example(self, number: int = 1) -> list[str]:
        return ["*"]


TOKEN = register(
    Entity(
        name="token",
        help="What a program shows instead of a password. Each can be ended by itself.",
        model=Token,
        columns=(
            Column(name="name", input=Text(most=100, help="What it is for."), fixed=True, searched=True, personal=True),
            Column(
                name="account",
                input=Ref(entity="account", required=False, help="Whose it is: oneself; only the house names another."),
                fixed=True,
            ),
            Column(
                name="scopes",
                input=Scopes(help="Permissions such as client.view, or * for all that one holds oneself."),
                fixed=True,
                filtered=False,
                personal=False,
            ),
            Column(
                name="expires_at",
                input=Instant(label="Expires", required=False, help="The longest life that the house allows when left empty."),
                fixed=True,
            ),
            Column(name="start", input=Text(most=12, label="Begins with"), asked=False, personal=False),
            Column(name="used_at", input=Instant(label="Last used", required=False), asked=False),
            Column(name="ended_at", input=Instant(label="Revoked", required=False), asked=False),
        ),
        scopes={"own": "account_id"},
        order=("-id",),
        editable=False,
        deletable=False,
    )
)
