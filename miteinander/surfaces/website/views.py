from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.civic.people.models import Organisation
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.middleware import preferred_language
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.programme.events.companions import Chip
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import event_cards

from . import concept_page, legal_pages
from . import home as home_page
from .contact_pages import ContactPage

NEXT_DATES = 6


@require_safe
def language_redirect(request: HttpRequest) -> HttpResponse:
    """The bare address sends visitors to the best language of their browser."""
    response = HttpResponseRedirect(f"/{preferred_language(request.headers.get('Accept-Language', ''))}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    cards, upcoming = home_page.next_dates()
    launch = home_page.next_launch()
    context = {
        "hero_identity": "miteinander",
        "tiles": home_page.home_tiles(),
        "cards": cards,
        "upcoming_count": upcoming,
        "calendar_url": reverse("events:event-list"),
        "map": home_page.district_map(),
        "newspaper": {
            "title": _("Vielfalt – die Zeitung des Rates"),
            "text": _("Zweimal im Jahr, in vielen Sprachen, kostenlos."),
            "url": reverse("website:newspaper"),
            "identity": launch.identity if launch else "vielfalt",
            "card": launch,
        },
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
        "organisations": _associations(get_language() or "de") if page.lists_associations else [],
    }
    return render(request, "website/contact_page.html", context)


@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Impressum"), "sections": legal_pages.imprint(present_identity())}
    return render(request, "website/legal_page.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Datenschutz"), "sections": legal_pages.privacy(present_identity())}
    return render(request, "website/legal_page.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing of the office is for search engines; of sample data nothing at all."""
    forbidden = "/" if present_identity().is_sample else "/buero/"
    return HttpResponse(f"User-agent: *\nDisallow: {forbidden}\n", content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(None, "500.html", status=500)


def _associations(lang: str) -> list[dict[str, Any]]:
    known = spoken_languages()
    return [
        {
            "name": organisation.name,
            "identity": organisation.slug,
            "about": organisation.about.localized(lang),
            "languages": [
                Chip(known[code].name, "language", "", code, known[code].direction)
                for code in organisation.languages
                if code in known
            ],
            "district": organisation.district.name if organisation.district else "",
            "telephone": organisation.telephone_text,
            "telephone_link": f"tel:{organisation.telephone}",
            "email": organisation.email,
            "website": organisation.website,
        }
        for organisation in Organisation.objects.of_kind("association").select_related("district")
    ]
