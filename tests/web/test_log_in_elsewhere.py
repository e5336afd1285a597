"""Log-in by an OpenID provider: an account is found by an address that is verified, and made only where the house says so."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from milepost.kernel.access import Actor
from milepost.kernel.models import Account, Grant, JournalEntry
from tests.web.conftest import PASSWORD
from tests.web.provider import CLIENT, SECRET, Provider


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.end()


@pytest.fixture
def provider(running: Provider, settings: Any) -> Provider:
    app = {"provider_id": "house", "name": "The Council", "client_id": CLIENT, "secret": SECRET, "settings": {"server_url": running.url}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    running.person = {"sub": "1", "email": "ann@example.org", "email_verified": True, "name": "Ann"}
    return running


def come(client: Client, provider: Provider) -> Any:
    """Over to the provider and back."""
    there = client.get("/account/sso/oidc/house/login/")
    assert there.status_code == 302 and there["Location"].startswith(f"{provider.url}/log-in"), there.content
    back = requests.get(there["Location"], allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def test_the_log_in_offers_it_and_asks_with_proof_and_state(provider: Provider, boss: Actor) -> None:
    client = Client()
    assert "The Council" in client.get("/log-in/").content.decode()
    come(client, provider)
    assert provider.asked["code_challenge_method"] == "S256" and provider.asked["state"] and "openid" in provider.asked["scope"]


def test_an_account_is_found_by_its_verified_address_and_keeps_its_password(provider: Provider, boss: Actor) -> None:
    client = Client()
    assert come(client, provider)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert SocialAccount.objects.get().user_id == boss.account
    assert Client().post("/log-in/", {"login": "ann@example.org", "password": PASSWORD}).status_code == 302


def test_once_known_somebody_is_found_by_who_they_are_there_not_by_their_address(provider: Provider, boss: Actor, staff: Any) -> None:
    come(Client(), provider)
    ben = staff("Ben")
    provider.person |= {"email": "ben@example.org"}
    client = Client()
    come(client, provider)
    assert int(client.session["_auth_user_id"]) == boss.account != ben.account


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": None}, {"email_verified": None}])
def test_an_address_that_is_not_verified_finds_nobody(provider: Provider, boss: Actor, claims: dict[str, Any]) -> None:
    provider.person |= claims
    client = Client()
    answer = come(client, provider)
    assert answer.status_code == 403 and b"nobody can be found by it" in answer.content
    assert client.get("/").status_code == 302 and not SocialAccount.objects.exists()


def test_nobody_gets_an_account_unasked(provider: Provider, boss: Actor) -> None:
    provider.person |= {"email": "mallory@example.org"}
    answer = come(Client(), provider)
    assert answer.status_code == 403 and b"Ask whoever runs Milepost" in answer.content
    assert not Account.objects.filter(email="mallory@example.org").exists()


def test_where_the_house_says_so_an_account_is_made_that_may_do_nothing(provider: Provider, boss: Actor, settings: Any) -> None:
    settings.OIDC_CREATE = True
    provider.person |= {"sub": "2", "email": "new@example.org", "name": "Newton New"}
    client = Client()
    assert come(client, provider)["Location"] == "/"
    made = Account.objects.get(email="new@example.org")
    assert made.name == "Newton New" and not made.has_usable_password() and not Grant.objects.filter(account=made).exists()
    assert JournalEntry.objects.get(operation="account.create", record=made.pk).account_id is None
    assert client.get("/people/").status_code == 403


def test_closed_accounts_and_clients_are_not_let_in(provider: Provider, boss: Actor) -> None:
    Account.objects.filter(pk=boss.account).update(kind="client")
    assert come(Client(), provider).status_code == 403
    Account.objects.filter(pk=boss.account).update(kind="person")
    come(Client(), provider)
    Account.objects.filter(pk=boss.account).update(is_active=False)
    client = Client()
    assert "/account/closed/" in come(client, provider)["Location"] and client.get("/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(provider: Provider, boss: Actor) -> None:
    stray = Client().get("/account/sso/oidc/house/login/callback/?code=once&state=made-up")
    assert stray.status_code in (200, 401, 403) and b"did not work" in stray.content


def test_nobody_ties_a_stranger_to_their_account(provider: Provider, boss: Actor) -> None:
    client = Client()
    client.post("/log-in/", {"login": "ann@example.org", "password": PASSWORD})
    provider.person |= {"email": "other@example.org"}
    there = client.get("/account/sso/oidc/house/login/?process=connect")
    back = urlsplit(requests.get(there["Location"], allow_redirects=False, timeout=10).headers["Location"])
    assert client.get(f"{back.path}?{back.query}")["Location"] == "/account/"
    assert not SocialAccount.objects.exists()
