"""Passwords: long, uncommon, set by their owner or by somebody who may do no less; and the keys of requests that hold one."""

import io
import json
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.clock import now
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.models import Account, JournalEntry, KeptAnswer
from milepost.kernel.once import Answer, once
from milepost.kernel.operations import operation_named, perform

PASSWORD = "correct horse battery"


def administrator(staff: Any, name: str) -> Actor:
    return staff(name, *sorted(known_permissions()))


def account(name: str) -> int:
    return Account.objects.create(email=f"{name.lower()}@example.org", name=name).pk


def set_password(actor: Actor, who: int, password: str, current: str | None = None) -> None:
    given = {"password": password, "current_password": current}
    perform(operation_named("account.set-password"), actor, on=[who], given=given)


def test_a_password_is_long_and_not_common_nor_ones_own_name(anybody: Actor) -> None:
    ann = account("Ann-Marie-Harbour")
    for wrong, why in (("short", "12 characters"), ("password1234", "too common"), ("ann-marie-harbour", "similar"), ("", "needed")):
        with pytest.raises(Invalid, match=why):
            set_password(anybody, ann, wrong)
    assert not Account.objects.get(pk=ann).password
    set_password(anybody, ann, PASSWORD)
    assert Account.objects.get(pk=ann).check_password(PASSWORD)


def test_a_password_is_kept_as_argon2id_and_journalled_without_it(anybody: Actor, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    ann = account("Ann")
    set_password(anybody, ann, PASSWORD)
    row = Account.objects.get(pk=ann)
    assert row.password.startswith("argon2$argon2id$") and row.version == 2
    entry = JournalEntry.objects.get(operation="account.set-password")
    assert entry.difference == {} and PASSWORD not in str(vars(entry)) and "argon2" not in str(vars(entry))


def test_ones_own_password_takes_the_one_it_replaces(staff: Any) -> None:
    ann = staff("Ann", "account.view", "account.set-password", kind="own")
    assert ann.account is not None
    set_password(ann, ann.account, PASSWORD)
    for wrong in (None, "another horse battery"):
        with pytest.raises(Invalid, match="not the password the account has"):
            set_password(ann, ann.account, "a new horse battery", wrong)
    set_password(ann, ann.account, "a new horse battery", PASSWORD)
    assert Account.objects.get(pk=ann.account).check_password("a new horse battery")


def test_nobody_sets_the_password_of_one_who_may_do_more(staff: Any) -> None:
    office = ("account.view", "account.set-password")
    mia, chief = staff("Mia", *office), staff("Chief", *office, "organisation.delete")
    with pytest.raises(Denied, match="may do more than you"):
        set_password(mia, chief.account, PASSWORD)
    set_password(chief, mia.account, PASSWORD)
    ann, bob = account("Ann"), account("Bob")
    with pytest.raises(Invalid, match="one at a time"):
        perform(operation_named("account.set-password"), chief, on=[ann, bob], given={"password": PASSWORD})


def test_from_the_terminal_a_password_comes_from_standard_input(staff: Any, monkeypatch: Any, capsys: Any) -> None:
    administrator(staff, "Chief")
    ann = account("Ann")
    words = ["account", "set-password", "ann@example.org", "--password-stdin", "--as", "chief@example.org"]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(words) == 0
    assert Account.objects.get(pk=ann).check_password(PASSWORD) and PASSWORD not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(words) == 2
    assert "nothing on standard input" in " ".join(capsys.readouterr().err.split())
    assert main([*words[:3], "--password", PASSWORD, *words[4:]]) == 2


def test_a_kept_key_of_a_request_with_a_password_cannot_be_guessed_at(staff: Any) -> None:
    """A plain hash of the request would be far quicker to try passwords against than the password's own."""
    administrator(staff, "Chief")
    ann = account("Ann")
    headers = {"Authorization": f"Bearer {make_token(Account.objects.get(email='chief@example.org'), 'script')}", "Idempotency-Key": "one"}
    path, body = f"/api/v1/accounts/{ann}/set-password/", json.dumps({"password": PASSWORD}).encode()
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    assert answer.status_code == 200 and PASSWORD.encode() not in answer.content
    who = sha256(headers["Authorization"].encode()).digest()
    plain = {sha256(b"\0".join(parts)).hexdigest() for parts in ((path.encode(), body), (who, path.encode(), body))}
    assert KeptAnswer.objects.get().asked not in plain


def test_the_house_itself_keeps_one_answer_under_a_key(db: None) -> None:
    made = [once(None, "one", "x", lambda: Answer(200, b"first")) for _ in range(2)]
    assert [found.again for found in made] == [False, True]
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptAnswer.objects.create(account=None, key="one", asked="y", status=200, body=b"", at=now())
