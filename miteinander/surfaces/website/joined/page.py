"""What all joined pages have in common: finding the record, the poster at the head, the sections of other rooms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.foundation.interface import sections
from miteinander.foundation.interface.addresses import query_of
from miteinander.foundation.interface.old_slugs import redirect_old_slug
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText

Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True)
class Head:
    """The poster of the page. `parents` are the steps between home and this page, as label and address.

    `motifs` is the pictogram name of an event format, or empty for a plain mosaic.
    """

    title: str | LocalText
    label: str
    identity: str
    colour: str
    motifs: str = ""
    lead: str | LocalText = ""
    facts: Sequence[tuple[str, str | LocalText]] = ()
    parent_label: str | LocalText = ""
    parent_url: str = ""


@dataclass(frozen=True)
class JoinedPage(Generic[Record]):
    """One kind of joined page.

    `name` names its address, its template and its slot in `interface.sections`; `path` stands behind the language.
    `records` are those a visitor may see, `own` is what the page shows between the head and the sections.
    """

    name: str
    path: str
    records: Callable[[], QuerySet[Record]]
    head: Callable[[Record, str], Head]
    own: Callable[[Record, str], dict[str, Any]]

    @property
    def picture_name(self) -> str:
        return f"{self.name}-picture"

    def view(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = self.record_or_redirect(request, slug)
        if isinstance(found, HttpResponse):
            return found
        lang = get_language() or base_language()
        others = sections.sections_of(self.name, found)
        picture = reverse(self.picture_name, args=[slug])
        context = self.own(found, lang) | {
            "head": self.head(found, lang),
            "sections": others,
            "styles": sections.styles_of(others),
            "picture": request.build_absolute_uri(picture),
        }
        return render(request, f"website/joined/{self.name.replace('-', '_')}.html", context)

    def record_or_redirect(self, request: HttpRequest, slug: str) -> Record | HttpResponse:
        """The record; or where it stands now, if it was renamed or typed in capitals. Raises Http404."""
        found = self.records().filter(slug=slug).first()
        if found is not None:
            return found
        moved = redirect_old_slug(self.records(), slug)
        if moved is None:
            raise Http404(_("Diese Seite gibt es nicht oder nicht mehr."))
        query = query_of(request)
        return HttpResponsePermanentRedirect(f"{moved.url}?{query}") if query else moved
