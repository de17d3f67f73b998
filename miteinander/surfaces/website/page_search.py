"""Fixed pages in the public search."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Found, Kind
from miteinander.foundation.languages.text import LocalText

from .models import FixedPage


def page_address(page: FixedPage) -> str:
    return reverse(f"website:{page.key}")


def published_pages() -> QuerySet[FixedPage]:
    return FixedPage.objects.filter(published=True)


def show_pages(ids: list[int], lang: str) -> dict[int, Found]:
    """Two queries."""
    return {
        page.pk: Found(
            page_address(page),
            str(KIND.label),
            page.text_parts()[0][0].localized(lang),
            LocalText("", lang, "ltr"),
            "paper",
        )
        for page in published_pages().filter(pk__in=ids).prefetch_related("texts")
    }


KIND = Kind(FixedPage, _("Seite"), published_pages, show_pages, order=90)
