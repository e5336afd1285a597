"""Log-in, log-out, password, second factor and one's own account, at addresses of our own."""

from allauth.account import views as account
from allauth.socialaccount import views as single
from django.urls import include, path

from milepost.web.account.overview import overview
from milepost.web.account.password import ask, by_link
from milepost.web.account.sessions import log_out_elsewhere, revoke_token

urlpatterns = [
    path("log-in/", account.login, name="account_login"),
    path("log-out/", account.logout, name="account_logout"),
    path("account/", overview, name="account"),
    path("account/sessions/", log_out_elsewhere, name="account_sessions"),
    path("account/tokens/<int:key>/revoke/", revoke_token, name="account_revoke_token"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/forgotten/", ask, name="account_reset_password"),
    path("account/set-password/<str:key>/<str:sign>/", by_link, name="account_password_by_link"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/closed/", account.account_inactive, name="account_inactive"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sso/cancelled/", single.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/sso/error/", single.login_error, name="socialaccount_login_error"),
    path("account/sso/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
