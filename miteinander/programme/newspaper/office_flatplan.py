"""The flatplan in the office: tiles in spreads, with buttons, arrow keys and, where there is a mouse, drag."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.languages.registry import base_language, site_codes

from . import actions, matrix, policies
from .errors import NewspaperRefused
from .models import Article, Edition, FlatplanPage, Slot
from .office_doors import attempt, get_edition_or_404, get_slot_or_404
from .office_forms import PageForm, slot_form

HERE = "newspaper_office:flatplan"


@require_safe
def flatplan(request: HttpRequest, pk: int) -> HttpResponse:
    """All pages in spreads. A constant number of queries."""
    edition = get_edition_or_404(request, pk)
    pages = matrix.pages_of(edition)
    articles = matrix.articles_of(edition)
    changes = policies.can_plan(request.user) and not edition.is_frozen
    chosen = pages.get(_number(request.GET.get("seite")) or 0) if changes else None
    context = {
        "edition": edition,
        "tab": "flatplan",
        "spreads": [[pages[number] for number in spread if number in pages] for spread in edition.spreads()],
        "extra": [page for number, page in sorted(pages.items()) if number > edition.pages],
        "pages": range(1, edition.pages + 1),
        "articles": articles,
        "unplaced": [article for article in articles if not article.slots.all()],
        "ideas": list(Article.objects.ideas().prefetch_related("texts")[:50]) if changes else [],
        "counts": matrix.light_counts(pages),
        "changes": changes,
        "chosen": chosen,
        "page_form": PageForm(instance=chosen.page) if chosen else None,
    }
    return render(request, "newspaper/office/flatplan.html", context)


@require_POST
def flatplan_do(request: HttpRequest, pk: int) -> HttpResponse:
    """One change of the plan; answers a script with JSON, a form with the plan."""
    edition = get_edition_or_404(request, pk, to_change=True)
    verbs: dict[str, Callable[[HttpRequest, Edition], Any]] = {
        "platz-neu": _add_slot,
        "seite": _change_page,
        "platzieren": _place,
        "leeren": lambda r, e: actions.empty_slot(slot=_slot(r, e), actor=r.user),
        "entfernen": lambda r, e: actions.remove_slot(slot=_slot(r, e), actor=r.user),
        "verschieben": _move,
    }
    verb = verbs.get(request.POST.get("was", ""))
    if verb is None:
        return HttpResponseBadRequest()
    if request.headers.get("Accept", "").startswith("application/json"):
        return _answer(lambda: verb(request, edition))
    attempt(request, lambda: verb(request, edition))
    page = _number(request.POST.get("zurueck"))
    address = reverse(HERE, args=[pk])
    return redirect(f"{address}?seite={page}#seite-{page}" if page else address)


def _answer(deed: Callable[[], Any]) -> HttpResponse:
    try:
        deed()
    except NewspaperRefused as refused:
        return JsonResponse({"error": refused.sentence}, status=409)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=422)
    return JsonResponse({"ok": True})


@require_http_methods(["GET", "HEAD", "POST"])
def slot_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a slot holds beside its article: kind, length, language, the words of a notice or an advertisement."""
    slot = get_slot_or_404(request, pk)
    form = slot_form()(request.POST if request.method == "POST" else None, instance=slot)
    if request.method == "POST" and form.is_valid():
        fresh = Slot.objects.select_related("page__edition", "article").get(pk=slot.pk)
        if attempt(
            request,
            lambda: actions.change_slot(slot=fresh, values=form.cleaned_data, actor=request.user),
            _("Der Platz ist gespeichert."),
        ):
            return redirect(f"{reverse(HERE, args=[slot.page.edition_id])}?seite={slot.page.number}")
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "newspaper/office/slot.html",
        {"slot": slot, "form": form, "edition": slot.page.edition},
        status=status,
    )


def _add_slot(request: HttpRequest, edition: Edition) -> None:
    actions.add_slot(page=_page(request, edition), actor=request.user)


def _change_page(request: HttpRequest, edition: Edition) -> None:
    page = _page(request, edition)
    form = PageForm(request.POST, instance=FlatplanPage(edition=edition, number=page.number))
    if form.is_valid():
        actions.change_page(page=page, values=form.cleaned_data, actor=request.user)
        messages.success(request, _("Seite %(page)d ist gespeichert.") % {"page": page.number})


def _place(request: HttpRequest, edition: Edition) -> None:
    """`beitrag` into `platz`, or into a new slot of `seite`."""
    number = _number(request.POST.get("beitrag")) or 0
    article = Article.objects.filter(pk=number).prefetch_related("texts").first()
    if article is None:
        raise ValidationError(_("Bitte wählen Sie einen Beitrag."))
    language = request.POST.get("sprache", "")
    if "platz" in request.POST:
        slot = _slot(request, edition)
    else:
        slot = actions.add_slot(page=_page(request, edition), actor=request.user)
    actions.place_article(
        article=article,
        slot=slot,
        language=language if language in site_codes() else slot.language or base_language(),
        actor=request.user,
    )


def _move(request: HttpRequest, edition: Edition) -> None:
    """`platz` to `seite`, at `stelle` (from 1; last without it)."""
    position = _number(request.POST.get("stelle"))
    actions.move_slot(
        slot=_slot(request, edition), page=_page(request, edition), position=position, actor=request.user
    )


def _page(request: HttpRequest, edition: Edition) -> FlatplanPage:
    page = edition.flatplan.filter(number=_number(request.POST.get("seite")) or 0).first()
    if page is None:
        raise ValidationError(_("Diese Seite gibt es in der Ausgabe nicht."))
    page.edition = edition
    return page


def _slot(request: HttpRequest, edition: Edition) -> Slot:
    slots = Slot.objects.select_related("page__edition", "article")
    slot = slots.filter(pk=_number(request.POST.get("platz")) or 0, page__edition=edition).first()
    if slot is None:
        raise ValidationError(_("Diesen Platz gibt es nicht mehr. Bitte laden Sie die Seite neu."))
    return slot


def _number(text: str | None) -> int | None:
    found = (text or "").strip()
    return int(found) if found.isascii() and found.isdigit() and len(found) <= 15 else None
