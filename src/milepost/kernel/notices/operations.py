"""What is done with notices, mutes and preferences of mail: by everybody for themselves."""

from collections.abc import Sequence

from milepost.kernel.clock import now
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.models import MailPreference, Mute, Notice
from milepost.kernel.notices.entity import MAIL_PREFERENCE, MUTE, NOTICE
from milepost.kernel.notices.own import for_oneself
from milepost.kernel.operations import current, operation
from milepost.kernel.operations.generated import add_generated
from milepost.values import said

USUAL_HOUR = 8


def _told(notices: Sequence[Notice]) -> None:
    """The reader of the journal makes notices without an operation; the house may by one."""
    for notice in notices:
        notice.at = now()


def _muted(mutes: Sequence[Mute]) -> None:
    """What is muted is one thing: an operation, a kind of record, or one record of a kind."""
    for_oneself(mutes, what=said("mutes"))
    for mute in mutes:
        mute.record = mute.record or 0
        if not mute.operation and not mute.entity:
            told = said("what is muted? Name an operation, a kind of record, or one record.")
            raise Invalid({"": [Fault("required", told)]})
        if mute.record and not mute.entity:
            raise Invalid({"entity": [Fault("required", said("of which kind is the record?"))]})


def _preferred(preferences: Sequence[MailPreference]) -> None:
    for_oneself(preferences, what=said("chooses their mail"))
    for one in preferences:
        if one.hour is None:
            one.hour = USUAL_HOUR


add_generated(NOTICE, then=_told)
add_generated(MUTE, then=_muted)
add_generated(MAIL_PREFERENCE, then=_preferred)


@operation(NOTICE, "mark-read")
def mark_read(notices: Sequence[Notice]) -> None:
    """Say that notices were read."""
    _own(notices)


@operation(NOTICE, "mark-new")
def mark_new(notices: Sequence[Notice]) -> None:
    """Have notices stand there as new again."""
    _own(notices)


@operation(NOTICE, "mark-done")
def mark_done(notices: Sequence[Notice]) -> None:
    """Put notices aside: what they ask for is done, or will not be."""
    _own(notices)


def _own(notices: Sequence[Notice]) -> None:
    """Raises Denied for a notice of somebody else."""
    call = current()
    assert call is not None
    if not call.actor.unbounded and any(notice.account_id != call.actor.account for notice in notices):
        raise Denied(said("Everybody reads for themselves."))
