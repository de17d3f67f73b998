"""What the public pages of taking part show: plain values in the visitor's language."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from miteinander.foundation.languages.dates import format_date, format_time
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.models import Event
from miteinander.programme.events.presentation import full_when, place_line

from .enums import RegistrationMode
from .standing import Standing, Way


@dataclass(frozen=True)
class EventHead:
    """The event at the head of a page about taking part in it."""

    title: LocalText
    url: str
    when: tuple[str, ...]
    place: str
    format: LocalText
    pictogram: str
    identity: str
    colour: str


def event_head(event: Event) -> EventHead:
    """Of an event loaded by `with_page_data`."""
    lang = present_language()
    return EventHead(
        title=event.shown_title.localized(lang),
        url=reverse("events:event-detail", args=[event.slug]),
        when=tuple(full_when(found, lang) for found in event.dates.all()),
        place=place_line(list(event.venues.all()), event),
        format=event.format.name.localized(lang),
        pictogram=event.format.pictogram,
        identity=event.slug,
        colour=event.activity.colour,
    )


def present_language() -> str:
    return get_language() or base_language()


def moment_words(moment: datetime) -> str:
    """For example "Freitag, 28. August 2026, 18 Uhr"."""
    lang, local = present_language(), moment.astimezone(BERLIN)
    comma = "، " if lang in {"ar", "fa"} else ", "
    return f"{format_date(local.date(), lang)}{comma}{format_time(local.time(), lang)}"


@dataclass(frozen=True)
class WayWords:
    """`title` says how things stand, `text` what to do next."""

    title: str
    text: str
    kind: str = ""
    pictogram: str = "ticket"
    by_telephone: bool = False
    """The office's number belongs beside it."""


def way_words(standing: Standing | None, way: Way | None = None) -> WayWords:
    """How one takes part, in two sentences. No standing: the event has no plan, nobody needs to register."""
    found = way or (standing.way if standing else Way.NOT_NEEDED)
    if standing is None or found == Way.NOT_NEEDED:
        return WayWords(_("Sie brauchen keine Anmeldung."), _("Kommen Sie einfach."), "good", "check")
    return _WORDS[found](standing)


def _open(standing: Standing) -> WayWords:
    text = _("Name und Zahl der Personen genügen. Es dauert keine Minute.")
    if standing.plan.mode == RegistrationMode.OPTIONAL:
        text = _("Sie können auch ohne Anmeldung kommen. Mit Anmeldung ist Ihr Platz sicher.")
    if standing.few is None:
        return WayWords(_("Bitte melden Sie sich an."), text)
    title = ngettext("Noch %(count)d Platz ist frei.", "Noch %(count)d Plätze sind frei.", standing.few)
    return WayWords(title % {"count": standing.few}, text)


def _waiting(standing: Standing) -> WayWords:
    return WayWords(
        _("Alle Plätze sind vergeben."),
        _(
            "Sie können sich auf die Warteliste setzen. Wird ein Platz frei, bieten wir ihn der Reihe nach an. "
            "Ein Platz ist Ihnen damit noch nicht sicher."
        ),
        pictogram="warning",
    )


def _full(standing: Standing) -> WayWords:
    return WayWords(
        _("Alle Plätze sind vergeben."),
        _("Rufen Sie uns an, wenn Sie eine Frage haben, oder suchen Sie im Kalender einen anderen Termin."),
        "cancelled",
        "cancelled",
        by_telephone=True,
    )


def _not_yet(standing: Standing) -> WayWords:
    opens_at = standing.plan.opens_at or standing.moment
    return WayWords(
        _("Die Anmeldung hat noch nicht begonnen."),
        _("Sie beginnt am %(moment)s. Bitte kommen Sie dann wieder.") % {"moment": moment_words(opens_at)},
        pictogram="clock",
    )


def _closed(standing: Standing) -> WayWords:
    return WayWords(
        _("Die Anmeldung ist geschlossen."),
        _("Rufen Sie uns an, wenn Sie noch kommen möchten oder eine Frage haben."),
        pictogram="clock",
        by_telephone=True,
    )


def _telephone(standing: Standing) -> WayWords:
    return WayWords(
        _("Anmelden können Sie sich am Telefon."),
        _("Rufen Sie uns an. Wir tragen Sie ein und sagen Ihnen Ihren Code."),
        pictogram="phone",
        by_telephone=True,
    )


def _invitation(standing: Standing) -> WayWords:
    return WayWords(
        _("Hierher kommen Gäste mit Einladung."),
        _("Haben Sie eine Einladung? Dann antworten Sie mit dem Link oder dem Code, der darin steht."),
        pictogram="mail",
    )


def _cancelled(standing: Standing) -> WayWords:
    return WayWords(
        _("Diese Veranstaltung ist abgesagt."),
        _("Deshalb kann sich niemand mehr anmelden. Im Kalender finden Sie andere Termine."),
        "cancelled",
        "cancelled",
    )


def _postponed(standing: Standing) -> WayWords:
    return WayWords(
        _("Diese Veranstaltung ist verschoben."),
        _("Sobald der neue Termin feststeht, können Sie sich hier wieder anmelden."),
        pictogram="postponed",
    )


def _over(standing: Standing) -> WayWords:
    return WayWords(
        _("Diese Veranstaltung ist vorbei."),
        _("Im Kalender finden Sie die nächsten Termine."),
        pictogram="clock",
    )


_WORDS = {
    Way.OPEN: _open,
    Way.WAITING: _waiting,
    Way.FULL: _full,
    Way.NOT_YET: _not_yet,
    Way.CLOSED: _closed,
    Way.TELEPHONE: _telephone,
    Way.INVITATION: _invitation,
    Way.CANCELLED: _cancelled,
    Way.POSTPONED: _postponed,
    Way.OVER: _over,
}
