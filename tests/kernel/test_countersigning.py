"""Countersigning: who works under somebody drafts, and that one countersigns; nobody does both."""

from collections.abc import Iterator
from typing import Annotated, Any

import pytest

from milepost.apps.organisations.entities import ORGANISATION
from milepost.apps.organisations.models import Organisation
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.access.tokens import actor_of_token, make_token
from milepost.kernel.countersigning import DRAFT, authority
from milepost.kernel.countersigning import operations as countersigning
from milepost.kernel.countersigning.proposed import check_unchanged
from milepost.kernel.errors import Denied, Invalid, Missing, Stale, WrongState
from milepost.kernel.inputs import Text
from milepost.kernel.journal.read import history_of
from milepost.kernel.models import Account, Draft, Grant, JournalEntry
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.operation import _known
from milepost.kernel.rows import read_row

DRAFTING = ("draft.view", "draft.inputs", "draft.create", "draft.edit", "draft.submit", "draft.withdraw")
DECIDING = ("draft.view", "draft.inputs", "draft.countersign", "draft.return")
WORK = ("organisation.view", "organisation.create", "organisation.edit", "organisation.close")


class Named:
    """Ann works under Mia, for whom Sam stands in."""

    def __init__(self, **accounts: int) -> None:
        self.accounts = accounts

    def over(self, account: int) -> dict[int, int | None]:
        ann, mia, sam = (self.accounts[name] for name in ("Ann", "Mia", "Sam"))
        return {mia: None, sam: mia, ann: None} if account == ann else {}

    def under(self, account: int) -> list[int]:
        return [self.accounts["Ann"]] if account in (self.accounts["Mia"], self.accounts["Sam"]) else []


@pytest.fixture
def people(staff: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Actor]:
    """Ann may do the work only under countersignature; Mia and Sam do it themselves; Zoe too, but nobody works under her."""
    actors = {"Ann": staff("Ann", *DRAFTING, kind="own")}
    staff("Ann", *WORK)
    Grant.objects.filter(account=actors["Ann"].account, scope_kind="house").update(countersigned=True)
    for name in ("Mia", "Sam", "Zoe"):
        actors[name] = staff(name, *DECIDING, kind="works-under")
        staff(name, *WORK)
    found = {name: actor_of(Account.objects.get(pk=actor.account)) for name, actor in actors.items()}
    monkeypatch.setattr(authority, "_given", [Named(**{name: actor.account or 0 for name, actor in found.items()})])
    return found


@pytest.fixture
def harbour(anybody: Actor) -> int:
    return perform(operation_named("organisation.create"), anybody, given={"name": "Harbour Council", "kind": "client"}).records[0].pk


def drafted(ann: Actor, record: int | None, what: str = "organisation.edit", **inputs: Any) -> int:
    given = {"operation": what, "record": record, "inputs": inputs or {"reference": "HC"}, "note": "as agreed on the telephone"}
    return perform(operation_named("draft.create"), ann, given=given).records[0].pk


def do(verb: str, who: Actor, draft: int, **given: Any) -> Draft:
    perform(operation_named(f"draft.{verb}"), who, on=[draft], given=given)
    return Draft.objects.get(pk=draft)


def submitted(ann: Actor, record: int | None, what: str = "organisation.edit", **inputs: Any) -> int:
    draft = drafted(ann, record, what, **inputs)
    do("submit", ann, draft)
    return draft


def test_who_works_under_somebody_sees_all_and_changes_nothing_alone(people: dict[str, Actor], harbour: int) -> None:
    assert read_row(ORGANISATION, people["Ann"], harbour)["name"] == "Harbour Council"
    with pytest.raises(Denied, match=r"You may draft it \(draft\.create, for organisation\.edit\)"):
        perform(operation_named("organisation.edit"), people["Ann"], on=[harbour], given={"reference": "HC"})
    with pytest.raises(Denied, match="You may draft it"):
        perform(operation_named("organisation.create"), people["Ann"], given={"name": "Mine", "kind": "client"})
    assert JournalEntry.objects.count() == 1


@pytest.mark.duty_part("APM-20", "draft under a named manager, countersigned by them", where="milepost draft submit, countersign")
def test_a_draft_is_done_when_it_is_countersigned_and_the_journal_names_both(people: dict[str, Actor], harbour: int) -> None:
    draft = submitted(people["Ann"], harbour)
    assert Organisation.objects.get(pk=harbour).reference == ""
    done = do("countersign", people["Mia"], draft, note="fine")
    assert Organisation.objects.get(pk=harbour).reference == "HC"
    assert (done.state, done.result, done.answer, done.decided_by_id) == ("countersigned", harbour, "fine", people["Mia"].account)
    entry = JournalEntry.objects.get(operation="organisation.edit")
    assert (entry.account_id, entry.drafted_by_id, entry.in_place_of_id) == (people["Mia"].account, people["Ann"].account, None)
    assert entry.cause == JournalEntry.objects.get(operation="draft.countersign").batch
    told = history_of(ORGANISATION, people["Mia"], harbour)[0]
    assert (told["by"], told["drafted_by"], told["in_place_of"]) == ("Mia", "Ann", None)


def test_who_stands_in_countersigns_in_the_place_of_the_one_who_is_named(people: dict[str, Actor], harbour: int) -> None:
    done = do("countersign", people["Sam"], submitted(people["Ann"], harbour))
    assert (done.decided_by_id, done.in_place_of_id) == (people["Sam"].account, people["Mia"].account)
    for entry in JournalEntry.objects.filter(operation__in=("organisation.edit", "draft.countersign")):
        assert (entry.account_id, entry.in_place_of_id) == (people["Sam"].account, people["Mia"].account)


def test_nobody_countersigns_their_own_draft_and_no_stranger_does(people: dict[str, Actor], harbour: int, staff: Any) -> None:
    draft = submitted(people["Ann"], harbour)
    staff("Ann", *DECIDING)
    with pytest.raises(Denied, match="Nobody countersigns their own"):
        do("countersign", actor_of(Account.objects.get(name="Ann")), draft)
    with pytest.raises(Missing):
        do("countersign", people["Zoe"], draft)
    staff("Zoe", *DECIDING)
    with pytest.raises(Denied, match="by whom its author works under"):
        do("countersign", actor_of(Account.objects.get(name="Zoe")), draft)
    assert Draft.objects.get(pk=draft).state == "submitted"


def test_nobody_countersigns_what_they_could_not_do_themselves(people: dict[str, Actor], harbour: int) -> None:
    draft = submitted(people["Ann"], harbour, "organisation.close", reason="merged")
    Grant.objects.filter(account=people["Mia"].account, scope_kind="house").delete()
    mia = actor_of(Account.objects.get(name="Mia"))
    with pytest.raises(Missing):
        do("countersign", mia, draft)
    assert Organisation.objects.get(pk=harbour).state == "active" and Draft.objects.get(pk=draft).state == "submitted"


def test_what_was_changed_meanwhile_is_not_countersigned(people: dict[str, Actor], harbour: int, anybody: Actor) -> None:
    draft = submitted(people["Ann"], harbour)
    perform(operation_named("organisation.edit"), people["Zoe"], on=[harbour], given={"reference": "other"})
    with pytest.raises(Stale, match="Zoe changed Their reference"):
        do("countersign", people["Mia"], draft)
    do("return", people["Mia"], draft, reason="somebody was faster")
    with pytest.raises(Stale):
        do("submit", people["Ann"], draft)
    perform(operation_named("draft.edit"), people["Ann"], on=[draft], given={"note": "still wanted"})
    do("submit", people["Ann"], draft)
    do("countersign", people["Mia"], draft)
    assert Organisation.objects.get(pk=harbour).reference == "HC"


def test_what_is_changed_at_the_very_moment_of_countersigning_is_not_overwritten(
    people: dict[str, Actor], harbour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = submitted(people["Ann"], harbour)
    others = people["Zoe"]

    def check_and_then(draft: Draft, actor: Actor) -> None:
        check_unchanged(draft, actor)
        perform(operation_named("organisation.edit"), others, on=[harbour], given={"reference": "other"})

    monkeypatch.setattr(countersigning, "check_unchanged", check_and_then)
    with pytest.raises(Stale):
        do("countersign", people["Mia"], draft)


def test_a_draft_that_is_returned_says_why_and_comes_again(people: dict[str, Actor], harbour: int) -> None:
    draft = submitted(people["Ann"], harbour)
    with pytest.raises(WrongState):
        perform(operation_named("draft.edit"), people["Ann"], on=[draft], given={"inputs": {"reference": "X"}})
    assert do("return", people["Mia"], draft, reason="their own word, please").answer == "their own word, please"
    perform(operation_named("draft.edit"), people["Ann"], on=[draft], given={"inputs": {"reference": "Harbour/7"}})
    do("submit", people["Ann"], draft)
    do("countersign", people["Mia"], draft)
    assert Organisation.objects.get(pk=harbour).reference == "Harbour/7"
    with pytest.raises(WrongState):
        do("countersign", people["Mia"], draft)


def test_what_a_draft_creates_is_created_by_countersigning(people: dict[str, Actor]) -> None:
    draft = submitted(people["Ann"], None, "organisation.create", name="Eastmoor School", kind="client")
    done = do("countersign", people["Mia"], draft)
    assert done.subject == "Create organisation 'Eastmoor School'"
    assert Organisation.objects.get(pk=done.result).name == "Eastmoor School"


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"operation": "organisation.edit", "inputs": {"name": ""}}, Invalid, "name: this is needed"),
        ({"operation": "organisation.edit", "inputs": {"colour": "red"}}, Invalid, "no field 'colour'"),
        ({"operation": "organisation.edit", "inputs": ["red"]}, Invalid, "expected an object"),
        ({"operation": "organisation.edit", "record": None}, Invalid, "which organisation"),
        ({"operation": "organisation.edit", "record": 10**6}, Missing, "There is no organisation 1000000"),
        ({"operation": "organisation.create", "inputs": {"name": "a", "kind": "client"}}, Invalid, "is about none"),
        ({"operation": "organisation.reopen", "inputs": {}}, Denied, "may not draft this"),
        ({"operation": "organisation.shred", "inputs": {}}, Invalid, "no operation that can be drafted"),
        ({"operation": "draft.countersign", "inputs": {}}, Invalid, "no operation that can be drafted"),
        ({"operation": "setting.create", "inputs": {}}, Invalid, "no operation that can be drafted"),
    ],
)
def test_every_fault_is_told_when_it_is_drafted(
    given: dict[str, Any], error: type[Exception], said: str, people: dict[str, Actor], harbour: int
) -> None:
    with pytest.raises(error, match=said):
        perform(operation_named("draft.create"), people["Ann"], given={"record": harbour, **given})
    assert not Draft.objects.exists()


def test_a_draft_is_its_authors_alone(people: dict[str, Actor], harbour: int, staff: Any) -> None:
    draft = drafted(people["Ann"], harbour)
    staff("Zoe", *DRAFTING)
    zoe = actor_of(Account.objects.get(name="Zoe"))
    for verb, given in (("edit", {"note": "mine"}), ("submit", {}), ("withdraw", {})):
        with pytest.raises(Denied, match="A draft is its author's"):
            do(verb, zoe, draft, **given)
    assert do("withdraw", people["Ann"], draft).state == "withdrawn"


def test_what_is_proposed_is_seen_by_its_author_and_who_countersigns(people: dict[str, Actor], harbour: int, staff: Any) -> None:
    draft = submitted(people["Ann"], harbour)
    for name in ("Ann", "Mia", "Sam"):
        assert read_row(DRAFT, people[name], draft)["inputs"] == {"reference": "HC"}
    assert "inputs" not in read_row(DRAFT, staff("Reader", "draft.view"), draft)
    with pytest.raises(Missing):
        read_row(DRAFT, people["Zoe"], draft)


def test_a_draft_that_nobody_could_countersign_is_not_submitted(
    people: dict[str, Actor], harbour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = drafted(people["Ann"], harbour)
    monkeypatch.setattr(authority, "_given", [])
    with pytest.raises(Denied, match="Nobody is named under whom you work"):
        do("submit", people["Ann"], draft)


def test_a_token_of_who_works_under_somebody_gives_no_more_than_that(people: dict[str, Actor], harbour: int) -> None:
    account = Account.objects.get(name="Ann")
    for scopes in (None, ["organisation.view", "organisation.edit", "draft.create", "draft.submit"]):
        actor = actor_of_token(make_token(account, f"script {scopes}", scopes=scopes))
        assert actor is not None
        with pytest.raises(Denied, match="You may draft it"):
            perform(operation_named("organisation.edit"), actor, on=[harbour], given={"reference": "HC"})
        assert drafted(actor, harbour)
    viewing = actor_of_token(make_token(account, "reads", scopes=["organisation.view", "draft.create"]))
    assert viewing is not None
    with pytest.raises(Denied, match="may not draft"):
        drafted(viewing, harbour)


@pytest.fixture
def settle() -> Iterator[str]:
    @operation(ORGANISATION, "settle", countersigned=True)
    def settle(organisations: Any, *, reference: Annotated[str, Text(most=20)]) -> None:
        """Takes two people."""
        for one in organisations:
            one.reference = reference

    yield "organisation.settle"
    _known.pop("organisation.settle")


def test_what_takes_two_is_done_by_nobody_alone(settle: str, people: dict[str, Actor], harbour: int, staff: Any) -> None:
    for name in ("Ann", "Mia"):
        staff(name, settle)
        people[name] = actor_of(Account.objects.get(name=name))
        with pytest.raises(Denied, match="Nobody does this alone: draft it"):
            perform(operation_named(settle), people[name], on=[harbour], given={"reference": "S"})
    do("countersign", people["Mia"], submitted(people["Ann"], harbour, settle, reference="S"))
    assert Organisation.objects.get(pk=harbour).reference == "S"
