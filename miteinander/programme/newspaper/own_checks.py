"""What the room itself checks before an edition goes to print; the layout registers its own checks."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.foundation.media.models import CouncilImage

from . import lengths, release_checks
from .body_pictures import images_in_bodies
from .enums import Light
from .models import Edition, Slot
from .release_checks import Finding


def check_imprint(edition: Edition) -> Iterator[Finding]:
    for name in edition.missing_imprint():
        yield Finding(
            message=_("Im Impressum fehlt: %(field)s.") % {"field": name},
            fix=_("Tragen Sie es bei den Angaben der Ausgabe ein."),
            url=reverse("newspaper_office:edition", args=[edition.pk]),
        )


def check_slots(edition: Edition) -> Iterator[Finding]:
    """Empty slots, deleted articles, words that are not approved or not translated, pictures without consent or words.

    Three queries.
    """
    slots = list(
        Slot.objects.filter(page__edition=edition)
        .select_related("page", "article__picture", "picture")
        .prefetch_related("article__texts")
        .order_by("page__number", "order")
    )
    images = images_in_bodies(slot.article for slot in slots if slot.article)
    filled = set()
    for slot in slots:
        filled.add(slot.page.number)
        yield from _of_slot(edition, slot)
        yield from _of_pictures(edition, slot, images)
    for number in range(1, edition.pages + 1):
        if number not in filled:
            yield Finding(
                message=_("Auf Seite %(page)d steht noch nichts.") % {"page": number},
                fix=_("Platzieren Sie dort einen Beitrag oder einen Hinweis."),
                page=number,
                url=_plan(edition),
            )


def _of_slot(edition: Edition, slot: Slot) -> Iterator[Finding]:
    light = lengths.light(slot)
    page = slot.page.number
    if light not in (Light.FITS, Light.TOO_LONG, Light.TOO_SHORT):  # what really overflows, the layout says
        yield Finding(
            message=_("Platz %(order)d: %(light)s.") % {"order": slot.order, "light": light.label},
            fix=_lost_or(slot, light),
            page=page,
            url=_plan(edition),
        )


def _of_pictures(edition: Edition, slot: Slot, images: Mapping[int, CouncilImage]) -> Iterator[Finding]:
    """The pictures of a place: its own, the article's, and those in the words that are printed there."""
    if slot.picture:
        yield from _of_picture(slot.picture, slot.title, slot.page.number, _plan(edition), says="", credit="")
    article = slot.article
    if article is None:
        return
    title, page = str(article), slot.page.number
    address = reverse("newspaper_office:article", args=[article.pk])
    if article.picture:
        alternative = article.picture_alt.localized(slot.language).text
        yield from _of_picture(article.picture, title, page, address, says=alternative, credit=article.credit)
    elif article.motifs and not article.picture_alt.base:
        yield _wordless(title, page, address)
    text = article.text(slot.language)
    for block in text.blocks if text else ():
        value = block["value"]
        if block["type"] == "picture" and value["image"]:
            yield from _of_picture(
                images.get(value["image"]),
                title,
                page,
                address,
                says=value["alternative"],
                credit=value["credit"],
            )


def _of_picture(
    image: CouncilImage | None, title: str, page: int, url: str, *, says: str, credit: str
) -> Iterator[Finding]:
    """`says` and `credit`: what stands beside it; else the picture's own words count."""
    if image is None or not image.is_publishable:
        yield Finding(
            message=_("Das Bild zu „%(title)s“ darf nicht gedruckt werden.") % {"title": title}
            if image
            else _("Ein Bild zu „%(title)s“ gibt es nicht mehr.") % {"title": title},
            fix=_("Klären Sie die Einwilligung oder nehmen Sie ein anderes Bild."),
            page=page,
            url=url,
        )
        return
    if not (says or image.alternative.base):
        yield _wordless(title, page, url)
    if not (credit or image.credit):
        yield Finding(
            message=_("Beim Bild zu „%(title)s“ steht nicht, von wem es ist.") % {"title": title},
            fix=_(
                "Tragen Sie den Bildnachweis ein: Wer ein Bild macht, hat ein Recht darauf, genannt zu werden."
            ),
            page=page,
            url=url,
            blocking=False,
        )


def _wordless(title: str, page: int, url: str) -> Finding:
    return Finding(
        message=_("Dem Bild zu „%(title)s“ fehlt die Beschreibung.") % {"title": title},
        fix=_("Schreiben Sie in einem Satz, was zu sehen ist."),
        page=page,
        url=url,
    )


def _lost_or(slot: Slot, light: Light) -> str:
    if light == Light.LOST:
        return _("„%(title)s“ wurde gelöscht. Platzieren Sie einen anderen Beitrag.") % {
            "title": slot.lost_article
        }
    return {
        Light.EMPTY: _("Füllen oder entfernen Sie den Platz."),
        Light.UNTRANSLATED: _("Übersetzen Sie den Beitrag oder prüfen Sie die Übersetzung."),
        Light.UNAPPROVED: _("Lassen Sie den Beitrag freigeben."),
    }[light]


def _plan(edition: Edition) -> str:
    return reverse("newspaper_office:flatplan", args=[edition.pk])


def register() -> None:
    release_checks.register("imprint", check_imprint)
    release_checks.register("slots", check_slots)
