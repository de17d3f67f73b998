from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from miteinander.civic.people.models import Organisation
from miteinander.civic.people.presentation import OrganisationFacts, organisation_cards
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.shell import shell_of
from miteinander.foundation.languages.middleware import preferred_language
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import event_cards

from . import concept_page, legal_pages
from . import home as home_page
from .contact_pages import ContactPage
from .duty_pages import shown_page
from .enums import PageKey

NEXT_DATES = 6


@require_safe
def language_redirect(request: HttpRequest) -> HttpResponse:
    """The bare address sends visitors to the best language of their browser."""
    hidden = present_identity().hidden_languages
    best = preferred_language(request.headers.get("Accept-Language", ""), but=hidden)
    response = HttpResponseRedirect(f"/{best}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    coming = home_page.coming()
    context = {
        "hero_identity": "miteinander",
        "tiles": home_page.home_tiles(),
        "cards": coming.cards,
        "upcoming_count": coming.total,
        "calendar_url": reverse("events:event-list"),
        "map": home_page.district_map(),
        "newspaper": home_page.newspaper(coming.launch),
    }
    return render(request, "website/home.html", context)


@require_safe
def concept(request: HttpRequest) -> HttpResponse:
    concepts = concept_page.concept_pages()
    if not concepts:
        raise Http404(_("Das Konzept steht noch nicht auf dieser Seite."))
    return render(request, "website/concept.html", {"concept": concepts[0], "other_concepts": concepts[1:]})


@require_safe
def contact_page(request: HttpRequest, page: ContactPage) -> HttpResponse:
    dates = (
        EventDate.objects.published()
        .upcoming()
        .filter(event__format__slug__in=page.formats)
        .with_card_data()
        .by_time()[:NEXT_DATES]
    )
    context: dict[str, Any] = {
        "page": page,
        "title": page.title,
        "intro": page.intro,
        "pictogram": page.pictogram,
        "colour": page.colour,
        "motifs": page.motifs,
        "identity": page.path,
        "cards": event_cards(list(dates)),
        "calendar_url": f"{reverse('events:event-list')}?format={page.formats[0]}",
        "section": {
            "organisations": _associations(get_language() or "de") if page.lists_associations else []
        },
    }
    return render(request, "website/contact_page.html", context)


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Impressum"),
        "sections": legal_pages.imprint(shell_of(request).identity),
        "page": shown_page(PageKey.IMPRINT),
    }
    return render(request, "website/legal_page.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Datenschutz"),
        "sections": legal_pages.privacy(shell_of(request).identity),
        "page": shown_page(PageKey.PRIVACY),
    }
    return render(request, "website/legal_page.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing of the office is for search engines; of sample data nothing at all."""
    hidden = present_identity().is_sample and not settings.INDEX_SAMPLE
    pages = request.build_absolute_uri(reverse("sitemap"))
    text = f"User-agent: *\nDisallow: {'/' if hidden else '/buero/'}\n\nSitemap: {pages}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@cache_control(max_age=24 * 60 * 60)
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Old browsers and feed readers ask here for the mark."""
    return HttpResponseRedirect(static("interface/css/mark.svg"))


def _associations(lang: str) -> list[OrganisationFacts]:
    return organisation_cards(Organisation.objects.of_kind("association").select_related("district"), lang)
