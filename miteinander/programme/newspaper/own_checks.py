"""What the room itself checks before an edition goes to print; the layout registers its own checks."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from . import lengths, release_checks
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

    Four queries.
    """
    slots = (
        Slot.objects.filter(page__edition=edition)
        .select_related("page", "article__picture", "picture")
        .prefetch_related("article__texts")
        .order_by("page__number", "order")
    )
    filled = set()
    for slot in slots:
        filled.add(slot.page.number)
        yield from _of_slot(edition, slot)
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
    article = slot.article
    if article is None:
        return
    address = reverse("newspaper_office:article", args=[article.pk])
    if article.picture and not article.picture.is_publishable:
        yield Finding(
            message=_("Das Bild zu „%(title)s“ darf nicht gedruckt werden.") % {"title": article},
            fix=_("Klären Sie die Einwilligung oder nehmen Sie ein anderes Bild."),
            page=page,
            url=address,
        )
    if (article.picture_id or article.motifs) and not article.picture_alt.base and not article.picture:
        yield Finding(
            message=_("Dem Bild zu „%(title)s“ fehlt die Beschreibung.") % {"title": article},
            fix=_("Schreiben Sie in einem Satz, was zu sehen ist."),
            page=page,
            url=address,
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
