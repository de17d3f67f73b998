"""What the sheets for walls, stands and screens are set from: the event, its strong line, its picture, its dates."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.languages.registry import direction, site_codes
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.media.print_pictures import picture_to_print
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.findings import Finding
from miteinander.foundation.typesetting.ingredients import Drawing, Picture, pictogram_drawing

from ..enums import EventState
from ..models import Event, EventDate
from ..presentation import full_when, place_line, state_label
from ..printing import EventSheet, event_mosaic, event_to_print, sheet_of
from .headlines import Headline, headline

MOST_DATES = 8
"""Coming dates of a series on one sheet."""
PLAIN_FORMAT = "other"
"""The format for everything else; its name tells nobody anything."""


@dataclass(frozen=True)
class Layout:
    """What a sheet has room for. `cells` and `more_cells`: columns and rows of its mosaics; `photo`: the box for one in
    millimetres, None for none."""

    cells: tuple[int, int]
    more_cells: tuple[tuple[int, int], ...] = ()
    photo: tuple[float, float] | None = None


@dataclass(frozen=True)
class Place:
    """One date of a series, in the leading language."""

    when: LocalText
    where: LocalText


@dataclass(frozen=True)
class WallSheet:
    """`headlines` go with `event.texts`. `stops` say in every language that it is cancelled or postponed, else empty;
    `reasons` why. `mosaics` are further pieces of the mosaic where a sheet has more than one."""

    event: EventSheet
    headlines: tuple[Headline, ...]
    stops: tuple[LocalText, ...]
    reasons: tuple[LocalText, ...]
    mosaics: tuple[Drawing, ...]
    photo: Picture | None
    credit: LocalText
    languages_sign: Drawing
    dates_title: LocalText
    dates: tuple[Place, ...]
    findings: tuple[tuple[str, str], ...]
    """What reading found: kind and words, as preflight takes them."""


def wall_sheet(
    wish: Wish,
    layout: Layout,
    *,
    supported: Layout,
    with_photo: bool = False,
    with_dates: bool = False,
) -> WallSheet:
    """`supported`: the layout of the sheet with a strip for supporters, for events that have some.

    Constant queries. Raises CannotPrint for a language the website does not have.
    """
    check_languages(wish)
    event = event_to_print(wish.subject)
    lead = wish.languages[0]
    sheet = sheet_of(event, wish, columns=layout.cells[0], rows=layout.cells[1])
    if sheet.supporters:
        layout = supported
        sheet = replace(sheet, mosaic=event_mosaic(event, columns=layout.cells[0], rows=layout.cells[1]))
    findings: list[Finding] = []
    picture = None
    if with_photo and layout.photo and event.image:
        width, height = layout.photo
        picture = picture_to_print(event.image, lead, width=width, height=height, findings=findings)
    stopped = event.state in (EventState.CANCELLED, EventState.POSTPONED)
    reasons = [event.state_reason.localized(lang) for lang in wish.languages] if stopped else []
    return WallSheet(
        event=sheet,
        headlines=tuple(event_headline(event, lang) for lang in wish.languages),
        stops=tuple(_own(lang, lambda: state_label(event)) for lang in wish.languages if stopped),
        reasons=tuple(dict.fromkeys(reason for reason in reasons if reason)),
        mosaics=tuple(event_mosaic(event, columns=columns, rows=rows) for columns, rows in layout.more_cells),
        photo=picture,
        credit=_own(
            lead, lambda: _("Foto: %(name)s") % {"name": picture.credit} if picture and picture.credit else ""
        ),
        languages_sign=pictogram_drawing("speech", "sun"),
        dates_title=_own(lead, lambda: _("Alle Termine")),
        dates=_coming_dates(event, lead) if with_dates else (),
        findings=tuple((found.code, found.what) for found in findings),
    )


def check_languages(wish: Wish) -> None:
    """Raises CannotPrint for a language the website does not have."""
    if unknown := [code for code in wish.languages if code not in site_codes()]:
        raise CannotPrint(
            _("Diese Sprache kennt die Website nicht: %(code)s. Bitte wählen Sie eine andere.")
            % {"code": ", ".join(unknown)}
        )


def event_headline(event: Event, lang: str) -> Headline:
    """The strong line in one language; over it the format, or the activity where the title names the format. No query
    for an event from `event_to_print`."""
    format_name = event.format.name.localized(lang)
    kickers = [] if event.format.slug == PLAIN_FORMAT else [format_name]
    return headline(
        event.shown_title.localized(lang), format_name, *kickers, event.activity.title.localized(lang)
    )


def _own(lang: str, words: Callable[[], str]) -> LocalText:
    """Words of the interface in that language."""
    with override(lang):
        return LocalText.of(words(), lang)


def _coming_dates(event: Event, lang: str) -> tuple[Place, ...]:
    """The event's own dates or the coming ones of its series; none when there is only the one the sheet is about."""
    if event.series_id is None:
        dates = list(event.dates.all())
        found = [(date, event) for date in dates if date.starts_at] if len(dates) > 1 else []
    else:
        rows = (
            EventDate.objects.published()
            .upcoming()
            .dated()
            .filter(event__series=event.series_id)
            .exclude(event__state__in=[EventState.CANCELLED, EventState.POSTPONED])
            .with_card_data()
            .order_by("starts_at")[:MOST_DATES]
        )
        found = [(date, date.event) for date in rows]
    if len(found) < 2:
        return ()
    with override(lang):
        own = direction(lang)
        return tuple(
            Place(
                LocalText(full_when(date, lang), lang, own),
                LocalText(place_line(one.venues_on_card, one), lang, own),
            )
            for date, one in found[:MOST_DATES]
        )
