"""The addresses of the door: of django-allauth only what is needed here, and nothing that sends mail or signs up."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from . import views

sign_in = views.SignIn.as_view()

urlpatterns = [
    path("login/", sign_in, name="login"),
    path("login/", sign_in, name="account_login"),  # as allauth calls it
    path("login/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("logout/", login_not_required(allauth.logout), name="logout"),
    path("account/", views.account, name="account"),
    path("account/", views.account, name="mfa_index"),
    path("account/sessions/", views.sessions, name="usersessions_list"),
    path("account/confirm/", allauth.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("account/second-factor/", views.Activate.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes.txt", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
