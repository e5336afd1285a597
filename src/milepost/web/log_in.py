"""Log-in by django-allauth, held to what a house is: nobody makes an account by themselves, and a client's people have another door."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from milepost.kernel.access import house
from milepost.kernel.access.accounts import actor_by_email
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.sessions import end_sessions
from milepost.web.who import actor_at


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by operations only, and passwords changed by one."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, then try again."),
        "email_password_mismatch": gettext_lazy(
            "There is no account with this address and this password. Look at both for a typing error."
        ),
        "incorrect_password": gettext_lazy("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the house makes accounts."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """By the owner, who has just said the one they have. All other sessions end."""
        given = {"password": password, "current_password": self.request.POST.get("oldpassword", "")}
        number = self.request.META.get("milepost.request", "")
        perform(operation_named("account.set-password"), as_oneself(actor_at(self.request)), on=[user.pk], given=given, request=number)
        user.refresh_from_db()
        end_sessions(user.pk, besides=self.request.session.session_key)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are kept sealed with the key of the house."""

    def encrypt(self, text: str) -> str:
        """Sealed."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Opened."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a passkey says that it is for."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Milepost"}


def _name(sociallogin: Any) -> str:
    """What somebody is called there."""
    return str((sociallogin.account.get_provider_account().get_user_data() or {}).get("name") or "")


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"milepost second factor " + settings.SECRET_KEY.encode()).digest()))


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The house's own provider vouches for the address of an account that is there. By MILEPOST_OIDC_CREATE it makes one that may do
    nothing until somebody grants it something."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: the house makes accounts."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The first time somebody comes this way their account is found by the address that the provider has verified."""
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(HttpResponseRedirect("/account/"))
        if sociallogin.is_existing:
            return
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        known = next((actor for address in verified if (actor := actor_by_email(address)) is not None), None)
        if known is not None and known.kind == "person":
            sociallogin.connect(request, get_user_model()._default_manager.get(pk=known.account))
        elif known is None and verified and settings.OIDC_CREATE:
            given = {"name": _name(sociallogin) or verified[0], "email": verified[0], "kind": "person"}
            made = perform(operation_named("account.create"), house("single sign-on"), given=given).records[0]
            sociallogin.connect(request, made)
        else:
            told = (
                gettext("Nobody here has the address with which you are known there. Ask whoever runs Milepost for an account.")
                if verified
                else gettext("It does not say that your address is verified, so nobody can be found by it.")
            )
            raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", {"told": told}, status=403))
