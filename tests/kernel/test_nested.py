"""Operations that call operations: allowed as their cause was, journalled under it, undone with it."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import pytest

from milepost.apps.organisations.entities import ORGANISATION
from milepost.apps.organisations.models import Organisation, Site
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid, WrongState
from milepost.kernel.inputs import LongText
from milepost.kernel.models import JournalEntry
from milepost.kernel.operations import at_the_end, operation, operation_named, perform, together
from milepost.kernel.operations.after import _settlements
from milepost.kernel.operations.operation import _known
from milepost.kernel.undo import undo

SITE, CREATE, CLOSE = (operation_named(name) for name in ("site.create", "organisation.create", "organisation.close"))


@pytest.fixture(autouse=True)
def settle() -> Iterator[None]:
    @operation(ORGANISATION, "settle")
    def settle(organisations: Sequence[Any], *, reason: Annotated[str, LongText(label="Why", most=200)]) -> None:
        """Makes a site for each; one that cannot be made is done without."""
        for one in organisations:
            perform(SITE, actor=None, given={"name": "Town Hall", "organisation": one.pk})  # type: ignore[arg-type]
            with pytest.raises(Invalid):
                perform(CREATE, actor=None, given={"name": one.name, "kind": one.kind})  # type: ignore[arg-type]
            if one.reference == "trouble":
                raise Invalid({})
            one.reference = "settled"

    yield
    _known.pop("organisation.settle")


def made(actor: Actor, *references: str) -> list[int]:
    rows = [{"name": f"Client {n}", "kind": "client", "reference": text} for n, text in enumerate(references)]
    return [record.pk for record in perform(CREATE, actor, given=rows).records]


def test_what_an_operation_calls_is_allowed_as_it_was_and_names_it_as_cause(anybody: Actor, staff: Any) -> None:
    keys = made(anybody, "a")
    ann = staff("Ann", "organisation.settle", "organisation.view")
    done = perform(operation_named("organisation.settle"), ann, on=keys, given={"reason": "they moved"}, request="r1")
    site, own = JournalEntry.objects.order_by("id")[1:]
    assert (site.operation, own.operation) == ("site.create", "organisation.settle")
    assert site.cause == own.batch == done.batch and site.batch != own.batch and own.cause == ""
    assert {(entry.account_id, entry.request, entry.reason) for entry in (site, own)} == {(ann.account, "r1", "they moved")}
    assert Organisation.objects.get().reference == "settled"


def test_what_was_called_is_undone_with_what_called_it(anybody: Actor) -> None:
    keys = made(anybody, "a", "trouble")
    with pytest.raises(Invalid):
        perform(operation_named("organisation.settle"), anybody, on=keys, given={"reason": "they moved"})
    assert not Site.objects.exists() and JournalEntry.objects.count() == 2
    assert perform(CREATE, anybody, given={"name": "Next", "kind": "client"}).records[0].number == "ORG-3"  # type: ignore[attr-defined]


def test_each_record_keeps_the_reason_that_was_given_for_it(anybody: Actor) -> None:
    keys = made(anybody, "a", "b")
    perform(CLOSE, anybody, on=keys, given=[{"reason": "insolvent"}, {"reason": "merged"}])
    told = JournalEntry.objects.filter(operation="organisation.close").order_by("record")
    assert [entry.reason for entry in told] == ["insolvent", "merged"]


def test_what_nothing_leads_back_from_is_not_taken_back_in_part_whatever_reason_was_given(anybody: Actor) -> None:
    """The site that was made with it could be deleted, but not it itself. The word under which the journal has undoing may be typed by
    anybody."""
    for reason, key in zip(("they moved", "undone"), made(anybody, "a", "b"), strict=True):
        done = perform(operation_named("organisation.settle"), anybody, on=[key], given={"reason": reason})
        with pytest.raises(WrongState, match="nothing leads back from 'settle'"):
            undo(anybody, done.batch)
    assert Site.objects.count() == 2


@pytest.fixture
def settled() -> Iterator[list[str]]:
    """The operations that were settled."""
    found: list[str] = []

    @at_the_end("site.create", "organisation.create")
    def keep(deeds: Sequence[tuple[str, Sequence[Any]]]) -> None:
        found.extend(name for name, _ in deeds)

    yield found
    _settlements.pop()


def test_what_a_refused_operation_had_called_is_not_settled_for_it_was_not_done(anybody: Actor, settled: list[str]) -> None:
    keys = made(anybody, "trouble")
    settled.clear()
    with together():
        with pytest.raises(Invalid):
            perform(operation_named("organisation.settle"), anybody, on=keys, given={"reason": "they moved"})
        perform(CREATE, anybody, given={"name": "Next", "kind": "client"})
    assert settled == ["organisation.create"] and not Site.objects.exists()


def test_what_fails_together_within_another_is_not_done(anybody: Actor, settled: list[str]) -> None:
    with together():
        with pytest.raises(Invalid), together():
            made(anybody, "a")
            raise Invalid({})
        made(anybody, "b")
    assert settled == ["organisation.create"]
    assert list(Organisation.objects.values_list("reference", flat=True)) == ["b"]
