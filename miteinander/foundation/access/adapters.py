"""Where allauth asks us: limits, where to go, what to say, what to note."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.interface.models import present_identity

from . import known_devices, limits, policies
from .actions import note_security_event
from .groups import sync_groups

SAID = {
    "account/messages/password_changed.txt": _("Ihr neues Kennwort gilt ab jetzt."),
    "mfa/messages/totp_activated.txt": _("Die App für Codes ist eingerichtet."),
    "mfa/messages/totp_deactivated.txt": _("Die App für Codes ist entfernt."),
    "mfa/messages/webauthn_added.txt": _("Der Passkey ist eingerichtet."),
    "mfa/messages/webauthn_removed.txt": _("Der Passkey ist entfernt."),
    "usersessions/messages/sessions_logged_out.txt": _("Die anderen Geräte sind abgemeldet."),
}
NOTED = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "mfa/email/totp_activated": "totp_activated",
    "mfa/email/totp_deactivated": "totp_deactivated",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "codes_made",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-Mail-Adresse oder Kennwort stimmen nicht."),
        "too_many_login_attempts": _(
            "Das waren zu viele Versuche. Bitte warten Sie 15 Minuten, oder setzen Sie ein neues Kennwort."
        ),
        "rate_limited": _("Das waren zu viele Versuche. Bitte warten Sie ein paar Minuten."),
        "incorrect_code": _("Dieser Code stimmt nicht. Jeder Code gilt nur einmal und nur kurz."),
        "incorrect_password": _("Das Kennwort stimmt nicht."),
        "enter_current_password": _("Das bisherige Kennwort stimmt nicht."),
        "invalid_password_reset": _("Dieser Link gilt nicht mehr."),
        "account_inactive": _("E-Mail-Adresse oder Kennwort stimmen nicht."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account, or None. Raises ValidationError after too many failures. A closed account is answered as a
        wrong password: who guesses learns nothing."""
        email = str(credentials.get("email", ""))
        counted = limits.sign_in_limits(
            address=limits.client_address(request),
            email=email,
            device=known_devices.device_for(request, email),
        )
        if not limits.take(counted):
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, **credentials)
        if user is not None:
            limits.give_back(counted)
        return user

    def reauthenticate(self, user: Any, password: str) -> bool:
        return self.authenticate(context.request, email=user.email, password=password) == user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes after signing in: who just opened an account sets the second factor up at once."""
        request = context.request
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known_devices.remember(request, response, user.email)
        sync_groups(user)
        write_entry(record=user, verb=Verb.OTHER, actor=user, detail="signed_in")
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return (
            reverse("wagtailadmin_home")
            if policies.can_enter_office(request.user)
            else reverse("access:overview")
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: Any = None,
        message_context: Any = None,
        extra_tags: str = "",
        message: Any = None,
    ) -> None:
        """Only what we say in our own words."""
        sentence = SAID.get(message_template) or message
        if sentence:
            messages.add_message(request, level, str(sentence))

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: Any = None
    ) -> None:
        if event := NOTED.get(template_prefix):
            note_security_event(user=user, event=event)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise NotImplementedError(f"We have no mail for {template_prefix}")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        named = {
            "reauthenticate": _("Mit dem Kennwort"),
            "mfa_reauthenticate": _("Mit einem Code"),
            "mfa_reauthenticate:webauthn": _("Mit einem Passkey"),
        }
        found = super().get_reauthentication_methods(user)
        return [method | {"description": named.get(method["id"], method["description"])} for method in found]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of code apps are stored encrypted with the installation's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("Diesen zweiten Faktor können Sie nicht entfernen."),
    }

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With another key than it was stored with the secret is lost: then no code is ever right."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()

    def _get_site_name(self) -> str:
        return present_identity().product_name

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}


def _fernet() -> Fernet:
    digest = hashlib.sha256(f"access.second_factor {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
