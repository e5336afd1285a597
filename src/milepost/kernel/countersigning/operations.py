"""What is done with drafts: written, submitted, returned or countersigned, withdrawn."""

from collections.abc import Sequence
from typing import Annotated

from milepost.kernel.access import Actor
from milepost.kernel.call import stands_in
from milepost.kernel.clock import now
from milepost.kernel.countersigning.authority import over_draft
from milepost.kernel.countersigning.entity import DRAFT
from milepost.kernel.countersigning.proposed import check, check_unchanged, operation_of
from milepost.kernel.errors import Denied
from milepost.kernel.inputs import LongText
from milepost.kernel.models import Draft
from milepost.kernel.operations import Countersigned, current, operation, perform
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _actor() -> Actor:
    call = current()
    assert call is not None
    return call.actor


def _written(drafts: Sequence[Draft]) -> None:
    """A draft is its author's alone, and says what could be done as it stands: every fault is told now, not when it is countersigned."""
    for draft in drafts:
        if draft.pk is None:
            draft.drafted_by_id = _actor().account
        _check_author(draft, said("changes it"))
        check(draft, _actor())


add_generated(DRAFT, then=_written)


@operation(DRAFT, "submit")
def submit(drafts: Sequence[Draft]) -> None:
    """Submit a draft to whom one works under. Refused where the record was changed after the draft was written."""
    for draft in drafts:
        _check_author(draft, said("submits it"))
        check_unchanged(draft, _actor())
        check(draft, _actor())
        if not _actor().unbounded and not over_draft(draft):
            raise Denied(said("Nobody is named under whom you work, so nobody could countersign. Ask for that to be set first."))


@operation(DRAFT, "withdraw")
def withdraw(drafts: Sequence[Draft]) -> None:
    """Take a draft back: nothing comes of it."""
    for draft in drafts:
        _check_author(draft, said("withdraws it"))


@operation(DRAFT, "return")
def send_back(drafts: Sequence[Draft], *, reason: Annotated[str, LongText(label="Why", most=2000)]) -> None:
    """Return a draft to its author, and say what has to be different."""
    for draft in drafts:
        _decide(draft)
        draft.answer = reason


@operation(DRAFT, "countersign")
def countersign(drafts: Sequence[Draft], *, note: Annotated[str, LongText(label="Note", most=2000, required=False)]) -> None:
    """Countersign a draft: what it proposes is done now, by the countersigner's own authority and under both names. Refused where the
    record was changed after the draft was written."""
    for draft in drafts:
        _decide(draft)
        draft.answer = note or ""
        check_unchanged(draft, _actor())
        # The version is asked for once more, for here nobody holds the record yet: somebody could change it just now.
        done = perform(
            operation_of(draft),
            _actor(),
            on=[] if draft.record is None else [draft.record],
            versions={} if draft.record is None else {draft.record: draft.record_version or 0},
            given=draft.inputs or {},
            countersigned=Countersigned(draft.drafted_by_id, draft.in_place_of_id),
        )
        draft.result = done.records[0].pk


def _check_author(draft: Draft, what: str) -> None:
    if not _actor().unbounded and draft.drafted_by_id != _actor().account:
        raise Denied(said("A draft is its author's: nobody else {what}.", what=what))


def _decide(draft: Draft) -> None:
    """Only whom the author works under, or who stands in for them. Raises Denied."""
    actor = _actor()
    allowed = over_draft(draft)
    if not actor.unbounded and actor.account not in allowed:
        own = actor.account == draft.drafted_by_id
        told = (
            said("Nobody countersigns their own draft.")
            if own
            else said("A draft is countersigned by whom its author works under, or who stands in for them.")
        )
        raise Denied(told)
    draft.decided_by_id, draft.decided_at = actor.account, now()
    draft.in_place_of_id = None if actor.account is None else allowed.get(actor.account)
    if draft.in_place_of_id is not None:
        stands_in(draft.pk, draft.in_place_of_id)
