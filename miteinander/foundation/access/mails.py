"""Mails of this room, in the language of the account, through the outbox."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.mailing.actions import send_mail

from .models import Invitation, User

INVITATION, NEW_PASSWORD, NOTICE = "access.invitation", "access.new_password", "access.notice"

EVENTS: dict[str, Promise] = {
    "password_changed": _("Ihr Kennwort wurde geändert."),
    "totp_activated": _("Eine App für Codes wurde eingerichtet."),
    "totp_deactivated": _("Die App für Codes wurde entfernt."),
    "passkey_added": _("Ein Passkey wurde eingerichtet."),
    "passkey_removed": _("Ein Passkey wurde entfernt."),
    "codes_made": _("Neue Notfallcodes wurden erzeugt. Die alten gelten nicht mehr."),
    "second_factor_removed": _("Das Büro hat Ihren zweiten Faktor entfernt, weil darum gebeten wurde."),
}
"""What an account is told by mail. Keys are also the words of the trail."""


def send_invitation(*, invitation: Invitation, address: str, roles: Sequence[str]) -> None:
    send_mail(
        template=INVITATION,
        to=invitation.email,
        lang=invitation.language,
        context={
            "name": " ".join(filter(None, (invitation.first_name, invitation.last_name))),
            "inviter": str(invitation.invited_by) if invitation.invited_by else "",
            "roles": list(roles),
            "address": address,
        },
        about=invitation,
    )


def send_new_password(*, user: User, address: str) -> None:
    send_mail(
        template=NEW_PASSWORD,
        to=user.email,
        lang=user.language,
        context={"name": user.get_full_name(), "address": address},
        about=user,
        dedupe_key=f"{NEW_PASSWORD} {user.pk} {_minute()}",
    )


def send_notice(*, user: User, event: str) -> None:
    """Nothing for an event that `EVENTS` does not know."""
    if event not in EVENTS:
        return
    with translation.override(user.language):
        sentence = str(EVENTS[event])
    send_mail(
        template=NOTICE,
        to=user.email,
        lang=user.language,
        context={"name": user.get_full_name(), "sentence": sentence},
        about=user,
    )


def _minute() -> str:
    """Several wishes for a new password within five minutes are one mail."""
    at = timezone.now()
    return (at - timedelta(minutes=at.minute % 5)).strftime("%Y-%m-%dT%H:%M")
