"""Evidence of events: what was printed and kept, and pictures that may be shown."""

import mimetypes
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.result_words import day_words, listed, number_words, plain, quoted
from miteinander.civic.concept.results import (
    FileKind,
    Part,
    Period,
    ResultFile,
    Sentence,
    UnitCount,
    UnitKind,
)
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.values.clock import BERLIN

from .enums import PUBLIC_STATES
from .held import Happening
from .models import EventPhoto, EventPrint
from .result_sentences import office_page

KINDS = {
    "events.poster": FileKind.POSTER,
    "events.rollup": FileKind.POSTER,
    "events.panel": FileKind.POSTER,
    "events.sign": FileKind.POSTER,
    "events.flyer": FileKind.FLYER,
    "events.folded": FileKind.FLYER,
    "events.card": FileKind.FLYER,
}
ON_SCREENS = {"events.social"}
PDF = "application/pdf"


def prints_of(activities: Sequence[Activity], period: Period) -> list[EventPrint]:
    """Kept in the period, of public events; sheets with names are kept without a file and left out. One query."""
    start, end = period.moments
    return list(
        EventPrint.objects.filter(
            event__activity__in=activities,
            event__state__in=PUBLIC_STATES,
            printed_at__gte=start,
            printed_at__lt=end,
        )
        .exclude(file="")
        .select_related("event__series")
        .defer("event__description", "event__laid_out", "event__series__description")
        .order_by("printed_at", "pk")
    )


def day_of(kept: EventPrint) -> date:
    return kept.printed_at.astimezone(BERLIN).date()


def on_paper(kept: EventPrint) -> list[dict[str, Any]]:
    return [one for one in kept.contents if one["document"] not in ON_SCREENS and one["copies"]]


def _record(kept: EventPrint) -> str:
    return f"events.eventprint:{kept.pk}"


def _prints_page(kept: EventPrint) -> str:
    return reverse("event_office:event-print", args=[kept.event_id])


def file_of(kept: EventPrint) -> ResultFile:
    kinds = {KINDS.get(one["document"], FileKind.OTHER) for one in kept.contents}
    return ResultFile(
        day=day_of(kept),
        title=plain(kept.title),
        kind=kinds.pop() if len(kinds) == 1 else FileKind.OTHER,
        name=f"druck-{kept.event_id}-{kept.document.rpartition('.')[2]}-{kept.run}.pdf",
        content_type=PDF,
        read=kept.read,
        sha256=kept.sha256,
        size=kept.size,
        record=_record(kept),
        office_url=_prints_page(kept),
        public_url=address_of(kept.event),
    )


def units_of(kept: EventPrint) -> Iterable[UnitCount]:
    for one in on_paper(kept):
        label = _("%(sheet)s für %(event)s") % {
            "sheet": plain(one["title"]),
            "event": quoted(kept.event.shown_title),
        }
        key = f"{_record(kept)}#{one['document']}"
        yield UnitCount(
            UnitKind.PRINT, key, label, one["copies"], day_of(kept), office_url=_prints_page(kept)
        )


def sentence_of(kept: EventPrint) -> Sentence | None:
    """What was printed for an event; None for what is only shown on screens."""
    sheets = [
        _("%(copies)s × %(sheet)s") % {"copies": number_words(one["copies"]), "sheet": plain(one["title"])}
        for one in on_paper(kept)
    ]
    if not sheets:
        return None
    text = _("Für %(event)s wurde am %(day)s gedruckt: %(sheets)s.") % {
        "event": quoted(kept.event.shown_title),
        "day": day_words(day_of(kept)),
        "sheets": listed(sheets),
    }
    return Sentence(day_of(kept), text, Part.DONE, _record(kept), _prints_page(kept), address_of(kept.event))


def pictures_of(found: Sequence[Happening]) -> list[tuple[Happening, ResultFile]]:
    """Those that may be published today, of the events' reviews. One query."""
    by_report = {one.report.pk: one for one in found if one.report and one.took_place}
    photos = (
        EventPhoto.objects.filter(report__in=by_report).select_related("image").order_by("sort_order", "pk")
    )
    return [
        (by_report[photo.report_id], _picture(by_report[photo.report_id], photo.image))
        for photo in photos
        if photo.image.is_publishable
    ]


def _picture(one: Happening, image: CouncilImage) -> ResultFile:
    return ResultFile(
        day=one.first,
        title=plain(str(image.alternative) or image.title),
        kind=FileKind.PICTURE,
        name=f"bild-{image.pk}{PurePath(image.file.name).suffix.lower()}",
        content_type=mimetypes.guess_type(image.file.name)[0] or "application/octet-stream",
        read=_reader(image),
        size=image.file_size or 0,
        credit=plain(image.credit),
        consent=str(image.get_consent_basis_display()),
        record=f"media.councilimage:{image.pk}",
        office_url=office_page(one),
        public_url=one.public_url,
    )


def _reader(image: CouncilImage) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with image.file.open("rb") as file:
                content: bytes = file.read()
        except (OSError, ValueError):
            raise ValidationError(_("Die Datei ist nicht mehr da.")) from None
        return content

    return read
