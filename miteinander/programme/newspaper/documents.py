"""Registers the edition as a printable: one document of all its pages, for the screen and for the press."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Wish
from miteinander.foundation.typesetting.formats import A4, BERLINER, TABLOID

from .edition_to_print import edition_to_print
from .layout.edition import place_edition
from .layout.items import PlacedEdition
from .layout.setting import TEMPLATE
from .models import Edition


def may_print(user: Any, pk: int) -> bool:
    """Whoever sees editions in the office may print them."""
    return bool(user.has_perm("newspaper.view_edition")) and Edition.objects.filter(pk=pk).exists()


def _pages(wish: Wish) -> Sequence[PlacedEdition]:
    return [place_edition(edition_to_print(wish.subject))]


def _named(wish: Wish) -> str:
    return str(Edition.objects.get(pk=wish.subject))


def register() -> None:
    documents.register(
        Document(
            key="newspaper.edition",
            title=_("Zeitung"),
            data=PlacedEdition,
            formats=(A4, TABLOID, BERLINER),
            template=TEMPLATE,
            read=_pages,
            allowed=may_print,
            named=_named,
            about="edition",
            most_languages=1,
        )
    )
