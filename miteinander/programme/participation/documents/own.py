"""Sheets of one registration: ticket, slip with the code, certificate. Page and PDF read the same data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.interface.addresses import absolute
from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.ingredients import Code, code_for
from miteinander.foundation.values.clock import BERLIN, today
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event
from miteinander.programme.events.presentation import full_when, has_ended, local_day
from miteinander.programme.events.printing import event_to_print

from .. import own_links
from ..door_book import attended, entries_that_count
from ..enums import IN_PLAY, DoorDeed, RegistrationState
from ..models import Guest, Registration
from ..telling import own_url
from .parts import Head, Words, head_of, name_as_written, own_words, words


@dataclass(frozen=True)
class Ticket:
    """What is shown at the door. `token` is what the code says; the door looks for nothing else."""

    head: Head
    heading: LocalText
    name: LocalText
    people: Words
    """How many of which kind, for example "2 × Erwachsene"."""
    code_word: LocalText
    code: str
    qr: Code
    hint: LocalText


@dataclass(frozen=True)
class Slip:
    """The own code on paper, for those without e-mail; the picture opens the own registration."""

    head: Head
    heading: LocalText
    state: LocalText
    name: LocalText
    people: Words
    code: str
    qr: Code
    how: LocalText
    address: str
    telephone: str


@dataclass(frozen=True)
class Certificate:
    """For one guest who was let in at the door."""

    head: Head
    heading: Words
    name: LocalText
    statement: Words
    when: Words
    issued: Words
    signature: LocalText


@dataclass(frozen=True)
class Came:
    """Who of a party was let in: those with a name get a certificate, for the others the office is asked."""

    named: tuple[Guest, ...]
    has_nameless: bool


def registration_to_print(pk: int) -> Registration:
    """With its guests. Raises CannotPrint when it is gone."""
    guests = Prefetch("guests", Guest.objects.select_related("pool__item").order_by("position"))
    found = Registration.objects.select_related("plan").prefetch_related(guests).filter(pk=pk).first()
    if found is None:
        raise CannotPrint(_("Diese Anmeldung gibt es nicht mehr."))
    return found


def language_of(registration: Registration) -> str:
    """In which its papers are printed, unless another one is asked for."""
    return registration.language if registration.language in site_codes() else base_language()


def tickets(wish: Wish) -> list[Ticket]:
    """Only for those who have a seat, and only while the event takes place. Raises CannotPrint."""
    registration = registration_to_print(wish.subject)
    event = event_to_print(registration.plan.event_id)
    if registration.state != RegistrationState.BOOKED:
        raise CannotPrint(_("Eine Eintrittskarte gibt es nur für Gäste, die einen Platz haben."))
    if event.state in (EventState.CANCELLED, EventState.POSTPONED):
        raise CannotPrint(_("Diese Veranstaltung findet so nicht statt. Es gibt keine Eintrittskarten."))
    return [ticket_of(registration, event, wish.languages)]


def ticket_of(registration: Registration, event: Event, languages: Sequence[str]) -> Ticket:
    """Of an event from `event_to_print` and a registration with its guests; in the active language."""
    lang = languages[0]
    token = own_links.token(own_links.Purpose.TICKET, registration.uid)
    return Ticket(
        head=head_of(event, languages, columns=12, rows=2),
        heading=own_words(_("Eintrittskarte"), lang),
        name=name_as_written(registration.name, lang),
        people=people_of(registration, lang),
        code_word=own_words(_("Code"), lang),
        code=code_of(registration),
        qr=code_for(token, _("QR-Code der Eintrittskarte")),
        hint=own_words(_("Zeigen Sie die Karte an der Tür, auf dem Telefon oder ausgedruckt."), lang),
    )


def slips(wish: Wish) -> list[Slip]:
    """For every registration that still counts. Raises CannotPrint."""
    registration = registration_to_print(wish.subject)
    if registration.state not in IN_PLAY:
        raise CannotPrint(_("Diese Anmeldung gilt nicht mehr. Es gibt keinen Zettel dazu."))
    event = event_to_print(registration.plan.event_id)
    lang = wish.languages[0]
    head = head_of(event, wish.languages)
    return [
        Slip(
            head=head,
            heading=own_words(_("Ihr Code"), lang),
            state=own_words(_STATES[RegistrationState(registration.state)](), lang),
            name=name_as_written(registration.name, lang),
            people=people_of(registration, lang),
            code=code_of(registration),
            qr=code_for(absolute(own_url(registration)), _("QR-Code zu Ihrer Anmeldung")),
            how=own_words(
                _(
                    "Sie möchten etwas ändern oder sich abmelden? Nennen Sie am Telefon diesen Code, oder geben Sie "
                    "ihn hier ein:"
                ),
                lang,
            ),
            address=absolute(reverse("participation:code-entry")).split("://", 1)[-1],
            telephone=head.house.telephone,
        )
    ]


_STATES = {
    RegistrationState.BOOKED: lambda: _("Sie sind angemeldet."),
    RegistrationState.WAITING: lambda: _("Sie stehen auf der Warteliste."),
    RegistrationState.OFFERED: lambda: _("Für Sie ist jetzt Platz."),
}


def certificates(wish: Wish) -> list[Certificate]:
    """One for each guest with a name whom the door let in, once the event is over. Raises CannotPrint."""
    registration = registration_to_print(wish.subject)
    event = event_to_print(registration.plan.event_id)
    if not is_over(event):
        raise CannotPrint(_("Die Bescheinigung gibt es nach der Veranstaltung."))
    came = who_came(registration)
    if not came.named:
        raise CannotPrint(
            _("In der Anmeldung fehlt der Name. Bitte tragen Sie ihn nach.")
            if came.has_nameless
            else _("An der Tür steht kein Eintrag für diese Anmeldung.")
        )
    head = head_of(event, wish.languages, columns=14, rows=3)
    days = _days_of(came.named)
    issued = today()
    return [
        Certificate(
            head=head,
            heading=words(wish.languages, lambda lang: _("Teilnahmebescheinigung")),
            name=name_as_written(shown_name(guest, registration), wish.languages[0]),
            statement=words(wish.languages, lambda lang: _("hat an dieser Veranstaltung teilgenommen:")),
            when=words(
                wish.languages,
                lambda lang, guest=guest: "; ".join(_attended_dates(event, days.get(guest.pk, set()), lang)),  # type: ignore[misc]
            ),
            issued=words(
                wish.languages,
                lambda lang: (
                    _("Ausgestellt am %(day)s, nach dem Eintrag an der Tür")
                    % {"day": format_date(issued, lang, weekday=False)}
                ),
            ),
            signature=own_words(_("Unterschrift"), wish.languages[0]),
        )
        for guest in came.named
    ]


def is_over(event: Event) -> bool:
    """Whether the last date lies behind us. No query after `event_to_print`."""
    dates = [found for found in event.dates.all() if found.starts_at]
    return bool(dates) and all(has_ended(found) for found in dates)


def who_came(registration: Registration) -> Came:
    """By the door's book; what was taken back there does not count. One query."""
    came = attended(registration.plan.event_id).filter(registration=registration)
    guests = list(came.select_related("pool__item").order_by("position"))
    named = tuple(guest for guest in guests if shown_name(guest, registration))
    return Came(named, len(named) < len(guests))


def shown_name(guest: Guest, registration: Registration) -> str:
    return guest.name or (registration.name if guest.position == 0 else "")


def _days_of(guests: Sequence[Guest]) -> dict[int, set[object]]:
    """On which days each was let in. One query."""
    days: dict[int, set[object]] = {}
    event_id = guests[0].registration.plan.event_id
    entries = entries_that_count(event_id).filter(deed=DoorDeed.IN, guest__in=guests)
    for guest, moment in entries.values_list("guest", "happened_at"):
        if guest is not None:
            days.setdefault(guest, set()).add(moment.astimezone(BERLIN).date())
    return days


def _attended_dates(event: Event, days: set[object], lang: str) -> list[str]:
    """The dates on which the guest was let in; of an event with one date always that one."""
    dates = [found for found in event.dates.all() if found.starts_at]
    there = [found for found in dates if local_day(found.starts_at) in days]
    return [full_when(found, lang) for found in there or dates]


def code_of(registration: Registration) -> str:
    return own_links.code(own_links.Purpose.REGISTRATION, registration.uid, registration.link_round)


def people_of(registration: Registration, lang: str) -> Words:
    guests = list(registration.guests.all())
    pools = {guest.pool_id: guest.pool for guest in guests}
    counted = Counter(guest.pool_id for guest in guests)
    with override(lang):
        return tuple(
            own_words(f"{count} × {pools[pk].name(lang).text}", lang) for pk, count in counted.items()
        )
