"""Registers the sheets for walls, stands, screens and doors."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Option, Wish
from miteinander.foundation.typesetting.formats import A1, A2, A3, OPEN_GRAPH, ROLL_UP, SQUARE, STORY

from ..models import Event
from .registry import may_print, named_after_event
from .sign_data import ARROW, SIGN, SignSheet, arrow_choices, sign_choices, sign_sheets
from .sign_data import FORMATS as SIGN_FORMATS
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


SOCIAL_CELLS = {"quadrat": (8, 3), "story": (4, 3), "link-bild": (4, 6)}
STORY_BASE = (4, 1)


def _rollup(wish: Wish) -> list[WallSheet]:
    return [wall_sheet(wish, cells=(2, 18), more_cells=[(9, 3)])]


def _panel(wish: Wish) -> list[WallSheet]:
    return [wall_sheet(wish, cells=(8, 3), with_dates=True)]


def _social(wish: Wish) -> list[WallSheet]:
    return [wall_sheet(wish, cells=SOCIAL_CELLS[wish.format.key], more_cells=[STORY_BASE])]


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
    documents.register(
        Document(
            key="events.rollup",
            title=_("Roll-up für den Stand"),
            data=WallSheet,
            formats=(ROLL_UP,),
            template="/programme/events/documents/stand_rollup.typ",
            read=_rollup,
            allowed=may_print,
            named=named_after_event(_("Roll-up")),
            order=60,
        )
    )
    documents.register(
        Document(
            key="events.panel",
            title=_("Tafel für den Stand"),
            data=WallSheet,
            formats=(A1,),
            template="/programme/events/documents/stand_panel.typ",
            read=_panel,
            allowed=may_print,
            named=named_after_event(_("Tafel")),
            order=61,
        )
    )
    documents.register(
        Document(
            key="events.social",
            title=_("Bild zum Teilen"),
            data=WallSheet,
            formats=(SQUARE, STORY, OPEN_GRAPH),
            template="/programme/events/documents/social.typ",
            read=_social,
            allowed=may_print,
            named=named_after_event(_("Bild zum Teilen")),
            most_languages=1,
            order=70,
        )
    )
    documents.register(
        Document(
            key="events.sign",
            title=_("Türschilder"),
            data=SignSheet,
            formats=SIGN_FORMATS,
            template="/programme/events/documents/sign.typ",
            read=sign_sheets,
            allowed=may_print,
            named=named_after_event(_("Türschilder")),
            options=(
                Option(SIGN, _("Schild"), sign_choices),
                Option(ARROW, _("Pfeil"), arrow_choices),
            ),
            kit=lambda pk: True,
            order=40,
        )
    )
