"""Writing mails into the outbox and taking them out of it; the only writers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.privacy.traces import Gone
from miteinander.foundation.work import enqueue

from . import templates
from .enums import STUCK, MailState
from .files import forget_file
from .models import OutgoingMail
from .recipients import clean_address

KEPT = timedelta(days=90)
"""After this the outbox forgets a mail that was delivered or given up."""

FORGOTTEN = timedelta(minutes=30)


def send_mail(
    *,
    template: str,
    to: str,
    lang: str,
    context: Mapping[str, Any],
    about: Model | None = None,
    dedupe_key: str = "",
) -> OutgoingMail:
    """Write the mail into the outbox, in the caller's transaction; a worker delivers it after the commit.

    With a `dedupe_key` that the outbox knows already nothing is written and the first mail is returned, whatever its
    text: so work that runs twice sends once. Three queries.
    Raises UnknownTemplate, UnusableAddress (check the address where it is typed in), ValueError for an empty text.
    """
    found = templates.find(template)
    unsubscribe_url = str(context.get("unsubscribe_url", "")) if found.is_list else ""
    if found.is_list and not unsubscribe_url:
        raise ValueError(f"The mail {template!r} goes to many and needs an unsubscribe_url")
    written = templates.write(found, lang=lang, context=context)
    return put_in_outbox(
        OutgoingMail(
            template=found.key,
            to=clean_address(to),
            subject=written.subject,
            text=written.text,
            html=written.html,
            language=written.language,
            unsubscribe_url=templates.one_line(unsubscribe_url),
            about=f"{about._meta.label_lower}:{about.pk}" if about is not None else "",
            about_label=str(about) if about is not None else "",
            dedupe_key=dedupe_key,
            is_secret=found.is_secret,
        )
    )


def put_in_outbox(mail: OutgoingMail) -> OutgoingMail:
    """Keep the mail and start its delivery; the mail with the same key, if there is one, stands for it."""
    mail.subject = templates.one_line(mail.subject)
    mail.about_label = templates.one_line(mail.about_label)[:200]
    if mail.dedupe_key and (present := OutgoingMail.objects.filter(dedupe_key=mail.dedupe_key).first()):
        return present
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
            enqueue("mailing.deliver", mail_id=mail.pk)
    except IntegrityError:
        if not mail.dedupe_key:
            raise
        return OutgoingMail.objects.get(dedupe_key=mail.dedupe_key)
    return mail


@transaction.atomic
def resend_mail(*, mail: OutgoingMail, actor: Any = None) -> OutgoingMail:
    """Try a mail again that got stuck; of one that was sent, send a copy. Returns the mail that goes out.

    Raises ValueError for one that is still on its way, and for one whose secret text is gone.
    """
    present = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if not present.text:
        raise ValueError("The text of a secret mail is not kept")
    if present.state in STUCK:
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=MailState.WAITING, attempts=0, unanswered=0, error="", next_attempt_at=None, claim=""
        )
        present.refresh_from_db()
        enqueue("mailing.deliver", mail_id=present.pk)
    elif present.state == MailState.SENT:
        kept = ("template", "to", "subject", "text", "html", "language", "reply_to", "unsubscribe_url",
                "about", "about_label", "is_secret")  # fmt: skip
        present = put_in_outbox(OutgoingMail(**{name: getattr(present, name) for name in kept}))
    else:
        raise ValueError("The mail is still on its way")
    write_entry(record=present, verb=Verb.OTHER, actor=actor, detail="mailing.resend")
    return present


def deliver_forgotten(*, at: datetime | None = None) -> int:
    """Start the delivery of mails again whose work got lost. Running twice does no harm."""
    moment = at or timezone.now()
    found = 0
    for mail in OutgoingMail.objects.forgotten(moment - FORGOTTEN).only("pk", "next_attempt_at")[:1000]:
        with transaction.atomic():
            mine = OutgoingMail.objects.filter(pk=mail.pk, next_attempt_at=mail.next_attempt_at)
            if mine.open().update(next_attempt_at=moment):
                enqueue("mailing.deliver", mail_id=mail.pk)
                found += 1
    return found


def erase_old_mails(*, at: datetime | None = None) -> int:
    """Delete mails closed and older than KEPT with their files, and say how many. Running twice does no harm."""
    old = OutgoingMail.objects.closed_before((at or timezone.now()) - KEPT)
    return _erase(list(old.values_list("pk", "uid")))


def erase_mails_to(*, address: str) -> int:
    """Delete every mail to the address, also those on their way; for the erasure of a person's data."""
    return _erase(list(OutgoingMail.objects.filter(to__iexact=address.strip()).values_list("pk", "uid")))


def erase_mails(ids: list[Any]) -> int:
    """Delete these mails with their files."""
    return _erase(list(OutgoingMail.objects.filter(pk__in=ids).values_list("pk", "uid")))


def erase_mails_about(gone: Gone) -> int:
    """Delete the mails about records that are deleted; for `privacy.traces`."""
    if not gone.is_whole:
        return 0
    about = [f"{gone.model._meta.label_lower}:{pk}" for pk in gone.pks]
    return _erase(list(OutgoingMail.objects.filter(about__in=about).values_list("pk", "uid")))


def _erase(found: list[tuple[Any, Any]]) -> int:
    for _pk, uid in found:
        forget_file(uid)
    for start in range(0, len(found), 500):
        OutgoingMail.objects.filter(pk__in=[pk for pk, _uid in found[start : start + 500]]).delete()
    return len(found)
