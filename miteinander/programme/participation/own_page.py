"""What the page of an own registration shows."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.languages.templatetags.languages import local
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.telephone import format_telephone
from miteinander.programme.events.models import Event

from .enums import IN_PLAY, Food, QuestionKind, RegistrationState, SupportWish
from .form_fields import lines_of
from .models import Answer, Registration
from .own_links import Purpose, code
from .presentation import EventHead, WayWords, event_head, moment_words, present_language
from .standing import Standing, Way


@dataclass(frozen=True)
class Line:
    """`value` is escaped already."""

    label: str | SafeString
    value: str | SafeString


@dataclass(frozen=True)
class OwnPage:
    token: str
    registration: Registration
    event: EventHead
    words: WayWords
    code: str
    size: int
    people: tuple[tuple[int, LocalText], ...]
    """How many of which kind."""
    names: tuple[tuple[str, LocalText], ...]
    """Those who come along, where a name is known."""
    lines: tuple[Line, ...]
    asks_for_names: bool
    can_change: bool
    is_over: bool
    takes_place: bool
    has_day: bool
    again_url: str

    @property
    def state(self) -> str:
        return self.registration.state

    @property
    def is_waiting(self) -> bool:
        return self.state == RegistrationState.WAITING

    @property
    def is_offered(self) -> bool:
        return self.state == RegistrationState.OFFERED

    @property
    def is_booked(self) -> bool:
        return self.state == RegistrationState.BOOKED

    @property
    def is_in_play(self) -> bool:
        return self.state in IN_PLAY


def own_page(token: str, registration: Registration, event: Event, standing: Standing | None) -> OwnPage:
    """Of a registration and an event loaded with their page data."""
    lang = present_language()
    guests = list(registration.guests.all())
    pools = {guest.pool_id: guest.pool for guest in guests}
    counted = Counter(guest.pool_id for guest in guests)
    way = standing.way if standing else None
    begun = standing is not None and standing.has_begun
    takes_place = way not in (Way.CANCELLED, Way.POSTPONED, None)
    in_play = registration.state in IN_PLAY
    return OwnPage(
        token=token,
        registration=registration,
        event=event_head(event),
        words=_state_words(registration, way, standing),
        code=code(Purpose.REGISTRATION, registration.uid, registration.link_round),
        size=len(guests),
        people=tuple((count, pools[pk].name(lang)) for pk, count in counted.items()),
        names=tuple((guest.name, guest.pool.name(lang)) for guest in guests[1:] if guest.name),
        lines=tuple(_lines(registration, lang)),
        asks_for_names=in_play and any(not guest.name for guest in guests[1:]),
        can_change=in_play and takes_place and not begun,
        is_over=standing is not None and standing.is_over,
        takes_place=takes_place,
        has_day=any(found.precision in ("day", "time") for found in event.dates.all()),
        again_url=reverse("participation:register", args=[event.slug])
        if way in (Way.OPEN, Way.WAITING)
        else "",
    )


def _state_words(registration: Registration, way: Way | None, standing: Standing | None) -> WayWords:
    if registration.state in IN_PLAY:
        if way in (Way.CANCELLED, None):
            return WayWords(
                _("Diese Veranstaltung ist abgesagt."), _("Sie müssen nichts tun."), "cancelled", "cancelled"
            )
        if way == Way.POSTPONED:
            return WayWords(
                _("Diese Veranstaltung ist verschoben."),
                _("Ihre Anmeldung bleibt. Wir sagen Ihnen den neuen Termin, sobald er feststeht."),
                pictogram="postponed",
            )
        if standing and standing.is_over:
            return WayWords(_("Diese Veranstaltung ist vorbei."), "", pictogram="clock")
    return _WORDS[RegistrationState(registration.state)](registration)


def _booked(registration: Registration) -> WayWords:
    size = len(registration.guests.all())
    text = ngettext("Wir haben %(count)d Platz für Sie.", "Wir haben %(count)d Plätze für Sie.", size) % {
        "count": size
    }
    return WayWords(_("Sie sind angemeldet."), text, "good", "check")


def _waiting(registration: Registration) -> WayWords:
    return WayWords(
        _("Sie stehen auf der Warteliste."),
        _(
            "Noch haben Sie keinen Platz. Wird einer frei, bieten wir ihn Ihnen an. Bis dahin müssen Sie nichts tun."
        ),
        pictogram="clock",
    )


def _offered(registration: Registration) -> WayWords:
    until = registration.offer_until
    return WayWords(
        _("Für Sie ist jetzt Platz."),
        _("Bitte sagen Sie bis %(moment)s zu. Danach bekommt jemand anderes den Platz.")
        % {"moment": moment_words(until)}
        if until
        else "",
        pictogram="ticket",
    )


def _cancelled(registration: Registration) -> WayWords:
    return WayWords(
        _("Sie sind abgemeldet."),
        _("Danke, dass Sie Bescheid gesagt haben. So kann jemand anderes kommen."),
        pictogram="cancelled",
    )


def _lapsed(registration: Registration) -> WayWords:
    return WayWords(
        _("Das Angebot ist abgelaufen."),
        _("Der Platz ist weitergegeben. Wenn Sie noch kommen möchten, melden Sie sich noch einmal an."),
        pictogram="clock",
    )


_WORDS = {
    RegistrationState.BOOKED: _booked,
    RegistrationState.WAITING: _waiting,
    RegistrationState.OFFERED: _offered,
    RegistrationState.CANCELLED: _cancelled,
    RegistrationState.LAPSED: _lapsed,
}


def _lines(registration: Registration, lang: str) -> list[Line]:
    """What else was said, one line each; nothing where nothing was said."""
    lines = [
        Line(_("E-Mail-Adresse"), registration.email),
        Line(_("Telefon"), format_telephone(registration.phone)),
    ]
    lines += [Line(local(row.pool.name(lang)), _people(row.count)) for row in registration.item_seats.all()]
    wishes = [str(SupportWish(wish).label) for wish in registration.support if wish in SupportWish.values]
    spoken = spoken_languages().get(registration.interpreter_language)
    if spoken:
        wishes.append(spoken.name)
    lines.append(Line(_("Unterstützung"), ", ".join(wishes)))
    food = [
        f"{count} × {Food(name).label}" for name, count in registration.food.items() if name in Food.values
    ]
    lines.append(Line(_("Essen"), ", ".join(food)))
    lines += [
        Line(local(answer.question.text.localized(lang)), answer_words(answer, lang))
        for answer in registration.answers.all()
    ]
    brought = [f"{claim.count} × {claim.item.label.localized(lang)}" for claim in registration.claims.all()]
    lines.append(Line(_("Sie bringen mit"), ", ".join(brought)))
    return [line for line in lines if line.value]


def _people(count: int) -> str:
    return ngettext("%(count)d Person", "%(count)d Personen", count) % {"count": count}


def answer_words(answer: Answer, lang: str) -> str:
    """An answer as people read it: "yes" as a word, the number of a line as that line."""
    if answer.question.kind == QuestionKind.YES_NO:
        return pgettext("answer", "Ja") if answer.text == "yes" else pgettext("answer", "Nein")
    if answer.question.kind == QuestionKind.CHOICE and answer.text.isdecimal():
        lines = lines_of(answer.question.choices.localized(lang).text)
        place = int(answer.text) - 1
        return lines[place] if 0 <= place < len(lines) else answer.text
    return answer.text
