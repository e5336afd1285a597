"""Log-in, log-out, password and second factor, at addresses of our own."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("log-in/", account.login, name="account_login"),
    path("log-out/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sso/", include("allauth.socialaccount.urls")),
    path("account/sso/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
