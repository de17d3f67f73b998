"""The mails of this room as the office sees them: what each is for, with a sample."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.mailing.templates import MailTemplate, register

from .mails import EVENTS, INVITATION, NEW_PASSWORD, NOTICE


def register_all() -> None:
    address = "https://rat.example.org/konto/…/"
    register(
        MailTemplate(
            INVITATION,
            _("Einladung, ein Konto im Büro zu öffnen"),
            {"name": "Alex Beispiel", "inviter": "Kim Muster", "roles": ["Redaktion"], "address": address},
            is_secret=True,
        )
    )
    register(
        MailTemplate(
            NEW_PASSWORD,
            _("Link, um ein neues Kennwort zu setzen"),
            {"name": "Alex Beispiel", "address": address},
            is_secret=True,
        )
    )
    register(
        MailTemplate(
            NOTICE,
            _("Nachricht über eine Änderung an der eigenen Anmeldung"),
            {"name": "Alex Beispiel", "sentence": EVENTS["password_changed"]},
        )
    )
