"""The office's pages of print: the sheets of a subject, one sheet, the paper kit, and the preview pictures."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from .batches import order_batch
from .documents import CannotPrint, Document, Wish
from .forms import KitForm, LanguagesForm, PrintForm, ReleaseForm
from .keeping import keep_print, kept_before
from .models import print_settings
from .office_pages import (
    Check,
    allowed_documents,
    check,
    file_name,
    file_response,
    get_about_or_404,
    get_document_or_404,
    head_of,
)
from .orders import Order
from .press import Press
from .printing import KEPT_FOR, not_set, sample_sentence, sheets_of
from .rendering import NotSet, draw_sheet, sheets_key
from .subjects import About

PAGES = ["GET", "HEAD", "POST"]
LARGEST_PREVIEW = 600_000


@require_safe
def sheets(request: HttpRequest, about: str, pk: int) -> HttpResponse:
    """Everything that can be printed of a subject, as tiles."""
    _subject, shown = get_about_or_404(request.user, about, pk)
    form = LanguagesForm(request.GET or None, about=shown)
    query = languages_query(form.languages)
    context = head_of(request.user, about, pk, shown, "print_office:sheets") | {
        "form": form,
        "query": query,
        "tiles": [
            {"one": one, "query": languages_query(form.languages[: one.most_languages])}
            for one in allowed_documents(request.user, about, pk)
        ],
    }
    return render(request, "typesetting/office/sheets.html", context)


@require_http_methods(PAGES)
def sheet(request: HttpRequest, about: str, pk: int, key: str) -> HttpResponseBase:
    """One document: choose, see it, read what is wrong with it, print it."""
    subject, shown = get_about_or_404(request.user, about, pk)
    one = get_document_or_404(request.user, about, pk, key)

    def form_for(data: Any) -> PrintForm:
        return PrintForm(data, one=one, about=shown, subject=pk)

    if (look_first := _look_first(request, form_for, about)) is not None:
        return look_first
    form = form_for(request.POST if request.method == "POST" else request.GET or None)
    order = form.order(about)
    found = _checked(form, order, shown)
    release = ReleaseForm(request.POST if request.method == "POST" else None, stops=found.stops)
    if request.method == "POST" and not found.refusal and release.is_valid():
        if one.format(order.parts[0].format).for_screen:
            return _picture(one, order.wish(order.parts[0]))
        return _printed(request, order, shown, release, found)
    context = head_of(request.user, about, pk, shown, "") | {
        "one": one,
        "form": form,
        "order": order,
        "check": found,
        "release": release,
        "is_picture": one.format(order.parts[0].format).for_screen,
        "preview": preview_query(order),
        "profile_name": print_settings().profile_name,
        "earlier": subject.kept._default_manager.filter(**{f"{about}_id": pk}, document=key)[:3],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "typesetting/office/sheet.html", context, status=status)


@require_http_methods(PAGES)
def kit(request: HttpRequest, about: str, pk: int) -> HttpResponseBase:
    """All sheets of the kit as one file, with a checklist in front."""
    _subject, shown = get_about_or_404(request.user, about, pk)
    held = kit_documents(request.user, about, pk)

    def form_for(data: Any) -> KitForm:
        return KitForm(data, about=shown, subject=pk, held=held)

    if (look_first := _look_first(request, form_for, about)) is not None:
        return look_first
    form = form_for(request.GET or None)
    order = form.order(about)
    found = _checked(form, order, shown) if order.parts else Check()
    release = ReleaseForm(request.POST if request.method == "POST" else None, stops=found.stops)
    if request.method == "POST" and found.composed and release.is_valid():
        return _printed(request, order, shown, release, found)
    context = head_of(request.user, about, pk, shown, "print_office:kit") | {
        "held": held,
        "form": form,
        "check": found,
        "release": release,
        "query": languages_query(order.languages),
        "missing": {one.document: one.missing for one in found.composed.missing} if found.composed else {},
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "typesetting/office/kit.html", context, status=status)


def _look_first(
    request: HttpRequest, form_for: Callable[[Any], PrintForm | KitForm], about: str
) -> HttpResponse | None:
    """To the preview of what was chosen, unless that is what the person has just seen and wants to print."""
    if request.method != "POST":
        return None
    posted = form_for(request.POST)
    prints = request.POST.get("tun") == "drucken"
    seen = form_for(request.GET or None)
    if prints and posted.is_valid() and posted.order(about).looks_like(seen.order(about)):
        return None
    if prints:
        messages.info(request, _("Sie haben etwas geändert. Bitte sehen Sie es sich an, bevor Sie drucken."))
    chosen = [(name, value) for name in posted.fields if (value := request.POST.get(name))]
    return redirect(f"{request.path}?{urlencode(chosen)}")


def _checked(form: PrintForm | KitForm, order: Order, shown: About) -> Check:
    if form.is_bound and not form.is_valid():
        return Check(refusal=_("Bitte berichtigen Sie zuerst Ihre Angaben."))
    return check(order, shown)


def kit_documents(user: Any, about: str, pk: int) -> list[Document]:
    """What the kit of a subject holds, in order, as far as this account may print it."""
    return [one for one in allowed_documents(user, about, pk) if one.kit is not None and one.kit(pk)]


@require_safe
def preview(request: HttpRequest, about: str, pk: int, key: str) -> HttpResponse:
    """The first page as a picture; a browser that has it gets nothing. Sentences stand in the picture if there is none."""
    _subject, shown = get_about_or_404(request.user, about, pk)
    one = get_document_or_404(request.user, about, pk, key)
    form = PrintForm(request.GET or None, one=one, about=shown, subject=pk)
    order = form.order(about)
    wish = order.wish(order.parts[0])
    try:
        with override(wish.languages[0]):
            first, sample = sheets_of(one, wish)[0], sample_sentence()
    except CannotPrint as error:
        return _no_preview(str(error))
    lang = wish.languages[0]
    etag = f'"{sheets_key([first], title="", lang=lang, press=Press(), sample=sample)[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    cache = caches["renditions"]
    if (png := cache.get(f"preview-{etag}")) is None:
        try:
            png = draw_sheet(first, lang=lang, sample=sample)
        except NotSet:
            return _no_preview(not_set())
        if len(png) <= LARGEST_PREVIEW and not one.personal:
            cache.set(f"preview-{etag}", png, KEPT_FOR)
    response = HttpResponse(png, content_type="image/png", headers={"ETag": etag})
    response["Cache-Control"] = "private, no-store" if one.personal else "private, no-cache"
    return response


def languages_query(languages: tuple[str, ...]) -> str:
    return urlencode(list(zip(("sprache", "zweite", "dritte"), languages, strict=False)))


def preview_query(order: Order) -> str:
    chosen = {f"wahl_{key}": value for key, value in order.options.items()}
    return f"{languages_query(order.languages)}&{urlencode({'format': order.parts[0].format, **chosen})}"


def _no_preview(sentence: str) -> HttpResponse:
    svg = render_to_string("typesetting/office/no_preview.svg", {"words": _lines(sentence)})
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


def _lines(sentence: str, longest: int = 30) -> list[str]:
    lines = [""]
    for word in sentence.split():
        if len(lines[-1]) + len(word) > longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines[:9]


def _picture(one: Document, wish: Wish) -> HttpResponse:
    with override(wish.languages[0]):
        png = draw_sheet(sheets_of(one, wish)[0], lang=wish.languages[0], sample=sample_sentence())
        name = str(one.named(wish) if one.named else one.title)
    return file_response(png, f"{name} {' '.join(wish.languages)} {wish.format.key}", "image/png")


def _printed(
    request: HttpRequest, order: Order, shown: About, release: ReleaseForm, checked: Check
) -> HttpResponseBase:
    """The file, kept as evidence; a large one goes to the background. The same order is kept once."""
    order_id = release.cleaned_data["auftrag"]
    before = kept_before(order_id, order.about)
    if before is not None and before.file:
        return file_response(before.read(), file_name(before.title, order))
    if checked.is_large and checked.composed:
        order_batch(order=order, order_id=order_id, composed=checked.composed, actor=request.user)
        return redirect("print_office:job", pk=order_id)
    found = check(order, shown, run=order_id.hex)
    assert found.composed is not None and found.printed is not None
    keep_print(
        order=order,
        order_id=order_id,
        composed=found.composed,
        printed=found.printed,
        actor=request.user,
    )
    return file_response(found.printed.content, file_name(found.composed.title, order))
