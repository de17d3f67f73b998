"""Sending invitations and reminding: mail and state in one short transaction for each household."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.languages.dates import format_date, format_time
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.mailing.actions import send_mail
from miteinander.foundation.mailing.recipients import UnusableAddress
from miteinander.foundation.mailing.templates import MailTemplate, register
from miteinander.foundation.values.clock import BERLIN, now, today
from miteinander.programme.events.models import Event
from miteinander.programme.events.presentation import full_when, place_line

from . import own_links
from .enums import InvitationState
from .mail_samples import SAMPLE
from .models import Invitation, RegistrationPlan

FIRST, REMINDER = "participation.invitation", "participation.invitation_reminder"
OPEN = (InvitationState.READY, InvitationState.SENT)


def send_invitations(*, plan: RegistrationPlan, actor: Any = None) -> int:
    """Write to all households with an address that were not written to; how many. Running twice writes once."""
    ready = Invitation.objects.filter(plan=plan, state=InvitationState.READY).exclude(email="")
    return _each(ready, plan, FIRST, "first", actor)


def remind_invited(*, plan: RegistrationPlan, actor: Any = None) -> int:
    """Write again to those who were written to and did not answer; once a day at most."""
    silent = Invitation.objects.filter(plan=plan, state=InvitationState.SENT).exclude(email="")
    return _each(silent, plan, REMINDER, f"reminder {today()}", actor)


def send_again(*, invitation: Invitation, actor: Any = None) -> bool:
    """To one household, for example after its address was corrected; once a day and address."""
    key = f"{invitation.email} {today()}"
    return bool(_each(Invitation.objects.filter(pk=invitation.pk), invitation.plan, FIRST, key, actor))


def _each(found: Iterable[Invitation], plan: RegistrationPlan, template: str, key: str, actor: Any) -> int:
    event = Event.objects.with_page_data().get(pk=plan.event_id)
    return sum(_send(one.pk, plan, event, template, key, actor) for one in found)


@transaction.atomic
def _send(pk: int, plan: RegistrationPlan, event: Event, template: str, key: str, actor: Any) -> bool:
    invitation = Invitation.objects.select_for_update().filter(pk=pk, state__in=OPEN).first()
    if invitation is None or not invitation.email:
        return False
    before = now()
    try:
        mail = send_mail(
            template=template,
            to=invitation.email,
            lang=language_of(invitation),
            context=context_of(invitation, plan, event),
            about=invitation,
            dedupe_key=f"participation invitation {invitation.uid} {key}",
        )
    except UnusableAddress:
        return False
    if mail.created_at < before:  # the outbox had it already
        return False
    if invitation.state != InvitationState.SENT:
        invitation.state = InvitationState.SENT
        invitation.save(update_fields=["state"])
    write_entry(record=invitation, verb=Verb.OTHER, actor=actor, detail=template)
    return True


def language_of(invitation: Invitation) -> str:
    return invitation.language if invitation.language in site_codes() else base_language()


def context_of(invitation: Invitation, plan: RegistrationPlan, event: Event) -> dict[str, Any]:
    """What mail and letter say, in the language of the household."""
    lang = language_of(invitation)
    dates = [date for date in event.dates.all() if date.starts_at]
    with translation.override(lang):
        return {
            "name": invitation.name,
            "title": event.shown_title.localized(lang).text,
            "when": full_when(dates[0], lang) if dates else "",
            "place": place_line(list(event.venues.all()), event),
            "most": invitation.most,
            "invitation_url": invitation_url(invitation),
            "code": own_links.code(own_links.Purpose.INVITATION, invitation.uid),
            "until": _moment(plan.closes_at, lang),
        }


def invitation_url(invitation: Invitation) -> str:
    """The public page that answers an invitation, in the active language."""
    token = own_links.token(own_links.Purpose.INVITATION, invitation.uid)
    return absolute(reverse("participation:invitation", args=[token]))


def _moment(moment: datetime | None, lang: str) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(BERLIN)
    return f"{format_date(local.date(), lang)}, {format_time(local.time(), lang)}"


MAIL_SAMPLE = {name: SAMPLE[name] for name in ("title", "when", "place", "code", "until")} | {
    "name": "Familie Beispiel",
    "most": 4,
    "invitation_url": "https://integrationsrat.example/de/einladung/beispiel/",
}


def register_mails() -> None:
    register(MailTemplate(FIRST, _("lädt einen Haushalt ein"), MAIL_SAMPLE))
    register(MailTemplate(REMINDER, _("erinnert an eine Einladung ohne Antwort"), MAIL_SAMPLE))
