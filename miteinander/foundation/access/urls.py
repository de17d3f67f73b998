"""/konto/: our own pages, and those of allauth that we offer. The names of allauth's pages are its own."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from . import views

own = (
    [
        path("", views.overview, name="overview"),
        path("einladung/<str:token>/", views.invitation, name="invitation"),
    ],
    "access",
)
urlpatterns = [
    path("", include(own)),
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("geschlossen/", account.account_inactive, name="account_inactive"),
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("kennwort/", account.password_change, name="account_change_password"),
    path("kennwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("kennwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^kennwort/neu/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "kennwort/neu/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("geraete/", sessions.list_usersessions, name="usersessions_list"),
    path("zweiter-faktor/", factor.index, name="mfa_index"),
    path("zweiter-faktor/anmelden/", factor.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("zweiter-faktor/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zweiter-faktor/notfallcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "zweiter-faktor/notfallcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "zweiter-faktor/notfallcodes/datei/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("zweiter-faktor/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("zweiter-faktor/passkeys/neu/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("zweiter-faktor/passkeys/anmelden/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path(
        "zweiter-faktor/passkeys/bestaetigen/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("zweiter-faktor/passkeys/<int:pk>/entfernen/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    # allauth asks for these names; the pages do not exist here.
    path("registrieren/", views.closed, name="account_signup"),
    path("adressen/", views.closed, name="account_email"),
]
