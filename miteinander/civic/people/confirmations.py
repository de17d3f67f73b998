"""The yearly question to an association: is your entry still right? Its answer, and what the office does with it.

The link needs no account; it is good for one association, one purpose and sixty days. What the association would
change is kept as a proposal; it enters the entry only when somebody of the office agrees.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.access import links
from miteinander.foundation.access.links import Fault, LinkInvalid
from miteinander.foundation.audit.actions import same_value, save_record, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.mailing.actions import send_mail
from miteinander.foundation.mailing.recipients import UnusableAddress
from miteinander.foundation.mailing.templates import MailTemplate
from miteinander.foundation.values.clock import now, today

from .enums import ProposalState
from .models import EntryProposal, Organisation

PURPOSE = "people.yearly_confirmation"
DAYS = 60
AT_ONCE = 25
"""Mails of one night, so that a slow mail server is not flooded."""
MAIL = MailTemplate(
    PURPOSE,
    _("Ein Verein prüft einmal im Jahr seinen Eintrag"),
    sample={
        "name": "Chor der Vielfalt",
        "address": "https://example.org/de/vereine/bestaetigen/x/",
        "days": DAYS,
    },
)
PROPOSABLE = ("name", "telephone", "email", "website", "languages", "about")
"""What an association may correct; of the description the German text."""


class AlreadyDecided(Exception):
    """Somebody decided on the proposal before."""


@transaction.atomic
def ask_for_confirmation(*, organisation: Organisation, actor: Any = None) -> str:
    """Send a new link by mail and end the older ones; returns the link's address. Raises UnusableAddress."""
    links.revoke(purpose=PURPOSE, subject=subject_of(organisation))
    token = links.issue(purpose=PURPOSE, subject=subject_of(organisation), days=DAYS)
    with translation.override(base_language()):
        path = reverse("people:confirmation", args=[token])
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
    send_mail(
        template=PURPOSE,
        to=organisation.email,
        lang=base_language(),
        context={"name": organisation.name, "address": address, "days": DAYS},
        about=organisation,
    )
    Organisation.objects.filter(pk=organisation.pk).update(asked_on=today())
    write_entry(record=organisation, verb=Verb.OTHER, actor=actor, detail="people.asked")
    return address


def ask_many(*, organisations: Iterable[Organisation], actor: Any = None) -> tuple[int, list[Organisation]]:
    """Ask each that has a usable address: how many were asked, and who could not be."""
    asked, refused = 0, []
    for organisation in organisations:
        try:
            ask_for_confirmation(organisation=organisation, actor=actor)
            asked += 1
        except UnusableAddress:
            refused.append(organisation)
    return asked, refused


def ask_again(*, day: date | None = None) -> int:
    """The nightly part: whoever was asked a year ago. Running twice a day asks nobody twice."""
    wanted = Organisation.objects.to_be_asked_again(day or today()).order_by("asked_on", "pk")
    return ask_many(organisations=wanted[:AT_ONCE])[0]


def organisation_of(token: str, *, counted: bool = False) -> Organisation:
    """The association a link is for. Raises LinkInvalid, also when the association is gone."""
    subject = links.resolve(token, PURPOSE) if counted else links.peek(token, PURPOSE)
    found = Organisation.objects.filter(pk=subject.partition(":")[2]).first()
    if found is None:
        raise LinkInvalid(Fault.REVOKED)
    return found


@transaction.atomic
def confirm_entry(*, organisation: Organisation) -> None:
    """The association says that everything is right."""
    Organisation.objects.filter(pk=organisation.pk).update(confirmed_on=today())
    write_entry(record=organisation, verb=Verb.OTHER, detail="people.confirmed", fields=["confirmed_on"])


@transaction.atomic
def propose_changes(
    *, organisation: Organisation, values: Mapping[str, Any], note: str = ""
) -> EntryProposal | None:
    """Keep what differs from the entry; None when nothing does and nothing is said (the entry is confirmed then)."""
    present = present_values(organisation)
    changed = {name: values[name] for name in PROPOSABLE if name in values and values[name] != present[name]}
    if not changed and not note:
        confirm_entry(organisation=organisation)
        return None
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    proposal, _created = EntryProposal.objects.open().update_or_create(
        organisation=organisation,
        defaults={"values": changed, "note": note},
        create_defaults={"values": changed, "note": note, "organisation": organisation},
    )
    write_entry(record=organisation, verb=Verb.OTHER, detail="people.proposed", fields=changed)
    return proposal


@transaction.atomic
def apply_proposal(*, proposal: EntryProposal, actor: Any = None) -> Organisation:
    """Take the proposal over into the entry. Raises ValidationError and AlreadyDecided, and changes nothing then."""
    mine = _decide(proposal, ProposalState.APPLIED, actor)
    organisation = mine.organisation
    values = {name: value for name, value in mine.values.items() if name in PROPOSABLE}
    if "about" in values:
        values["about"] = organisation.about.with_text(base_language(), values["about"])
    saved = save_record(record=organisation, values=values, actor=actor)
    Organisation.objects.filter(pk=saved.pk).update(confirmed_on=today())
    return saved


@transaction.atomic
def refuse_proposal(*, proposal: EntryProposal, actor: Any = None) -> None:
    """The entry stays as it is. Raises AlreadyDecided."""
    mine = _decide(proposal, ProposalState.REFUSED, actor)
    write_entry(record=mine.organisation, verb=Verb.OTHER, actor=actor, detail="people.refused")


def present_values(organisation: Organisation) -> dict[str, Any]:
    """The entry as the form of the association shows it."""
    values = {name: getattr(organisation, name) for name in PROPOSABLE}
    return values | {"about": organisation.about.base, "languages": list(organisation.languages)}


def differences(proposal: EntryProposal) -> list[tuple[str, Any, Any]]:
    """Field, what stands there now, what is proposed; without what is the same by now."""
    present = present_values(proposal.organisation)
    return [
        (name, present[name], proposal.values[name])
        for name in PROPOSABLE
        if name in proposal.values and not same_value(present[name], proposal.values[name])
    ]


def subject_of(organisation: Organisation) -> str:
    return f"organisation:{organisation.pk}"


def _decide(proposal: EntryProposal, state: ProposalState, actor: Any) -> EntryProposal:
    mine = EntryProposal.objects.select_for_update().filter(pk=proposal.pk).select_related(None).first()
    if mine is None or mine.state != ProposalState.OPEN:
        raise AlreadyDecided
    mine.state, mine.decided_at = state, now()
    mine.decided_by = actor if getattr(actor, "pk", None) else None
    mine.save(update_fields=["state", "decided_at", "decided_by"])
    return mine
