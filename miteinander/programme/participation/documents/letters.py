"""The invitation by post: DIN 5008, form B, for envelopes with a window; one sheet for each household."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.ingredients import Code, code_for
from miteinander.foundation.values.clock import today
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event
from miteinander.programme.events.printing import House, house

from ..enums import InvitationState
from ..inviting import context_of, language_of
from ..models import Invitation, RegistrationPlan
from .parts import name_as_written, own_words

WAITING = (InvitationState.READY, InvitationState.SENT)
MOST_ADDRESS_LINES = 5


@dataclass(frozen=True)
class Letter:
    """In the language of the household. `sender` is the small line above the address in the window."""

    lang: str
    dir: str
    sender: str
    name: LocalText
    address: tuple[LocalText, ...]
    day: LocalText
    subject: LocalText
    paragraphs: tuple[LocalText, ...]
    when: LocalText
    place: LocalText
    how: LocalText
    link: str
    code: str
    telephone: LocalText
    closing: LocalText
    qr: Code
    house: House


def letters(wish: Wish) -> list[Letter]:
    """For households without an e-mail address that have not answered; `for`: "all" for those with one as well, or the
    number of one household. Raises CannotPrint."""
    plan = RegistrationPlan.objects.filter(event=wish.subject).first()
    event = Event.objects.with_page_data().filter(pk=wish.subject).first()
    if plan is None or event is None:
        raise CannotPrint(_("Legen Sie zuerst die Plätze fest, und laden Sie dann ein."))
    if event.state in (EventState.CANCELLED, EventState.POSTPONED):
        raise CannotPrint(_("Diese Veranstaltung findet so nicht statt. Dazu wird niemand mehr eingeladen."))
    found = Invitation.objects.filter(_asked(wish), plan=plan, state__in=WAITING).order_by("name", "pk")
    printed = [_letter(one, plan, event, house()) for one in found]
    if not printed:
        raise CannotPrint(
            _(
                "Für alle, die noch nicht geantwortet haben, gibt es eine E-Mail-Adresse. Es ist kein Brief zu drucken."
            )
        )
    return printed


def _asked(wish: Wish) -> Q:
    asked = wish.options.get("for", "")
    if asked.isdecimal() and len(asked) < 18:
        return Q(pk=int(asked))
    return Q() if asked == "all" else Q(email="")


def letter_choices(pk: int) -> list[tuple[str, str]]:
    return [("post", _("Haushalte ohne E-Mail-Adresse")), ("all", _("Auch Haushalte mit E-Mail-Adresse"))]


def _letter(invitation: Invitation, plan: RegistrationPlan, event: Event, council: House) -> Letter:
    lang = language_of(invitation)
    known = context_of(invitation, plan, event)
    lines = [line.strip() for line in invitation.address.splitlines() if line.strip()]
    identity = present_identity()
    with override(lang):

        def own(text: str) -> LocalText:
            return own_words(text, lang)

        title = {"title": known["title"]}
        return Letter(
            lang=lang,
            dir=own("").dir,
            sender=" · ".join(filter(None, [council.name, council.address])),
            name=name_as_written(invitation.name, lang),
            address=tuple(name_as_written(line, "de") for line in _in_window(lines)),
            day=own(format_date(today(), lang, weekday=False)),
            subject=own(_("Einladung: %(title)s") % title),
            paragraphs=(
                own(_("Guten Tag %(name)s,") % {"name": invitation.name}),
                own(_("wir laden Sie herzlich ein.")),
                own(_seats(known)),
            ),
            when=own(known["when"]),
            place=own(known["place"]),
            how=own(
                _(
                    "Antworten Sie mit dem Telefon: Halten Sie die Kamera auf das Bild. Oder geben Sie den Code hier ein:"
                )
            ),
            link=absolute(reverse("participation:code-entry")).split("://", 1)[-1],
            code=known["code"],
            telephone=own(
                _("Oder rufen Sie uns an: %(telephone)s.") % {"telephone": identity.telephone_text}
                if identity.telephone
                else ""
            ),
            closing=own(pgettext("unter einem Brief", "Herzliche Grüße")),
            qr=code_for(known["invitation_url"], _("QR-Code zu Ihrer Einladung")),
            house=council,
        )


def _in_window(lines: list[str]) -> list[str]:
    """The window holds five lines under the name; what is left stands in front of the last ones, nothing is lost."""
    over = len(lines) - MOST_ADDRESS_LINES
    return [", ".join(lines[: over + 1]), *lines[over + 1 :]] if over > 0 else lines


def _seats(known: dict[str, object]) -> str:
    most = int(str(known["most"]))
    seats = ngettext(
        "Sie können %(count)d Person anmelden, solange es Plätze gibt.",
        "Sie können bis zu %(count)d Personen anmelden, solange es Plätze gibt.",
        most,
    ) % {"count": most}
    until = _("Bitte antworten Sie bis %(until)s.") % {"until": known["until"]} if known["until"] else ""
    return f"{seats} {until}".strip()
