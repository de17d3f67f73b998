"""Pages behind home-page tiles whose room does not exist yet: how to reach the office, and the next dates."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface import tiles


@dataclass(frozen=True)
class ContactPage:
    """`formats` are the slugs whose next dates the page shows (their landing page, until the room comes)."""

    url_name: str
    path: str
    tile_title: Promise
    tile_text: Promise
    title: Promise
    intro: Promise
    pictogram: str
    motifs: str
    colour: str
    order: int
    formats: tuple[str, ...]
    lists_associations: bool = False


PAGES: tuple[ContactPage, ...] = (
    ContactPage(
        "website:consultation",
        "sprechstunde/",
        _("Sprechstunde buchen"),
        _("Fragen stellen – in Ihrer Sprache"),
        _("Sprechstunde"),
        _(
            "Mitglieder des Rates hören Ihnen zu. Sie können ohne Anmeldung kommen. "
            "Möchten Sie einen festen Termin oder jemanden, der dolmetscht? Rufen Sie uns an, oder schreiben Sie uns."
        ),
        "speech",
        "consultation",
        "teal",
        20,
        ("consultation-hour",),
    ),
    ContactPage(
        "website:volunteering",
        "mitmachen/",
        _("Mitmachen"),
        _("Lotsin oder Lotse werden"),
        _("Mitmachen"),
        _(
            "Lotsinnen und Lotsen begleiten Menschen zum Amt, zur Schule oder in den Verein. "
            "Kommen Sie zum offenen Frühstück, oder melden Sie sich im Büro. Wir zeigen Ihnen, wie es geht."
        ),
        "people",
        "breakfast",
        "coral",
        30,
        ("open-breakfast", "training"),
    ),
    ContactPage(
        "website:concerns",
        "anliegen/",
        _("Anliegen melden"),
        _("Wir bringen es in den Rat"),
        _("Ihr Anliegen"),
        _(
            "Fehlt etwas in Ihrem Stadtteil? Klappt etwas nicht? Sagen Sie es uns am Telefon, in einem Brief oder "
            "in der Sprechstunde. Wir bringen Ihr Anliegen in den Rat und sagen Ihnen, was daraus wird."
        ),
        "flag",
        "consultation",
        "plum",
        50,
        ("tour-stop",),
    ),
    ContactPage(
        "website:associations",
        "vereine/",
        _("Vereine"),
        _("Viele Türen in der Stadt"),
        _("Vereine"),
        _("Diese Vereine und Gruppen arbeiten mit dem Rat zusammen. Rufen Sie an, oder gehen Sie hin."),
        "house",
        "association-visit",
        "leaf",
        60,
        ("association-visit",),
        lists_associations=True,
    ),
)


def register_tiles() -> None:
    for page in PAGES:
        tiles.register(
            tiles.Tile(
                page.url_name, page.tile_title, page.tile_text, page.pictogram, page.colour, page.order
            )
        )
