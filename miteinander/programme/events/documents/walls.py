"""Registers the sheets for walls, stands, screens and doors."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Option, Wish
from miteinander.foundation.typesetting.formats import A2, A3

from ..models import Event
from .registry import may_print, named_after_event
from .wall_data import WallSheet, wall_sheet

PICTURE = "bild"
MOSAIC, PHOTO = "mosaik", "foto"
POSTER_CELLS = {"a3": ((6, 5), (2, 5)), "a2": ((8, 6), (3, 6))}
"""Of the mosaic alone, and of the one beside a photograph."""
POSTER_PHOTO = {"a3": (201.0, 251.0), "a2": (266.0, 318.0)}


def picture_choices(pk: int) -> Sequence[tuple[str, str]]:
    """The mosaic; beside it the photograph of the event, where there is one that may be shown."""
    event = Event.objects.select_related("image").filter(pk=pk).first()
    found = [(MOSAIC, str(_("Mosaik")))]
    if event is not None and event.image is not None and event.image.is_publishable:
        found.append((PHOTO, str(_("Foto neben dem Mosaik"))))
    return found


def _poster(wish: Wish) -> list[WallSheet]:
    cells, beside = POSTER_CELLS[wish.format.key]
    photo = POSTER_PHOTO[wish.format.key] if wish.options.get(PICTURE) == PHOTO else None
    return [wall_sheet(wish, cells=cells, more_cells=[beside], photo=photo)]


def register() -> None:
    documents.register(
        Document(
            key="events.poster",
            title=_("Plakat"),
            data=WallSheet,
            formats=(A3, A2),
            template="/programme/events/documents/poster.typ",
            read=_poster,
            allowed=may_print,
            named=named_after_event(_("Plakat")),
            options=(Option(PICTURE, _("Bild"), picture_choices),),
            kit=lambda pk: True,
            order=10,
        )
    )
