"""What all joined pages have in common: finding the record, the poster at the head, the sections of other rooms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.interface import sections
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


def page_of_slug(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only reads; an address typed in capitals leads to the one in small letters."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str) -> HttpResponse:
        if slug != slug.lower():
            start, end = request.get_full_path().split(slug, 1)
            return HttpResponsePermanentRedirect(start + slug.lower() + end)
        return view(request, slug)

    return require_safe(answer)


def get_record_or_404(records: QuerySet[Record], slug: str) -> Record:
    found = records.filter(slug=slug).first()
    if found is None:
        raise Http404(_("Diese Seite gibt es nicht oder nicht mehr."))
    return found


def present_language() -> str:
    return get_language() or base_language()


def joined_page(
    request: HttpRequest, template: str, *, slot: str, record: Model, head: Head, **context: Any
) -> HttpResponse:
    """The page with the sections that other rooms have for the record."""
    found = sections.sections_of(slot, record)
    shared = {"head": head, "sections": found, "styles": sections.styles_of(found)}
    return render(request, template, shared | context)
