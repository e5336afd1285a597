"""Addresses in the environment that cannot be read: it is said which, what one looks like, and no password with it."""

import pytest

from milepost.config.database import database_from
from milepost.config.mail import address_from, mail_from
from milepost.config.web import _oidc


@pytest.mark.parametrize(
    ("read", "name", "url"),
    [
        (database_from, "MILEPOST_DATABASE_URL", "postgresql://ann:sec[ret@db/house"),
        (mail_from, "MILEPOST_MAIL_URL", "smtp://ann:sec]ret@mail.example.org"),
        (mail_from, "MILEPOST_MAIL_URL", "ftp://ann:secret@mail.example.org"),
        (mail_from, "MILEPOST_MAIL_URL", "smtp://ann:secret@mail.example.org:many"),
        (mail_from, "MILEPOST_MAIL_URL", "smtp://ann:secret@mail.example.org?starttls=no"),
        (address_from, "MILEPOST_ADDRESS", "https://[milepost"),
        (address_from, "MILEPOST_ADDRESS", "milepost.example.org"),
    ],
)
def test_what_cannot_be_read_is_named(read, name: str, url: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=f"{name}.*(expected for example|may stand there)") as refused:
        read(url)
    assert "sec" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 587, True, False),
        ("smtp://localhost:25?tls=no", 25, False, False),
        ("smtps://ann:a%5Bb@mail.example.org", 465, False, True),
    ],
)
def test_mail_is_sent_as_its_address_says(url: str, port: int, tls: bool, ssl: bool) -> None:
    made = mail_from(url)
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert made["EMAIL_HOST_PASSWORD"] == ("a[b" if ssl else "")


def test_a_provider_that_does_not_know_the_house_by_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_OIDC_URL", "https://log-in.example.org")
    monkeypatch.delenv("MILEPOST_OIDC_CLIENT", raising=False)
    with pytest.raises(ValueError, match="set it to what the provider calls this house"):
        _oidc()
    monkeypatch.setenv("MILEPOST_OIDC_CLIENT", "milepost")
    assert _oidc()["openid_connect"]["APPS"][0]["client_id"] == "milepost"
