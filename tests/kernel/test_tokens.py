"""Personal tokens: made for oneself and shown once, for no more and no longer than their maker has, revoked for good."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from milepost.cli.main import main
from milepost.kernel.access import Actor, house
from milepost.kernel.access.tokens import actor_of_token, make_token
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Denied, Invalid, Missing, WrongState
from milepost.kernel.inputs import Instant
from milepost.kernel.models import Account, JournalEntry, KeptAnswer, Setting, Token
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page
from milepost.kernel.settings import ensure_settings
from milepost.kernel.tokens import TOKEN

OWN = ("token.view", "token.create", "token.revoke")
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def ann(staff: Any) -> Actor:
    """Somebody who may see organisations, and has tokens."""
    staff("Ann", *OWN, kind="own")
    return staff("Ann", "organisation.view")


def make(actor: Actor, **given: Any) -> str:
    done = perform(operation_named("token.create"), actor, given={"name": "script", "scopes": ["*"], **given})
    text = done.shown[done.records[0].pk]["token"]
    assert isinstance(text, str)
    return text


def test_a_token_acts_as_its_owner_and_its_text_is_kept_nowhere(ann: Actor) -> None:
    text = make(ann)
    acting = actor_of_token(text)
    assert acting is not None and acting.account == ann.account
    token = Token.objects.get()
    kept = json.dumps([list(Token.objects.values()), list(JournalEntry.objects.values())], default=str)
    assert text not in kept and text.startswith(token.start)
    assert token.digest not in json.dumps(list(JournalEntry.objects.values()), default=str)
    (row,) = read_page(TOKEN, ann, question_from(TOKEN, ann, {})).rows
    assert token.digest not in json.dumps(row) and row["scopes"] == ["*"]


def test_nobody_makes_a_token_for_another_and_the_house_may(ann: Actor, staff: Any) -> None:
    bob = staff("Bob", *OWN, "account.view")
    with pytest.raises(Denied, match="their own tokens"):
        make(bob, account=ann.account)
    acting = actor_of_token(make(house("setting up"), account=ann.account))
    assert acting is not None and acting.account == ann.account
    with pytest.raises(Invalid, match="whose is it"):
        make(house("setting up"))


def test_a_token_is_for_no_more_than_its_owner_may_do(ann: Actor) -> None:
    with pytest.raises(Denied, match=r"organisation\.edit: you do not hold it"):
        make(ann, scopes=["organisation.view", "organisation.edit"])
    with pytest.raises(Invalid, match="is no permission"):
        make(ann, scopes=["organisation.fly"])
    with pytest.raises(Invalid, match="for what"):
        make(ann, scopes=[])
    assert not Token.objects.exists()


def test_a_token_makes_none_that_may_do_more_than_itself(ann: Actor) -> None:
    limited = actor_of_token(make(ann, scopes=["token.create", "organisation.view"]))
    assert limited is not None
    for scopes in (["*"], ["token.revoke"]):
        with pytest.raises(Denied):
            make(limited, scopes=scopes)
    smaller = actor_of_token(make(limited, scopes=["organisation.view"]))
    assert smaller is not None and smaller.through is not None and smaller.through.scopes == {"organisation.view"}


def test_a_token_makes_none_that_outlives_it(ann: Actor) -> None:
    with standing_at(START):
        acting = actor_of_token(make(ann, expires_at="2026-01-10T00:00:00Z"))
        assert acting is not None
        with pytest.raises(Invalid, match="cannot outlive"):
            make(acting, expires_at="2026-01-11T00:00:00Z")
        make(acting)
        assert Token.objects.latest("id").expires_at == datetime(2026, 1, 10, tzinfo=UTC)


def test_tokens_end_when_the_house_says_at_the_latest(ann: Actor, anybody: Actor) -> None:
    ensure_settings()
    setting = Setting.objects.get(name="token-days").pk
    perform(operation_named("setting.change"), anybody, on=[setting], given={"value": 30})
    with standing_at(START):
        for wrong, why in ((START - timedelta(seconds=1), "passed already"), (START + timedelta(days=31), "30 days at most")):
            with pytest.raises(Invalid, match=why):
                make(ann, expires_at=Instant().write(wrong))
        text = make(ann)
        assert Token.objects.get().expires_at == START + timedelta(days=30)
    with standing_at(START + timedelta(days=30)):
        assert actor_of_token(text) is None


def test_one_sees_and_revokes_ones_own_and_administrators_all(ann: Actor, staff: Any) -> None:
    text = make(ann)
    staff("Bob", *OWN, kind="own")
    bob = staff("Bob", "organisation.view")
    other = make(bob)
    mine, theirs = Token.objects.get(account=ann.account).pk, Token.objects.get(account=bob.account).pk
    assert [row["id"] for row in read_page(TOKEN, ann, question_from(TOKEN, ann, {})).rows] == [mine]
    with pytest.raises(Missing):
        perform(operation_named("token.revoke"), ann, on=[theirs])
    perform(operation_named("token.revoke"), ann, on=[mine])
    assert actor_of_token(text) is None
    with pytest.raises(WrongState):
        perform(operation_named("token.revoke"), ann, on=[mine])
    perform(operation_named("token.revoke"), staff("Chief", *OWN), on=[theirs])
    assert actor_of_token(other) is None
    assert [entry.operation for entry in JournalEntry.objects.filter(record=mine, entity="token").order_by("id")] == [
        "token.create",
        "token.revoke",
    ]


def test_the_end_of_tokens_with_their_account_is_journalled(ann: Actor, anybody: Actor) -> None:
    make(ann)
    perform(operation_named("account.close"), anybody, on=[ann.account or 0])
    entry = JournalEntry.objects.get(operation="token.revoke")
    assert entry.cause == JournalEntry.objects.get(operation="account.close").batch


def test_over_the_door_it_is_shown_once_and_the_kept_answer_lacks_it(ann: Actor) -> None:
    caller = make_token(Account.objects.get(pk=ann.account), "first")

    def ask() -> Any:
        headers = {"Authorization": f"Bearer {caller}", "Idempotency-Key": "one"}
        return Client().post("/api/v1/tokens/", {"name": "second", "scopes": ["*"]}, content_type="application/json", headers=headers)

    first, again = ask(), ask()
    assert (first.status_code, again.status_code, again["Idempotent-Replay"]) == (201, 201, "true")
    text = first.json()["token"]
    assert actor_of_token(text) is not None and Token.objects.count() == 2
    assert again.json()["token"] is None and "first answer only" in again.json()["not_shown_again"]
    assert text.encode() not in bytes(KeptAnswer.objects.get().body)
    shown = Client().get(first["Location"], headers={"Authorization": f"Bearer {caller}"})
    assert "token" not in shown.json() and shown.json()["name"] == "second"


def test_from_the_terminal_it_is_shown_once(ann: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--as", "ann@example.org")
    assert main(["token", "create", "--name", "script", "--scopes", "organisation.view", *said]) == 0
    text = next(word for word in capsys.readouterr().out.split() if word.startswith("mp_") and len(word) > 12)
    acting = actor_of_token(text)
    assert acting is not None and acting.through is not None and acting.through.scopes == {"organisation.view"}
    assert main(["token", "list", *said]) == 0
    assert text not in capsys.readouterr().out
    assert main(["token", "create", "--name", "x", "--scopes", "*", "--format", "json", *said]) == 0
    assert json.loads(capsys.readouterr().out)["results"][0]["token"].startswith("mp_")
