"""The share kit of an event in the office: all languages on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.registry import base_language, site_languages

from . import companions
from .date_advice import office_address
from .models import Event
from .office_planning import get_event_or_404
from .share_kit import ShareText, languages_to_share, share_kit


@require_safe
def event_share(request: HttpRequest, pk: int) -> HttpResponse:
    """`?lang=` says in which language the pictures are. Ten queries beside the shell's."""
    get_event_or_404(request.user, pk)
    event = Event.objects.with_page_data().get(pk=pk)
    offered = languages_to_share(event) or [base_language()]
    wanted = request.GET.get("lang", "")
    lead = wanted if wanted in offered else offered[0]
    registers = companions.primary_action_of(event) is not None
    kit = share_kit(event, [lead, *(lang for lang in offered if lang != lead)], registers=registers)
    by_language: dict[str, list[ShareText]] = {}
    for text in kit.texts:
        by_language.setdefault(text.lang, []).append(text)
    names = {one.code: one.name for one in site_languages()}
    context = {
        "event": event,
        "kit": kit,
        "languages": [
            {"code": lang, "name": names[lang], "texts": by_language[lang]} for lang in by_language
        ],
        "lead": lead,
        "address": office_address(event),
    }
    return render(request, "events/office_share.html", context)
