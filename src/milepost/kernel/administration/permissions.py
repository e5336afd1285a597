"""Which permissions there are, and whether somebody holds them."""

from collections.abc import Iterable

from milepost.kernel.access import Actor
from milepost.kernel.access.actor import HOUSE, Held
from milepost.kernel.access.scopes import scope_kinds
from milepost.kernel.entity import entities
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.operations import operations
from milepost.kernel.questions import questions
from milepost.values import said

FURTHER = {
    "comment.moderate",
    "attachment.moderate",
    "journal.view",
    "saved-view.share",
    "saved-view.default",
    "saved-view.moderate",
}
"""Those that are neither an operation's name nor asked for by a column."""


def known_permissions() -> frozenset[str]:
    """Every word that a role may hold."""
    seen = {column.sees for one in entities() for column in one.columns if column.sees}
    done = {one.name for one in operations()} | {one.name for one in questions()}
    return frozenset({one.permission("view") for one in entities()} | done | seen | FURTHER)


def check_known(permissions: Iterable[str]) -> None:
    """Raises Invalid for the first word that is no permission."""
    for word in sorted(set(permissions) - known_permissions()):
        raise Invalid(
            {
                "permissions": [
                    Fault("no-such-permission", said("'{word}' is no permission; an operation's name or ENTITY.view is.", word=word))
                ]
            }
        )


def check_held(actor: Actor, permissions: Iterable[str], *, kind: str = HOUSE, scope: int | None = None, to: str) -> None:
    """Nobody gives what they do not hold there: in the whole house, or in just that scope. Raises Denied."""
    if actor.unbounded:
        return
    there = {HOUSE} if _differs_by_account(kind) or scope is None else {HOUSE, kind}
    held = {p for h in actor.held if h.scope_kind in there and (h.scope_kind == HOUSE or h.scope_id == scope) for p in h.permissions}
    lacking = sorted(set(permissions) - held)
    if lacking:
        more = said(" and {count} more", count=len(lacking) - 1) if len(lacking) > 1 else ""
        raise Denied(
            said("You may not {to}: it takes {lacking}{more}, which you do not hold there yourself.", to=to, lacking=lacking[0], more=more)
        )


def check_covers(actor: Actor, held: Iterable[Held], *, to: str) -> None:
    """Nobody changes who may do more than they. Raises Denied."""
    for one in held:
        check_held(actor, one.permissions | one.drafts, kind=one.scope_kind, scope=one.scope_id, to=to)


def _differs_by_account(kind: str) -> bool:
    """Whether the same scope reaches other rows for another account, so that holding it oneself says nothing about theirs."""
    found = scope_kinds().get(kind)
    return found is None or (found.ids is not None and kind == "own")
