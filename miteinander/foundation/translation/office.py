"""The pages "Übersetzen" of the office: matrix, editing side by side, files."""

from functools import wraps
from pathlib import PurePath

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.registry import direction, site_languages
from miteinander.foundation.values.clock import today

from . import actions, importing, policies, presentation, querysets, sources
from .enums import Outcome
from .files.entries import Unreadable
from .files.po import write_po
from .files.xliff import write_xliff
from .forms import ImportForm, ReadingForm, edits_of, posted_keys
from .machine import service
from .models import CheckedImport
from .presentation import EASY, Selection

PER_PAGE = 50
MOST_IN_FILE = 2000
MOST_SHOWN = 300
WRITERS = {"xlf": (write_xliff, "application/xliff+xml"), "po": (write_po, "text/x-gettext-translation")}


def at_the_desk(view):
    @wraps(view)
    def checked(request, *args, **kwargs):
        shown = policies.visible_sources(request.user)
        if not shown:
            raise PermissionDenied
        return view(request, *args, shown=shown, **kwargs)

    return checked


def selection_of(request, shown):
    """What the address asks for, as far as the account may see it."""
    languages = policies.languages_at_desk(request.user, shown)
    lang = request.GET.get("sprache", "")
    kind = request.GET.get("bereich", "")
    state = request.GET.get("stand", "")
    return Selection(
        all_languages=languages,
        lang=lang if lang in languages else languages[0] if len(languages) == 1 else "",
        kind=kind,
        sources=[source for source in shown if sources.kind_of(source.model) == kind] or shown,
        state=state if querysets.states_of(state) else "",
        words=request.GET.get("q", "").replace("\x00", "").strip()[:200],
    )


def text_place(request, kind, lang):
    """The source of a text the account may translate. Raises Http404 and PermissionDenied."""
    try:
        source = sources.source_of_kind(kind)
    except sources.UnknownKind:
        raise Http404 from None
    if not policies.can_translate(request.user, source.model, lang):
        raise PermissionDenied
    return source


@require_safe
@at_the_desk
def overview(request, *, shown):
    """The matrix. A constant number of queries, whatever the number of records."""
    wanted = selection_of(request, shown)
    rows = querysets.records_with_text(
        wanted.sources, languages=wanted.languages, state=wanted.state, words=wanted.words
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    names = {language.code: language.name for language in site_languages()}
    counts = querysets.open_counts(wanted.sources, wanted.languages)
    context = {
        "wanted": wanted,
        "page": page,
        "rows": presentation.matrix_rows(list(page), wanted, request.user),
        "languages": [
            {"code": code, "name": names[code], "dir": direction(code), "open": counts[code]}
            for code in wanted.languages
        ],
        "choices": [(code, names[code]) for code in wanted.all_languages],
        "kinds": [(sources.kind_of(source.model), sources.title_of(source.model)) for source in shown],
        "states": [(querysets.OPEN, _("offen (fehlt oder veraltet)")), *TextState.choices],
        "query": urlencode(wanted.query()),
    }
    return render(request, "translation/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def text_edit(request, kind, pk, lang, *, shown):
    """German left, the other language right, field by field. What was typed is never lost."""
    source = text_place(request, kind, lang)
    record = get_object_or_404(source.records(), pk=pk)
    if request.method != "POST":
        return edit_page(request, source, record, lang)
    edits = edits_of(request.POST, posted_keys(request.POST))
    go = request.POST.get("go", "")
    if go == "hints":
        return edit_page(request, source, record, lang, edits=edits)
    try:
        written = actions.save_translations(
            source=source, record_id=pk, lang=lang, edits=edits, actor=request.user
        )
    except actions.Gone:
        raise Http404 from None
    except actions.ChangedMeanwhile as error:
        fresh = get_object_or_404(source.records(), pk=pk)
        return edit_page(request, source, fresh, lang, edits=edits, overtaken=error.keys, status=409)
    except actions.FaultyTexts as error:
        return edit_page(request, source, record, lang, edits=edits, faults=error.faults, status=422)
    messages.success(request, saved_sentence(len(written)))
    if go == "next":
        return redirect(next_address(lang, kind, pk))
    return redirect("translation:edit", kind, pk, lang)


def saved_sentence(count):
    if not count:
        return _("Es hat sich nichts geändert.")
    return ngettext("%(count)s Text ist gespeichert.", "%(count)s Texte sind gespeichert.", count) % {
        "count": count
    }


def next_address(lang, kind, pk):
    return f"{reverse('translation:next')}?{urlencode({'sprache': lang, 'nach': f'{kind}-{pk}'})}"


def edit_page(
    request, source, record, lang, *, edits=None, overtaken=(), faults=None, reading_form=None, status=200
):
    segments = source.segments(record, lang)
    kind = sources.kind_of(source.model)
    machine = service()
    context = {
        "kind": kind,
        "kind_title": sources.title_of(source.model),
        "record": record,
        "label": source.label(record),
        "lang": lang,
        "language": next(one for one in site_languages() if one.code == lang),
        "rows": presentation.edit_rows(segments, edits or {}, overtaken, faults or {}, lang),
        "lost": presentation.lost_texts(segments, edits or {}),
        "overtaken": bool(overtaken),
        "faulty": bool(faults),
        "is_easy": lang == EASY,
        "machine": machine if machine and machine.knows(lang) else None,
        "languages": presentation.other_languages(request.user, source, lang),
        "readings": presentation.readings_of(source, record, lang, segments),
        "reading_form": reading_form or ReadingForm(initial={"read_on": today()}),
        "reading_wrong": bool(reading_form),
        "next": next_address(lang, kind, record.pk),
    }
    return render(request, "translation/edit.html", context, status=status)


@require_safe
@at_the_desk
def text_next(request, *, shown):
    """To the next record that waits, behind the one the address names."""
    wanted = selection_of(request, shown)
    lang = wanted.lang
    if not lang:
        messages.info(request, _("Bitte wählen Sie zuerst eine Sprache."))
        return redirect("translation:overview")
    mine = [source for source in wanted.sources if policies.can_translate(request.user, source.model, lang)]
    after = presentation.place_of(request.GET.get("nach", ""), shown)
    row = querysets.next_open(mine, lang, after=after)
    if row is None:
        messages.success(request, _("In dieser Sprache wartet kein weiterer Text."))
        return redirect(f"{reverse('translation:overview')}?{urlencode({'sprache': lang})}")
    model = ContentType.objects.get_for_id(row.content_type_id).model_class()
    return redirect("translation:edit", sources.kind_of(model), row.record_id, lang)


@require_POST
@at_the_desk
def machine_ask(request, kind, pk, lang, *, shown):
    source = text_place(request, kind, lang)
    get_object_or_404(source.records(), pk=pk)
    machine = service()
    if machine is None or not machine.knows(lang):
        messages.error(request, _("Für diese Sprache ist keine maschinelle Übersetzung eingerichtet."))
    else:
        actions.ask_machine(source=source, record_ids=[pk], lang=lang, actor=request.user)
        messages.success(
            request,
            _(
                "Die Maschine übersetzt, was fehlt. Laden Sie diese Seite gleich noch einmal, und prüfen Sie jeden Text."
            ),
        )
    return redirect("translation:edit", kind, pk, lang)


@require_POST
@at_the_desk
def reading_new(request, kind, pk, lang, *, shown):
    """Who of the target group has read the text, and when."""
    source = text_place(request, kind, lang)
    record = get_object_or_404(source.records(), pk=pk)
    form = ReadingForm(request.POST)
    if form.is_valid():
        try:
            actions.note_reading(
                source=source, record_id=pk, lang=lang, actor=request.user, **form.cleaned_data
            )
            messages.success(request, _("Die Prüfung ist eingetragen."))
            return redirect("translation:edit", kind, pk, lang)
        except ValidationError as error:
            form.add_error(None, error)
        except actions.Gone:
            raise Http404 from None
    return edit_page(request, source, record, lang, reading_form=form, status=422)


@require_safe
@at_the_desk
def file_download(request, *, shown, suffix):
    """The texts of the chosen records in one language, for a translation program."""
    wanted = selection_of(request, shown)
    if not wanted.lang:
        messages.error(request, _("Bitte wählen Sie eine Sprache. Jede Datei gilt für eine."))
        return redirect("translation:overview")
    mine = [one for one in wanted.sources if policies.can_translate(request.user, one.model, wanted.lang)]
    rows = querysets.records_with_text(mine, languages=[wanted.lang], state=wanted.state, words=wanted.words)[
        :MOST_IN_FILE
    ]
    records = presentation.file_records(list(rows), mine, wanted)
    write, content_type = WRITERS[suffix]
    response = HttpResponse(write(records, wanted.lang), content_type=f"{content_type}; charset=utf-8")
    name = f"{wanted.kind or 'texte'}-{wanted.lang}-{today().isoformat()}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_desk
def file_import(request, *, shown):
    """A file is read and shown beside what stands here; nothing is written yet."""
    form = (
        ImportForm(request.POST or None, request.FILES or None) if request.method == "POST" else ImportForm()
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            file = importing.read_file(upload.name, upload.read())
        except Unreadable as error:
            form.add_error("file", str(error.sentence))
        else:
            return import_preview(request, file, PurePath(upload.name).name)
    return render(request, "translation/import.html", {"form": form}, status=422 if form.errors else 200)


def import_preview(request, file, name):
    proposals = importing.preview(file, user=request.user)
    writes = [one for one in proposals if one.outcome in importing.WRITTEN]
    kept = importing.keep(file=file, name=name, user=request.user) if writes else None
    told = [one for one in proposals if one.outcome != Outcome.SAME]
    context = {
        "kept": kept,
        "name": name,
        "language": next((one for one in site_languages() if one.code == file.language), None),
        "counts": presentation.outcome_counts(one.outcome for one in proposals),
        "proposals": told[:MOST_SHOWN],
        "left_out": max(0, len(told) - MOST_SHOWN),
        "replaces": sum(one.replaces for one in writes),
    }
    return render(request, "translation/import_preview.html", context)


@require_POST
@at_the_desk
def import_apply(request, *, shown):
    number = request.POST.get("import", "")
    mine = CheckedImport.objects.filter(user=request.user)
    kept = mine.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if kept is None:
        messages.error(
            request, _("Die geprüfte Datei ist nicht mehr da. Bitte laden Sie sie noch einmal hoch.")
        )
        return redirect("translation:import")
    lang = kept.language
    done = importing.take_over(kept=kept, replace="replace" in request.POST, actor=request.user)
    written = sum(done[outcome] for outcome in importing.WRITTEN)
    messages.success(request, saved_sentence(written))
    return redirect(f"{reverse('translation:overview')}?{urlencode({'sprache': lang})}")


class DeskMenuItem(MenuItem):
    def is_shown(self, request):
        return policies.can_open_desk(request.user)


def menu_item():
    return DeskMenuItem(
        gettext_lazy("Übersetzen"),
        reverse("translation:overview"),
        name="translation-desk",
        icon_name="globe",
        order=300,
    )


def urls():
    place = "<slug:kind>/<int:pk>/<slug:lang>/"
    patterns = [
        path("", overview, name="overview"),
        path("naechster/", text_next, name="next"),
        path("texte.xlf", file_download, {"suffix": "xlf"}, name="export-xliff"),
        path("texte.po", file_download, {"suffix": "po"}, name="export-po"),
        path("einlesen/", file_import, name="import"),
        path("einlesen/uebernehmen/", import_apply, name="import-apply"),
        path(place, text_edit, name="edit"),
        path(f"{place}maschine/", machine_ask, name="machine-ask"),
        path(f"{place}gelesen/", reading_new, name="reading-new"),
    ]
    return [path("uebersetzen/", include((patterns, "translation")))]
