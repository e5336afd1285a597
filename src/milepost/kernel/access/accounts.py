"""Accounts as the doors find them."""

from milepost.kernel.access.actor import Actor, actor_of
from milepost.kernel.models import Account


def actor_by_email(email: str) -> Actor | None:
    """The actor of an open account, whatever the case of its address; None without one."""
    account = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    return actor_of(account) if account is not None else None
