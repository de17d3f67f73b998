"""Consent to a picture: where it is used, and what happens when it is withdrawn or over."""

from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import ReferenceIndex

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.privacy.erasing import delete_files, files_of
from miteinander.foundation.values.clock import now, today

from .enums import ConsentBasis
from .models import CouncilImage, CouncilRendition
from .pictures import grey_tile
from .print_uses import PrintUse, print_uses


class AlreadyWithdrawn(Exception):
    """The picture was withdrawn before."""


@transaction.atomic
def withdraw_image(*, image: CouncilImage, note: str = "", actor: Any = None) -> list[PrintUse]:
    """Take the picture away at once, from every page and from the disk; returns where it stands in print.

    A grey tile takes its place, so that a page or an old draft that names it shows neither the picture nor an error.
    The row stays with the note as proof, and for the list of what was printed. Raises AlreadyWithdrawn.
    """
    mine = CouncilImage.objects.select_for_update().get(pk=image.pk)
    if mine.withdrawn_at:
        raise AlreadyWithdrawn
    printed = print_uses([mine])[mine.pk]
    files = files_of([mine, *mine.renditions.all()])
    mine.renditions.all().delete()
    tile = grey_tile()
    mine.file.save(str(tile.name), tile, save=False)
    mine._set_image_file_metadata()
    mine.title, mine.alternative, mine.description, mine.credit = (
        f"Zurückgezogen {mine.pk}",
        Translated(),
        "",
        "",
    )
    mine.focal_point_x = mine.focal_point_y = mine.focal_point_width = mine.focal_point_height = None
    mine.consent_basis, mine.consent_until = ConsentBasis.UNCLEAR, None
    mine.withdrawn_at, mine.withdrawn_note = now(), note
    mine.save()
    mine.tags.clear()
    write_entry(record=mine, verb=Verb.UNPUBLISHED, actor=actor, detail="media.withdrawn")
    delete_files(files)
    return printed


@transaction.atomic
def take_down_expired(*, day: date | None = None) -> int:
    """Delete what the web shows of pictures whose consent is over; how many files. Running twice does no harm."""
    over = CouncilImage.objects.filter(consent_until__lt=day or today()).values("pk")
    shown = list(CouncilRendition.objects.filter(image__in=over))
    files = files_of(shown)
    CouncilRendition.objects.filter(pk__in=[one.pk for one in shown]).delete()
    delete_files(files)
    return len(shown)


def places_of_use(image: CouncilImage) -> list[Any]:
    """Records that use the picture, as Wagtail's reference index knows them."""
    return [record for record, _references in ReferenceIndex.get_grouped_references_to(image)]


def rendition_for_web(image: CouncilImage | None, spec: str) -> CouncilRendition | None:
    """What a public page shows of a picture; None for one that must not be published."""
    if image is None or not image.is_publishable:
        return None
    found: CouncilRendition = image.get_rendition(spec)
    return found
