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
from .wall_data import Layout, WallSheet, wall_sheet

PICTURE = "bild"
MOSAIC, PHOTO = "mosaik", "foto"


def picture_choices(pk: int) -> Sequence[tuple[str, str]]:
    """The mosaic; beside it the photograph of the event, where there is one that may be shown."""
    event = Event.objects.select_related("image").filter(pk=pk).first()
    found = [(MOSAIC, str(_("Mosaik")))]
    if event is not None and event.image is not None and event.image.is_publishable:
        found.append((PHOTO, str(_("Foto neben dem Mosaik"))))
    return found


POSTER = {
    "a3": Layout((6, 5), ((2, 5),), photo=(201.0, 251.0)),
    "a2": Layout((8, 6), ((3, 6),), photo=(266.0, 318.0)),
}
"""The further mosaic stands beside a photograph."""
SUPPORTED_POSTER = {
    "a3": Layout((7, 5), ((2, 5),), photo=(216.0, 216.0)),
    "a2": Layout((8, 5), ((3, 5),), photo=(266.0, 266.0)),
}
ROLLUP = Layout((2, 18), ((9, 3),))
PANEL, SUPPORTED_PANEL = Layout((8, 3)), Layout((11, 3))
STORY_BASE = (4, 1)
SOCIAL = {
    "quadrat": Layout((8, 3)),
    "story": Layout((4, 3), (STORY_BASE,)),
    "link-bild": Layout((4, 6)),
}
SUPPORTED_SOCIAL = {
    "quadrat": Layout((8, 2)),
    "story": Layout((5, 3), (STORY_BASE,)),
    "link-bild": Layout((4, 6)),
}


def _poster(wish: Wish) -> list[WallSheet]:
    paper, with_photo = wish.format.key, wish.options.get(PICTURE) == PHOTO
    return [wall_sheet(wish, POSTER[paper], supported=SUPPORTED_POSTER[paper], with_photo=with_photo)]


def _rollup(wish: Wish) -> list[WallSheet]:
    return [wall_sheet(wish, ROLLUP, supported=ROLLUP)]


def _panel(wish: Wish) -> list[WallSheet]:
    return [wall_sheet(wish, PANEL, supported=SUPPORTED_PANEL, with_dates=True)]


def _social(wish: Wish) -> list[WallSheet]:
    return [wall_sheet(wish, SOCIAL[wish.format.key], supported=SUPPORTED_SOCIAL[wish.format.key])]


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
            copies=lambda pk: 10,
            use=_("Schaufenster, Schwarze Bretter, Eingang"),
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
            use=_("vom Eingang bis zum Raum"),
            order=40,
        )
    )
