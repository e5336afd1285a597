"""Log-in without a browser: passwords and tries, second factors, links by mail, sessions that end, who has to have a second factor."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.jobs.worker import Worker
from milepost.kernel.models import Account, Counted, JournalEntry, Session
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings import ensure_settings
from tests.web.conftest import PASSWORD, logged_in

WRONG = "There is no account with this address and this password"
NEW = "four other words entirely"


def log_in(client: Client, password: str = PASSWORD, address: str = "ann@example.org", **more: Any) -> Any:
    return client.post("/log-in/", {"login": address, "password": password}, **more)


def code(secret: str, *, later: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def change(anybody: Actor, name: str, value: Any) -> None:
    ensure_settings()
    key = entity("setting").model._default_manager.get(name=name).pk
    perform(operation_named("setting.change"), anybody, on=[key], given={"value": value})


@pytest.fixture
def browser(boss: Actor) -> Client:
    """Somebody's browser in which they logged in with their password."""
    client = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0"})
    assert log_in(client)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    return client


def confirmed(client: Client, path: str) -> Any:
    """The page, after saying once more who one is."""
    answer = client.get(path)
    if answer.status_code == 302 and answer["Location"].startswith("/account/confirm/"):
        client.post(answer["Location"], {"password": PASSWORD})
        answer = client.get(path)
    assert answer.status_code == 200, answer.get("Location")
    return answer


def with_app(client: Client) -> str:
    """Sets up an authenticator app; its secret."""
    page = confirmed(client, "/account/second-factor/totp/activate/")
    secret = re.search(r'id="secret"[^>]*value="([A-Z2-7]+)"', page.content.decode())
    assert secret is not None
    assert client.post("/account/second-factor/totp/activate/", {"code": code(secret[1])}).status_code == 302
    return secret[1]


# Passwords and tries


def test_who_is_unknown_and_who_is_wrong_are_told_the_same(boss: Actor) -> None:
    told = {
        re.sub(r'value="[^"]*"|content="[^"]*"', "", log_in(Client(), "not this", address).content.decode())
        for address in ("ann@example.org", "nobody@example.org")
    }
    assert len(told) == 1 and WRONG in told.pop()


def test_for_an_unknown_address_a_password_is_hashed_all_the_same(boss: Actor, monkeypatch: Any) -> None:
    from django.contrib.auth import hashers

    counted: list[str] = []
    usual = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda self, *a, **n: counted.append("x") or usual(self, *a, **n))
    log_in(Client(), "not this", "ann@example.org")
    known = len(counted)
    log_in(Client(), "not this", "nobody@example.org")
    assert known and len(counted) == 2 * known


def test_after_five_failures_nobody_gets_in_for_five_minutes(boss: Actor) -> None:
    client = Client()
    for _ in range(5):
        assert WRONG in log_in(client, "not this").content.decode()
    assert "Wait five minutes" in log_in(client, PASSWORD).content.decode()
    assert "Wait five minutes" in log_in(Client(), PASSWORD, "ANN@example.org").content.decode()
    until = Counted.objects.order_by("-expires_at").values_list("expires_at", flat=True)
    assert until and Session.objects.filter(account=boss.account).count() == 0
    Counted.objects.all().delete()
    assert log_in(client).status_code == 302


def test_a_closed_account_says_so_only_to_who_knows_its_password(boss: Actor) -> None:
    Account.objects.filter(pk=boss.account).update(is_active=False)
    assert WRONG in log_in(Client(), "not this").content.decode()
    answer = log_in(Client(), follow=True)
    assert "This account is closed" in answer.content.decode()


def test_a_client_comes_to_no_page_of_the_house(boss: Actor) -> None:
    Account.objects.filter(pk=boss.account).update(kind="client")
    client = Client()
    log_in(client)
    assert client.get("/").status_code in (302, 403) and client.get("/people/").status_code in (302, 403)


def test_where_somebody_wanted_to_go_is_kept_and_never_leads_elsewhere(boss: Actor) -> None:
    client = Client()
    assert client.get("/people/")["Location"] == "/log-in/?next=/people/"
    assert (
        client.post("/log-in/?next=/people/", {"login": "ann@example.org", "password": PASSWORD, "next": "/people/"})["Location"]
        == "/people/"
    )
    evil = Client().post("/log-in/", {"login": "ann@example.org", "password": PASSWORD, "next": "https://evil.example/"})
    assert evil["Location"] == "/"


def test_forms_of_the_log_in_come_from_here_or_are_refused(boss: Actor) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in ("/log-in/", "/account/forgotten/", "/log-out/", "/account/second-factor/webauthn/login/"):
        assert strict.post(path, {"login": "ann@example.org", "password": PASSWORD}).status_code == 403, path


def test_cookies_are_for_this_site_and_for_no_script(boss: Actor, settings: Any) -> None:
    for https in (False, True):
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
        client = Client()
        client.get("/log-in/")
        log_in(client)
        for name in ("sessionid", "csrftoken"):
            cookie = client.cookies[name]
            assert cookie["httponly"] and cookie["samesite"] == "Lax" and bool(cookie["secure"]) is https, name


def test_nobody_signs_up(boss: Actor) -> None:
    assert Client().get("/account/signup/").status_code == 404
    assert Client().get("/account/sso/signup/").status_code == 404


# A password by its owner


def test_a_new_password_ends_all_other_log_ins_and_the_journal_names_its_owner(boss: Actor, browser: Client) -> None:
    other = Client()
    log_in(other)
    assert other.get("/account/").status_code == 200
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post("/account/password/", given).status_code == 302
    assert browser.get("/account/").status_code == 200 and other.get("/account/").status_code == 302
    entry = JournalEntry.objects.filter(operation="account.set-password").get()
    assert entry.account_id == boss.account and NEW not in str(entry.difference)
    assert log_in(Client(), NEW).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("not this", NEW, NEW, "current password"),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, NEW, "else entirely so", "same password"),
    ],
)
def test_a_password_that_cannot_be_is_told_and_nothing_changes(browser: Client, old: str, new: str, again: str, told: str) -> None:
    answer = browser.post("/account/password/", {"oldpassword": old, "password1": new, "password2": again})
    assert answer.status_code == 200 and told in answer.content.decode()
    assert log_in(Client()).status_code == 302


def test_who_may_do_nothing_else_may_change_their_own_name_zone_and_language(staff: Any) -> None:
    ben = staff("Ben")
    client = logged_in(ben)
    page = client.get("/account/").content.decode()
    assert "Your account" in page and "New token" not in page
    given = {"name": "Ben Bell", "zone": "America/New_York", "language": "en-us"}
    assert client.post("/account/", given).status_code == 302
    account = Account.objects.get(pk=ben.account)
    assert (account.name, account.zone, account.language) == ("Ben Bell", "America/New_York", "en-us")
    assert JournalEntry.objects.get(operation="account.edit").account_id == ben.account
    refused = client.post("/account/", {"name": "", "zone": "Nowhere/Land", "language": "en-gb"})
    assert refused.status_code == 422 and Account.objects.get(pk=ben.account).name == "Ben Bell"
    assert client.post("/account/", {"name": "Ben", "email": "mallory@example.org", "kind": "client"}).status_code == 302
    assert Account.objects.get(pk=ben.account).email == "ben@example.org"


# A link by mail


@pytest.mark.django_db(transaction=True)
def test_a_password_is_set_by_a_link_that_works_once(boss: Actor, settings: Any) -> None:
    settings.MAIL = True
    inside = logged_in(boss)
    client = Client()
    known = client.post("/account/forgotten/", {"email": "Ann@Example.org"})
    unknown = client.post("/account/forgotten/", {"email": "nobody@example.org"})
    same = [re.sub(rb'content="[^"]*"', b"", one.content) for one in (known, unknown)]
    assert same[0] == same[1] and b"If somebody here has this address" in known.content
    assert not mail.outbox
    Worker().run(once=True)
    Worker().run(once=True)
    assert [one.to for one in mail.outbox] == [["ann@example.org"]]
    link = re.search(r"http://testserver(/account/set-password/\S+)", mail.outbox[0].body)
    assert link is not None
    assert client.get(link[1])["Referrer-Policy"] == "no-referrer"
    assert b"not the same" in client.post(link[1], {"password": NEW, "again": "x"}).content
    assert b"too short" in client.post(link[1], {"password": "x", "again": "x"}).content
    assert b"Your password is set" in client.post(link[1], {"password": NEW, "again": NEW}).content
    assert client.get(link[1]).status_code == 404 and client.post(link[1], {"password": "x" * 20, "again": "x" * 20}).status_code == 404
    assert inside.get("/").status_code == 302
    assert log_in(Client(), NEW).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_link_is_for_open_accounts_and_runs_out(boss: Actor, settings: Any, monkeypatch: Any) -> None:
    settings.MAIL = True
    from django.contrib.auth.tokens import default_token_generator
    from django.utils.http import urlsafe_base64_encode

    account = Account.objects.get(pk=boss.account)
    path = f"/account/set-password/{urlsafe_base64_encode(str(account.pk).encode())}/{default_token_generator.make_token(account)}/"
    assert Client().get(path).status_code == 200
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now",
        lambda self: __import__("datetime").datetime.now() + timedelta(seconds=3700),
    )
    assert Client().get(path).status_code == 404
    assert Client().get("/account/set-password/x/y/").status_code == 404
    Account.objects.filter(pk=account.pk).update(is_active=False)
    Client().post("/account/forgotten/", {"email": account.email})
    Worker().run(once=True)
    assert not mail.outbox


def test_a_house_without_mail_says_so(boss: Actor) -> None:
    assert b"This house sends no mail" in Client().get("/account/forgotten/").content


def test_links_are_not_asked_for_without_end(boss: Actor, settings: Any) -> None:
    settings.MAIL = True
    answers = [Client().post("/account/forgotten/", {"email": "ann@example.org"}) for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert b"oo many" in answers[-1].content


# Second factors


def test_an_app_is_set_up_used_and_removed(browser: Client) -> None:
    assert browser.get("/account/second-factor/totp/activate/")["Location"].startswith("/account/confirm/"), "who it is is asked first"
    secret = with_app(browser)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept, "sealed in the database"
    other = Client()
    step = log_in(other)
    assert step["Location"] == "/account/second-factor/authenticate/" and other.get("/").status_code == 302
    assert "Incorrect code" in other.post(step["Location"], {"code": "000000"}).content.decode()
    right = code(secret, later=1)
    assert other.post(step["Location"], {"code": right})["Location"] == "/"
    again = Client()
    log_in(again)
    assert again.post(step["Location"], {"code": right}).status_code == 200, "a code works once"
    confirmed(browser, "/account/second-factor/totp/deactivate/")
    assert browser.post("/account/second-factor/totp/deactivate/").status_code == 302
    assert log_in(Client())["Location"] == "/"


def test_a_recovery_code_lets_in_once_and_all_are_shown_once(browser: Client) -> None:
    with_app(browser)
    page = browser.get("/account/second-factor/recovery-codes/").content.decode()
    codes = re.findall(r"<code>(\d+)</code>", page)
    assert len(codes) == 10
    assert not re.findall(r"<code>\d+</code>", browser.get("/account/second-factor/recovery-codes/").content.decode())
    for answer, expected in ((codes[0], 302), (codes[0], 200), (codes[1], 302)):
        other = Client()
        assert other.post(log_in(other)["Location"], {"code": answer}).status_code == expected
    confirmed(browser, "/account/second-factor/recovery-codes/generate/")
    assert browser.post("/account/second-factor/recovery-codes/generate/").status_code == 302
    other = Client()
    assert other.post(log_in(other)["Location"], {"code": codes[2]}).status_code == 200, "old ones end"


def test_codes_are_not_guessed_for_long(browser: Client) -> None:
    with_app(browser)
    other = Client()
    step = log_in(other)["Location"]
    told = [other.post(step, {"code": f"{number:06d}"}).content.decode() for number in range(6)]
    assert "Too many" in told[-1]


@pytest.mark.parametrize("roles", ["*", "Drivers, Bosses"])
def test_who_needs_a_second_factor_is_led_to_it_and_can_do_nothing_else(staff: Any, anybody: Actor, roles: str, boss: Actor) -> None:
    change(anybody, "second-factor-roles", roles)
    held = entity("role").model._default_manager
    held.filter(grants__account=boss.account).update(name="bosses")
    client = Client()
    log_in(client)
    for path in ("/", "/people/", "/account/", "/tokens/new/", "/palette/"):
        assert client.get(path)["Location"] == "/account/second-factor/", path
    assert client.get("/account/second-factor/").status_code == 200
    with_app(client)
    assert client.get("/people/").status_code == 200
    ben = staff("Ben", "person.view")
    assert logged_in(ben).get("/people/").status_code == (302 if roles == "*" else 200)
