from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.folding import one_line
from miteinander.foundation.languages.hits import LONGEST_QUERY
from miteinander.foundation.languages.registry import base_language

from .search_page import SearchPage, search_address, search_page

MOST_PAGES = 1000


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find any public record by its words."""
    query = one_line(request.GET.get("q", ""), LONGEST_QUERY)
    text = request.GET.get("seite", "1")
    number = max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1
    page = search_page(query, min(number, MOST_PAGES), get_language() or base_language())
    context = {"page": page, "result_text": _result_text(page.total), "pages": _pages(page)}
    return render(request, "website/search.html", context)


def _result_text(total: int) -> str:
    if not total:
        return _("Dazu haben wir nichts gefunden.")
    return ngettext("%(count)d Ergebnis", "%(count)d Ergebnisse", total) % {"count": total}


def _pages(page: SearchPage) -> dict[str, object]:
    return {
        "number": page.number,
        "count": page.pages,
        "previous_url": search_address(page.query, page.number - 1) if page.number > 1 else "",
        "next_url": search_address(page.query, page.number + 1) if page.number < page.pages else "",
    }
