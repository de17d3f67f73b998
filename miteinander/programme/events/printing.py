"""What sheets about an event are set from: the event in the languages of the sheet, its mosaic, code and house.

Every document of an event takes an `EventSheet`; no template asks the database.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from miteinander.foundation.interface.models import Identity, present_identity
from miteinander.foundation.interface.short_links import short_address, spoken_address
from miteinander.foundation.languages.dates import weekday_abbreviation
from miteinander.foundation.languages.registry import direction
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.ingredients import Code, Drawing, code_for, mosaic_drawing
from miteinander.foundation.values.money import format_money
from miteinander.foundation.values.partial_dates import Precision

from . import companions
from .enums import EventState, LanguageMode
from .models import Event, EventDate
from .presentation import (
    date_words,
    full_when,
    language_chips,
    local_clock,
    local_day,
    place_line,
)
from .printing_logos import Supporter, supporters


@dataclass(frozen=True)
class House:
    """Who invites: the council as it stands on paper."""

    name: str
    town: str
    address: str
    telephone: str
    email: str
    site: str
    mark: Drawing


@dataclass(frozen=True)
class EventText:
    """An event in one language of the sheet. `day` is short ("So 6.12."), `clock` too ("10:30"); both may be empty."""

    lang: str
    dir: str
    kicker: LocalText
    title: LocalText
    summary: LocalText
    description: LocalText
    day: LocalText
    clock: LocalText
    when: LocalText
    """The whole date in words."""
    place: LocalText
    address: LocalText
    access: tuple[LocalText, ...]
    """Entrance fee, childcare, without steps: short words in this order."""
    notice: LocalText
    """Cancelled or postponed, with the reason; else empty."""
    call: LocalText
    """What to do now: register, or simply come."""


@dataclass(frozen=True)
class EventSheet:
    """All an event's sheets need. The first of `texts` leads; `mosaic` has `columns` by `rows` cells."""

    texts: tuple[EventText, ...]
    colour: str
    mosaic: Drawing
    code: Code
    address: str
    """The short address under the code, for people who type it."""
    languages: tuple[LocalText, ...]
    """Spoken at the event, each by its own name."""
    house: House
    supporters: tuple[Supporter, ...] = ()


def event_to_print(pk: int) -> Event:
    """With everything a sheet reads. Raises CannotPrint when the event is gone."""
    event = (
        Event.objects.filter(pk=pk)
        .select_related("activity__main_task", "format", "series", "image")
        .prefetch_related("dates", "event_languages", "venues__district")
        .first()
    )
    if event is None:
        raise CannotPrint(_("Diese Veranstaltung gibt es nicht mehr. Bitte wählen Sie eine andere."))
    event.venues_on_card = list(event.venues.all())
    event.languages_on_card = list(event.event_languages.all())
    return event


def event_sheet(wish: Wish, *, columns: int, rows: int) -> EventSheet:
    """The event in the wished languages. Constant queries. Raises CannotPrint."""
    return sheet_of(event_to_print(wish.subject), wish, columns=columns, rows=rows)


def sheet_of(event: Event, wish: Wish, *, columns: int, rows: int) -> EventSheet:
    """The same of an event from `event_to_print`."""
    address = reverse("events:event-detail", args=[event.slug])
    registers = companions.primary_action_of(event) is not None
    return EventSheet(
        texts=tuple(event_text(event, lang, registers=registers) for lang in wish.languages),
        colour=event.activity.colour,
        mosaic=event_mosaic(event, columns=columns, rows=rows),
        code=code_for(short_address(address), _("QR-Code zur Seite der Veranstaltung")),
        address=spoken_address(address),
        languages=spoken_at(event),
        house=house(),
        supporters=supporters(event),
    )


def event_mosaic(event: Event, *, columns: int, rows: int) -> Drawing:
    return mosaic_drawing(
        event.slug,
        colour=event.activity.colour,
        motifs=event.format.pictogram,
        columns=columns,
        rows=rows,
    )


def house() -> House:
    """The council as it stands on paper. One query."""
    identity = present_identity()
    return House(
        name=identity.name,
        town=identity.town,
        address=", ".join(filter(None, [identity.street, f"{identity.postal_code} {identity.town}".strip()])),
        telephone=identity.telephone_text,
        email=identity.email,
        site=spoken_address("/").split("/")[0],
        mark=house_mark(identity),
    )


def house_mark(identity: Identity) -> Drawing:
    """The small mosaic beside the name, as on every web page."""
    return mosaic_drawing("miteinander", colour="sun", columns=3, rows=3)


def spoken_at(event: Event) -> tuple[LocalText, ...]:
    """The languages spoken, interpreted or signed, by their own names. No query after `event_to_print`."""
    chips = language_chips(event.languages_on_card, modes=tuple(LanguageMode))
    return tuple(LocalText.of(chip.label, chip.lang or "de") for chip in chips)


def event_text(event: Event, lang: str, *, registers: bool) -> EventText:
    """One language; what is not translated stands in German and says so by its own `lang`. No query."""
    with override(lang):

        def own(text: str) -> LocalText:
            return LocalText.of(text, lang)

        dates = [found for found in event.dates.all() if found.starts_at] or list(event.dates.all())
        first = dates[0] if dates else EventDate(event=event)
        return EventText(
            lang=lang,
            dir=direction(lang),
            kicker=event.format.name.localized(lang),
            title=event.shown_title.localized(lang),
            summary=event.shown_summary.localized(lang),
            description=event.shown_description.localized(lang),
            day=own(short_day(first, lang)),
            clock=own(short_clock(first, lang)),
            when=own(
                "; ".join(full_when(found, lang) for found in dates) if dates else date_words(first, lang)
            ),
            place=own(place_line(event.venues_on_card, event)),
            address=own(event.venues_on_card[0].address if event.venues_on_card else ""),
            access=tuple(own(word) for word in _access(event)),
            notice=own(_notice(event, lang)),
            call=own(_call(event, registers=registers)),
        )


def short_day(found: EventDate, lang: str) -> str:
    """For example "So 6.12."; the month alone, or that the date follows, when that is all there is."""
    first = local_day(found.starts_at)
    if not first or found.precision in (Precision.NONE, Precision.MONTH):
        return date_words(found, lang)
    day = pgettext("Tag und Monat in Ziffern auf einem Plakat", "%(day)d.%(month)d.") % {
        "day": first.day,
        "month": first.month,
    }
    return f"{weekday_abbreviation(first, lang)} {day}"


def short_clock(found: EventDate, lang: str) -> str:
    if found.precision != Precision.TIME or not found.starts_at:
        return ""
    start = local_clock(found.starts_at)
    if found.ends_at and start.minute == 0 == local_clock(found.ends_at).minute:
        end = local_clock(found.ends_at)
        if end.hour and found.ends_at.date() == found.starts_at.date():
            return f"{start.hour}–{end.hour}"
    return f"{start.hour}:{start.minute:02d}"


def _access(event: Event) -> list[str]:
    words = []
    if event.price is not None:
        price = {"price": format_money(event.price, get_language() or "de")}
        words.append(_("Eintritt %(price)s") % price if event.price else _("Eintritt frei"))
    if event.childcare:
        words.append(_("Kinderbetreuung"))
    if event.venues_on_card and all(venue.step_free == "yes" for venue in event.venues_on_card):
        words.append(_("Ohne Stufen"))
    return words


def _notice(event: Event, lang: str) -> str:
    if event.state not in (EventState.CANCELLED, EventState.POSTPONED):
        return ""
    word = _("Abgesagt") if event.state == EventState.CANCELLED else _("Verschoben")
    reason = event.state_reason.localized(lang).text
    return f"{word}: {reason}" if reason else word


def _call(event: Event, *, registers: bool) -> str:
    if event.state in (EventState.CANCELLED, EventState.POSTPONED):
        return ""
    return _("Bitte anmelden") if registers else _("Ohne Anmeldung")
