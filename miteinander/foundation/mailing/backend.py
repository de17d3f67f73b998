"""The EMAIL_BACKEND of the installation: mails of Wagtail and of the accounts go into the outbox like all others."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from miteinander.foundation.languages.registry import base_language

from . import actions, templates
from .models import OutgoingMail
from .recipients import UnusableAddress, clean_address


class OutboxBackend(BaseEmailBackend):
    """One row for each recipient. The sender of the message is replaced by the identity's; files are refused.

    Such mails often hold a code or a link that signs somebody in, so they are all kept secret.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            return sum(self._keep(message) for message in email_messages)

    def _keep(self, message: EmailMessage) -> int:
        if message.attachments:
            raise ValueError("The outbox takes no mails with files")
        kept = 0
        for recipient in message.recipients():
            try:
                mail = _mail_of(message, recipient)
            except UnusableAddress:
                if not self.fail_silently:
                    raise
                continue
            actions.put_in_outbox(mail)
            kept += 1
        return int(kept > 0)


def _mail_of(message: EmailMessage, recipient: str) -> OutgoingMail:
    language = get_language() or base_language()
    subject = templates.one_line(str(message.subject))
    text = templates.clean_text(str(message.body))
    reply_to = clean_address(_bare(message.reply_to[0])) if message.reply_to else ""
    return OutgoingMail(
        to=clean_address(_bare(recipient)),
        subject=subject,
        text=text,
        html=templates.frame(subject, text, language),
        language=language,
        reply_to=reply_to,
        is_secret=True,
    )


def _bare(address: Any) -> str:
    from email.utils import parseaddr

    return parseaddr(str(address))[1]
