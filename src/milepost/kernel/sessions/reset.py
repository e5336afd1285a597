"""A new password by a link that is sent by mail. The job makes the link when it runs: no table ever holds one, and whoever asks waits as
long for an address that nobody has."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.utils import translation
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext
from django_tasks import task

from milepost.kernel.access import house
from milepost.kernel.errors import Missing
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Account
from milepost.kernel.operations import operation_named, perform

WORDS = "set a password by a link"


def ask_for_link(address: str, base: str) -> None:
    """Enqueue the mail; `base` is the address of this house as whoever asks sees it."""
    enqueue(f"{__name__}.send_link", [address.strip()[:254], base])


@task()
def send_link(address: str, base: str) -> dict[str, Any]:
    """The mail, if an open account has the address."""
    account = Account.objects.filter(email__iexact=address, is_active=True, kind=Account.Kind.PERSON).first()
    if account is None:
        return {"sent": 0}
    key = urlsafe_base64_encode(str(account.pk).encode())
    link = f"{base}account/set-password/{key}/{default_token_generator.make_token(account)}/"
    with translation.override(account.language or settings.LANGUAGE_CODE):
        text = gettext(
            "Hello %(name)s,\n\nwith this link you set your password for Milepost. It works once, within an hour:\n\n%(link)s\n\n"
            "If you did not ask for it, do nothing: your password stays as it is.\n"
        )
        told = text % {"name": account.name, "link": link}
        sent = send_mail(gettext("Set your password for Milepost"), told, settings.DEFAULT_FROM_EMAIL, [account.email])
    return {"sent": sent}


def account_of_link(key: str, sign: str) -> Account:
    """Whose link it is. Raises Missing for one that was used, is too old, or was never sent."""
    try:
        account = Account.objects.filter(pk=int(urlsafe_base64_decode(key)), is_active=True).first()
    except (ValueError, OverflowError):
        account = None
    if account is None or not default_token_generator.check_token(account, sign):
        raise Missing(gettext("This link was used already, or is older than an hour. Ask for another one."))
    return account


def set_password_by_link(account: Account, password: str, *, request: str = "") -> None:
    """Set it; every session of the account ends with that. Raises Invalid for a weak one."""
    perform(operation_named("account.set-password"), house(WORDS), on=[account.pk], given={"password": password}, request=request)
