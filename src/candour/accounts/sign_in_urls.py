"""The pages of sign-in that this installation has: no sign-up, no change of address, nothing that is not used."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("by-invitation/", account.signup, name="account_signup"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("how/", factors.index, name="mfa_index"),
    path("how/code/", factors.authenticate, name="mfa_authenticate"),
    path("how/confirm/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("how/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("how/app/stop/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("how/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("how/recovery/replace/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("how/recovery/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
