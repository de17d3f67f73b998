"""Writing mails into the outbox and taking them out of it; the only writers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils import timezone

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.privacy.traces import Gone
from miteinander.foundation.work import enqueue_unless_waiting

from . import attachments as files_of_mails
from . import preferences, templates
from .attachments import Attachment
from .delivery import WORK
from .enums import OPEN, MailState
from .files import forget_file
from .models import DeliveryReport, MailAddress, MailAttachment, OutgoingMail
from .recipients import UnusableAddress, clean_address, normalised

KEPT = timedelta(days=90)
"""After this the outbox forgets a mail that was delivered or given up."""

UNUSED_FOR, STOPPED_FOR = timedelta(days=180), timedelta(days=730)
"""After this an address is forgotten that only had trouble for a while, and one that was stopped."""


class NotNow(ValueError):
    """The mail is not in a state in which this can be done."""


def send_mail(
    *,
    template: str,
    to: str,
    lang: str,
    context: Mapping[str, Any],
    about: Model | None = None,
    dedupe_key: str = "",
    reply_to: str = "",
    attachments: Sequence[Attachment] = (),
) -> OutgoingMail:
    """Write the mail into the outbox, in the caller's transaction; a worker delivers it after the commit.

    With a `dedupe_key` that the outbox knows already nothing is written and the first mail is returned, whatever its
    text: so work that runs twice sends once. Four queries, one more when no delivery waits yet, one for attachments.
    Whether the address is stopped or its reader opted out is seen when the mail is delivered.
    Raises UnknownTemplate, UnusableAddress (check the address where it is typed in), UnusableAttachment, ValueError for
    an empty text.
    """
    found = templates.find(template)
    address = clean_address(to)
    files = files_of_mails.checked(attachments)
    unsubscribe_url = _way_out(found, address, lang, context)
    written = templates.write(found, lang=lang, context=context, unsubscribe_url=unsubscribe_url)
    return put_in_outbox(
        OutgoingMail(
            template=found.key,
            to=address,
            kind=found.kind,
            subject=written.subject,
            text=written.text,
            html=written.html,
            language=written.language,
            reply_to=clean_address(reply_to) if reply_to else "",
            unsubscribe_url=templates.one_address(unsubscribe_url),
            about=f"{about._meta.label_lower}:{about.pk}" if about is not None else "",
            about_label=str(about) if about is not None else "",
            dedupe_key=dedupe_key,
            is_secret=found.is_secret,
        ),
        files=[MailAttachment(name=one.name, mime_type=one.mime_type, content=one.content) for one in files],
    )


def _way_out(template: templates.MailTemplate, address: str, lang: str, context: Mapping[str, Any]) -> str:
    if template.kind:
        return preferences.link_for(address=address, kind=template.kind, lang=templates.language_for(lang))
    if not template.is_list:
        return ""
    if not context.get("unsubscribe_url"):
        raise ValueError(f"The mail {template.key!r} goes to many and needs an unsubscribe_url")
    return str(context["unsubscribe_url"])


def put_in_outbox(mail: OutgoingMail, *, files: Sequence[MailAttachment] = ()) -> OutgoingMail:
    """Keep the mail and see that its delivery starts; the mail with the same key, if there is one, stands for it."""
    mail.subject = templates.one_line(mail.subject)
    mail.about_label = templates.one_line(mail.about_label)[:200]
    if mail.dedupe_key and (present := OutgoingMail.objects.filter(dedupe_key=mail.dedupe_key).first()):
        return present
    try:
        with transaction.atomic(savepoint=bool(mail.dedupe_key)):
            mail.save(force_insert=True)
            if files:
                for one in files:
                    one.mail = mail
                MailAttachment.objects.bulk_create(files)
            enqueue_unless_waiting(WORK)
    except IntegrityError:
        if not mail.dedupe_key:
            raise
        return OutgoingMail.objects.get(dedupe_key=mail.dedupe_key)
    return mail


@transaction.atomic
def resend_mail(*, mail: OutgoingMail, actor: Any = None) -> OutgoingMail:
    """Send a copy of a mail that is closed; the copy points to the old one, which stays as it is.

    Raises NotNow for one that is still on its way, and for one whose secret text is gone.
    """
    present = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if not present.text:
        raise NotNow("The text of a secret mail is not kept")
    if present.state in OPEN:
        raise NotNow("The mail is still on its way")
    kept = ("template", "to", "kind", "subject", "text", "html", "language", "reply_to", "unsubscribe_url",
            "about", "about_label", "is_secret")  # fmt: skip
    copy = OutgoingMail(resent_from=present, **{name: getattr(present, name) for name in kept})
    files = [
        MailAttachment(name=one.name, mime_type=one.mime_type, content=one.content)
        for one in present.attachments.all()
    ]
    put_in_outbox(copy, files=files)
    write_entry(record=copy, verb=Verb.OTHER, actor=actor, detail="mailing.resend")
    return copy


@transaction.atomic
def cancel_mail(*, mail: OutgoingMail, actor: Any = None) -> None:
    """It does not go out. Raises NotNow for one that no longer waits, or that may have been handed over already."""
    waiting = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.WAITING, unanswered=0)
    if not waiting.update(state=MailState.CANCELLED, next_attempt_at=None):
        raise NotNow("The mail does not wait")
    write_entry(record=mail, verb=Verb.OTHER, actor=actor, detail="mailing.cancel")


def cancel_mails(*, ids: Sequence[int], actor: Any = None) -> int:
    """Cancel those of these mails that still wait, and say how many."""
    cancelled = 0
    for mail in OutgoingMail.objects.filter(pk__in=ids).defer("text", "html"):
        try:
            cancel_mail(mail=mail, actor=actor)
        except NotNow:
            continue
        cancelled += 1
    return cancelled


def erase_old_mails(*, at: datetime | None = None) -> int:
    """Delete mails closed and older than KEPT with their files, and say how many. Running twice does no harm."""
    old = OutgoingMail.objects.closed_before((at or timezone.now()) - KEPT)
    moment = at or timezone.now()
    DeliveryReport.objects.filter(read_at__lt=moment - KEPT).delete()
    troubled = Q(stopped_at=None, created_at__lt=moment - UNUSED_FOR) & (
        Q(failed_at=None) | Q(failed_at__lt=moment - UNUSED_FOR)
    )
    MailAddress.objects.filter(
        troubled | Q(stopped_at__lt=moment - STOPPED_FOR, failed_at__lt=moment - STOPPED_FOR), opt_outs=None
    ).delete()
    MailAddress.objects.filter(stopped_at__lt=moment - STOPPED_FOR).update(stopped_at=None, reason="")
    return _erase(list(old.values_list("pk", "uid")))


def erase_mails_to(*, address: str) -> int:
    """Delete every mail to the address, also those on their way, and what is known of the address; for the erasure of a
    person's data."""
    try:
        MailAddress.objects.filter(address=normalised(address)).delete()
    except UnusableAddress:
        pass
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
