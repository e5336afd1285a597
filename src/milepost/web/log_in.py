"""Log-in by django-allauth, held to what a house is: nobody makes an account by themselves, and a client's people have another door."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by operations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the house makes accounts."""
        return False


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The house's own provider vouches for the address of an account that is there; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the house makes accounts."""
        return False
