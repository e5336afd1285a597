"""What is done with tokens: made for oneself and shown once, revoked."""

from collections.abc import Sequence

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.tokens import ALL, give_text
from milepost.kernel.administration.permissions import known_permissions
from milepost.kernel.clock import now
from milepost.kernel.errors import Denied, Fault, Invalid, WrongState
from milepost.kernel.inputs import Text
from milepost.kernel.models import Token
from milepost.kernel.operations import current, operation, show_once
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.tokens.entity import TOKEN
from milepost.kernel.tokens.limits import longest
from milepost.values import said


def _make(tokens: Sequence[Token]) -> None:
    call = current()
    assert call is not None
    for token in tokens:
        _whose(token, call.actor)
        _for_what(token, call.actor)
        _until_when(token, call.actor)
        show_once(token, token=give_text(token))


def _whose(token: Token, actor: Actor) -> None:
    """Nobody makes a token for another; the house does when it is set up. Raises Denied."""
    token.account_id = token.account_id or actor.account  # type: ignore[assignment]
    if token.account_id is None:
        raise Invalid({"account": [Fault("required", said("whose is it? The house itself needs no token."))]})
    if not actor.unbounded and token.account_id != actor.account:
        raise Denied(said("Everybody makes their own tokens."))
    if not token.account.is_active:
        raise Invalid({"account": [Fault("closed", said("this account is closed; its tokens would let nobody in."))]})


def _for_what(token: Token, actor: Actor) -> None:
    """Never for more than its maker may do, nor than the token they make it with. Raises Denied and Invalid."""
    if not token.scopes:
        raise Invalid({"scopes": [Fault("required", said("for what? Name permissions, or * for all that you hold."))]})
    limited = actor.through is not None and actor.through.scopes is not None
    if ALL in token.scopes:
        if limited:
            raise Denied(said("A token that is limited to some permissions makes none that is not."))
        token.scopes = [ALL]
        return
    known = known_permissions()
    for word in token.scopes:
        if word not in known:
            raise Invalid(
                {
                    "scopes": [
                        Fault("no-such-permission", said("'{word}' is no permission; an operation's name or ENTITY.view is.", word=word))
                    ]
                }
            )
        if not can_anywhere(actor, word):
            raise Denied(said("You may not make a token for {word}: you do not hold it yourself.", word=word))


def _until_when(token: Token, actor: Actor) -> None:
    """Not longer than the house allows, nor than the token it is made with: a stolen one would else renew itself. Raises Invalid."""
    at = now()
    latest = at + longest()
    through = actor.through.expires_at if actor.through is not None else None
    if token.expires_at is None:
        token.expires_at = latest if through is None else min(latest, through)
    elif token.expires_at <= at:
        raise Invalid({"expires_at": [Fault("past", said("this has passed already."))]})
    elif token.expires_at > latest:
        raise Invalid(
            {
                "expires_at": [
                    Fault(
                        "too-late",
                        said("tokens live {days:,} days at most here: until {latest:%Y-%m-%d}.", days=longest().days, latest=latest),
                    )
                ]
            }
        )
    elif through is not None and token.expires_at > through:
        raise Invalid(
            {
                "expires_at": [
                    Fault(
                        "too-late", said("the token that makes it ends on {through:%Y-%m-%d}, and it cannot outlive that.", through=through)
                    )
                ]
            }
        )


add_generated(TOKEN, then=_make, shows={"token": Text(label="The token itself, shown only now")})


@operation(TOKEN, "revoke")
def revoke(tokens: Sequence[Token]) -> None:
    """Revoke a token: whoever holds it is out at once, and for good."""
    at = now()
    for token in tokens:
        if token.ended_at is not None:
            raise WrongState(said("token '{token}' was revoked already.", token=token.name), state="revoked", allowed=("valid",))
        token.ended_at = at
