"""What everybody may do with what is theirs alone: their own account and tokens, whatever else they were granted."""

from dataclasses import replace

from milepost.kernel.access.actor import Actor
from milepost.kernel.access.granted import Granted

OWN = frozenset(
    {
        *("account.view", "account.address", "account.edit", "account.set-password", "token.view", "token.revoke"),
        *("notice.view", "notice.mark-read", "notice.mark-new", "notice.mark-done", "mute.view", "mute.create", "mute.delete"),
        *("mail-preference.view", "mail-preference.create", "mail-preference.edit", "job.view", "job.cancel", "job.retry"),
    }
)


def as_oneself(actor: Actor) -> Actor:
    """The same actor on the page of their own account. Doors use it for nothing else; the journal names whoever it is."""
    return replace(actor, granted=(*actor.granted, Granted(OWN, "own")))
