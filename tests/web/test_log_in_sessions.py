"""Log-ins that last: how long, where somebody is logged in, and that they end there; tokens on one's own page."""

import re
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.models import Account, Session
from milepost.kernel.operations import operation_named, perform
from tests.web.conftest import logged_in
from tests.web.test_log_in import browser, change, log_in

__all__ = ["browser"]


def test_a_log_in_ends_when_nobody_is_there_and_after_its_longest_time(boss: Actor, anybody: Actor, monkeypatch: Any) -> None:
    from milepost.kernel import clock

    change(anybody, "session-idle-minutes", 30)
    change(anybody, "session-hours", 2)
    begun = clock.now()
    moved = [timedelta()]
    for place in ("milepost.kernel.sessions.store.now", "milepost.web.shell.at_home.now", "django.utils.timezone.now"):
        monkeypatch.setattr(place, lambda: begun + moved[0])
    client = logged_in(boss)
    assert client.get("/account/").status_code == 200
    for minutes in (29, 58, 87, 116):
        moved[0] = timedelta(minutes=minutes)
        assert client.get("/account/").status_code == 200, minutes
    moved[0] = timedelta(minutes=121)
    assert client.get("/account/").status_code == 302, "two hours are over"
    client = logged_in(boss)
    client.get("/account/")
    moved[0] = timedelta(minutes=121 + 31)
    assert client.get("/account/").status_code == 302, "half an hour nobody was there"


def test_a_message_does_not_make_a_log_in_longer(boss: Actor, anybody: Actor) -> None:
    change(anybody, "session-hours", 1)
    client = logged_in(boss)
    client.get("/account/")
    first = Session.objects.get(account=boss.account).expire_date
    client.post("/account/", {"name": "Ann", "zone": "Europe/London", "language": ""})
    assert abs(Session.objects.get(account=boss.account).expire_date - first) < timedelta(seconds=2)


def test_one_sees_where_one_is_logged_in_and_ends_it_there(boss: Actor, browser: Client) -> None:
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18) AppleWebKit Version/18 Safari/604.1"})
    log_in(phone)
    phone.get("/")
    page = browser.get("/account/").content.decode()
    assert "Chrome on Linux" in page and "Safari on iPhone" in page and page.count("this one") == 1
    key = phone.cookies["sessionid"].value
    assert key not in page
    number = re.search(r'name="session" value="([0-9a-f]{16})"', page)
    assert number is not None
    browser.post("/account/sessions/", {"session": number[1]})
    assert phone.get("/").status_code == 302 and browser.get("/").status_code == 200


def test_one_ends_all_other_log_ins_and_nobody_elses(boss: Actor, browser: Client, staff: Any) -> None:
    ben = logged_in(staff("Ben"))
    ben.get("/")
    others = [logged_in(boss) for _ in range(3)]
    browser.post("/account/sessions/")
    assert [one.get("/").status_code for one in others] == [302] * 3
    assert browser.get("/").status_code == ben.get("/").status_code == 200
    mine = Session.objects.get(account=boss.account)
    from hashlib import sha256

    ben.post("/account/sessions/", {"session": sha256(mine.session_key.encode()).hexdigest()[:16]})
    assert browser.get("/").status_code == 200


def test_logging_out_ends_the_session_in_the_database(boss: Actor, browser: Client) -> None:
    kept = browser.cookies["sessionid"].value
    assert browser.get("/log-out/").status_code == 200 and Session.objects.filter(account=boss.account).exists(), "a link logs nobody out"
    assert browser.post("/log-out/").status_code == 302
    assert not Session.objects.filter(account=boss.account).exists()
    browser.cookies["sessionid"] = kept
    assert browser.get("/").status_code == 302


def test_a_session_gets_another_key_at_log_in(boss: Actor) -> None:
    client = Client()
    client.get("/log-in/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    log_in(client)
    assert client.cookies["sessionid"].value != session.session_key


def test_an_account_that_is_closed_is_out_with_the_next_page(boss: Actor, browser: Client) -> None:
    Account.objects.filter(pk=boss.account).update(is_active=False)
    assert browser.get("/").status_code == 302


def test_a_token_is_revoked_by_its_owner_alone(staff: Any) -> None:
    from milepost.kernel.access.tokens import make_token
    from milepost.kernel.models import Token

    ben, eve = staff("Ben"), staff("Eve")
    make_token(Account.objects.get(pk=ben.account), "backup")
    token = Token.objects.get(account=ben.account)
    assert "backup" in logged_in(ben).get("/account/").content.decode()
    assert "backup" not in logged_in(eve).get("/account/").content.decode()
    assert logged_in(eve).post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert logged_in(ben).post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    token.refresh_from_db()
    assert token.ended_at is not None


def test_who_is_erased_is_out_and_nothing_of_their_log_in_is_left(boss: Actor, anybody: Actor) -> None:
    client = Client()
    log_in(client)
    client.get("/account/")
    Authenticator.objects.create(user_id=boss.account, type="totp", data={"secret": "x"})
    assert boss.account is not None
    Account.objects.filter(pk=boss.account).update(is_active=False)
    perform(operation_named("account.erase-subject"), anybody, on=[boss.account], given={"reason": "asked to"})
    assert not Session.objects.filter(account=boss.account).exists() and not Authenticator.objects.filter(user_id=boss.account).exists()
    assert client.get("/").status_code == 302
