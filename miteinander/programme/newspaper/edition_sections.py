"""What fills itself in an edition, on its page and on paper: calendar, consultation hours, addresses, imprint.

The slot is "edition" of `interface.sections`; its provider gets the `Edition` and answers with
`listings.as_section(Listing(kind, …))`, in the active language. `kind` is a value of `SlotKind`, so that the layout finds
what belongs into a slot of the flatplan: `listings_of_edition(edition)[SlotKind.CALENDAR]`. The rooms of volunteers,
consultation hours, concerns and tournaments register providers of their own kinds when they come; a later provider of a
kind replaces an earlier one, so that a room of its own takes over from what stands here.
"""

from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from miteinander.civic.people.models import Organisation
from miteinander.foundation.interface import sections
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.interface.listings import Group, Line, Listing, as_section, listings_of
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.dates import format_date, month_name, weekday_abbreviation
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import clock_words, local_day
from miteinander.programme.events.querysets import EventDateQuerySet

from .enums import SlotKind
from .models import Edition

SLOT = "edition"
CALENDAR_DAYS = 120
"""How far the calendar of an edition reaches: about until the next one."""
MOST_ADDRESSES = 24
CONSULTATION = "consultation-hour"
IMPRINT_WORDS = {
    "publisher_name": gettext_lazy("Herausgeber"),
    "publisher_address": gettext_lazy("Anschrift des Herausgebers"),
    "responsible_name": gettext_lazy("Verantwortlich im Sinne des Presserechts"),
    "responsible_address": gettext_lazy("Anschrift der verantwortlichen Person"),
    "ads_responsible": gettext_lazy("Verantwortlich für Anzeigen"),
    "printer_name": gettext_lazy("Druckerei"),
    "printer_address": gettext_lazy("Anschrift der Druckerei"),
    "editorial_contact": gettext_lazy("Kontakt zur Redaktion"),
    "layout_credit": gettext_lazy("Gestaltung"),
    "deadline_note": gettext_lazy("Redaktionsschluss"),
    "picture_credits": gettext_lazy("Bildnachweise"),
    "issn": gettext_lazy("ISSN"),
    "print_run": gettext_lazy("Auflage"),
}
"""What the imprint says, in order: the reader's words for fields that the office sees under its own."""


def register() -> None:
    sections.register(SLOT, calendar, order=10)
    sections.register(SLOT, consultation, order=20)
    sections.register(SLOT, addresses, order=60)
    sections.register(SLOT, imprint, order=90)


def listings_of_edition(edition: Edition) -> dict[str, Listing]:
    """By kind (`SlotKind`), in the active language. Six queries, and what other rooms' providers cost."""
    return listings_of(SLOT, edition)


def calendar(edition: Edition) -> Section | None:
    """The dates from the delivery on, by district. Three queries."""
    lang = get_language() or base_language()
    dates = list(_dates_of(edition).with_card_data().by_time())
    ordered = sorted(dates, key=lambda found: (_district(found)[0] == "", _district(found)[0].casefold()))
    groups = tuple(
        Group(
            tuple(_date_line(found, lang, with_place=True) for found in rows),
            label or _("Ohne festen Ort"),
            colour="sun",
            url=url,
        )
        for (label, url), rows in groupby(ordered, key=_district)
    )
    last = month_name(edition.delivery_on + timedelta(days=CALENDAR_DAYS), lang)
    heading = _("Termine bis %(month)s") % {"month": last}
    note = _("Alle Angaben ohne Gewähr. Was sich ändert, steht im Kalender im Internet.")
    return as_section(Listing(SlotKind.CALENDAR, heading, groups, note=note))


def consultation(edition: Edition) -> Section | None:
    """The consultation hours of the same time. Three queries."""
    lang = get_language() or base_language()
    dates = _dates_of(edition).filter(event__format__slug=CONSULTATION).with_card_data().by_time()
    lines = tuple(_date_line(found, lang, with_place=True) for found in dates)
    return as_section(Listing(SlotKind.CONSULTATION, _("Sprechstunden"), (Group(lines, colour="teal"),)))


def addresses(edition: Edition) -> Section | None:
    """How to reach the council and the associations. Two queries."""
    identity = present_identity()
    lang = get_language() or base_language()
    office = [
        Line(_said(value, base_language()), lead=label, url=url)
        for label, value, url in (
            (_("Anschrift"), ", ".join(part for part in (identity.street, f"{identity.postal_code} {identity.town}".strip()) if part), ""),
            (_("Telefon"), identity.telephone_text, identity.telephone_link),
            (_("E-Mail"), identity.email, f"mailto:{identity.email}"),
        )
        if value
    ]  # fmt: skip
    parties = [
        Line(
            _said(party.name, base_language()),
            detail=party.telephone_text or party.email,
            url=address_of(party),
        )
        for party in Organisation.objects.of_kind("association").order_by("name")[:MOST_ADDRESSES]
    ]
    hours = identity.office_hours.localized(lang) if identity.office_hours else None
    if office and hours:
        office.append(Line(hours, lead=_("Öffnungszeiten")))
    groups = tuple(
        group
        for group in (
            Group(tuple(office), identity.name, colour="blue"),
            Group(tuple(parties), _("Vereine und Gruppen"), colour="leaf"),
        )
        if group.lines
    )
    return as_section(Listing(SlotKind.ADDRESSES, _("Adressen"), groups))


def imprint(edition: Edition) -> Section | None:
    """Everything press law asks for, as the edition says it. No query."""
    lines = [
        Line(_said(str(getattr(edition, name)), base_language()), lead=str(IMPRINT_WORDS[name]))
        for name in IMPRINT_WORDS
        if name != "print_run" and getattr(edition, name)
    ]
    if lines and edition.print_run:
        copies = number_format(edition.print_run, force_grouping=True)
        lines.append(Line(_said(copies, base_language()), lead=str(IMPRINT_WORDS["print_run"])))
    return as_section(Listing(SlotKind.IMPRINT, _("Impressum dieser Ausgabe"), (Group(tuple(lines)),)))


def _dates_of(edition: Edition) -> EventDateQuerySet:
    last = edition.delivery_on + timedelta(days=CALENDAR_DAYS)
    taking_place = EventDate.objects.published().filter(event__state=EventState.PUBLISHED)
    return taking_place.dated().between(edition.delivery_on, last)


def _district(found: EventDate) -> tuple[str, str]:
    venue = next((venue for venue in found.event.venues_on_card if venue.district), None)
    if venue is None or venue.district is None:
        return ("", "")
    return (venue.district.name, reverse("events:event-list") + f"?stadtteil={venue.district.slug}")


def _date_line(found: EventDate, lang: str, *, with_place: bool) -> Line:
    day = local_day(found.starts_at) or date.min
    venue = found.event.venues_on_card[0] if with_place and found.event.venues_on_card else None
    words = (weekday_abbreviation(day, lang), clock_words(found, lang) if found.precision == "time" else "",
             str(venue.name) if venue else "")  # fmt: skip
    return Line(
        found.event.shown_title.localized(lang),
        lead=format_date(day, lang, weekday=False, year=False),
        detail=" · ".join(word for word in words if word),
        url=reverse("events:event-detail", args=[found.event.slug]),
        iso=day.isoformat(),
        pictogram=found.event.format.pictogram,
    )


def _said(text: str, lang: str) -> LocalText:
    """Names and addresses, which no language changes."""
    return LocalText.of(text, lang)
