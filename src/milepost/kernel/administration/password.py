"""Passwords: set by their owner, who says the one they have, or by somebody who may do no less than they."""

from collections.abc import Sequence
from typing import Annotated

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from milepost.kernel.administration.entities import ACCOUNT
from milepost.kernel.administration.operations import CHANGE_ACCOUNT, held_by_account
from milepost.kernel.administration.permissions import check_covers
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Secret
from milepost.kernel.models import Account
from milepost.kernel.operations import current, operation
from milepost.values import said


@operation(ACCOUNT, "set-password")
def set_password(
    accounts: Sequence[Account],
    *,
    password: Annotated[str, Secret(label="New password")],
    current_password: Annotated[str | None, Secret(required=False, help="To change one's own: the one it replaces.")],
) -> None:
    """Set an account's password: twelve characters or more, and none that many have. Neither it nor its hash is in the journal."""
    call = current()
    assert call is not None
    if len(accounts) != 1:
        raise Invalid({"": [Fault("one-each", said("every account has a password of its own; set one at a time."))]})
    (account,) = accounts
    if account.pk != call.actor.account:
        check_covers(call.actor, held_by_account(account), to=CHANGE_ACCOUNT)
    elif account.password and account.has_usable_password() and not account.check_password(current_password or ""):
        raise Invalid({"current_password": [Fault("wrong-password", said("this is not the password the account has."))]})
    check_strength(password, email=account.email, name=account.name)
    # Not through the record: its columns are what the journal tells, and the password is none of them.
    Account.objects.filter(pk=account.pk).update(password=make_password(password))


def check_strength(password: str, *, email: str, name: str) -> None:
    """Raises Invalid for a password that is short, common, or the account's own name or address."""
    try:
        validate_password(password, Account(email=email, name=name))
    except ValidationError as wrong:
        faults = [Fault(str(one.code).replace("_", "-"), str(one.messages[0])) for one in wrong.error_list]
        raise Invalid({"password": faults}) from None
