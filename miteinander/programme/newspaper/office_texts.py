"""The desk of one article: its words in one language beside the German, with what is around them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from miteinander.foundation.languages.registry import base_language, direction, site_codes, site_languages

from . import actions, lengths, policies
from .actions.articles import NEXT, missing_languages
from .actions.texts import last_version
from .enums import ArticleState
from .errors import NewspaperRefused, Overtaken
from .models import Article, ArticleText
from .office_doors import get_article_or_404
from .office_forms import CommentForm, TextForm


@require_http_methods(["GET", "HEAD", "POST"])
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """German left, the other language right; `?sprache=` chooses. What was typed is never lost."""
    found = get_article_or_404(request, pk)
    language = request.GET.get("sprache", base_language())
    if language not in site_codes():
        raise Http404
    may_write = policies.can_write(request.user, found, language)
    text = found.text(language)
    if request.method != "POST":
        is_open = may_write and actions.is_text_open(found, language)
        return _desk(request, found, language, _form(found, text, language) if is_open else None)
    if not may_write:
        raise PermissionDenied
    form = TextForm(
        request.POST, instance=text or ArticleText(article=found, language=language), language=language
    )
    if not form.is_valid():
        return _desk(request, found, language, form, status=422)
    try:
        changed = actions.save_text(
            article=found,
            language=language,
            words=form.words(),
            seen=form.cleaned_data["seen"],
            actor=request.user,
        )
    except Overtaken as refused:
        form.add_error(None, refused.sentence)
        form.see(last_version(found, language))
        return _desk(request, found, language, form, status=409)
    except NewspaperRefused as refused:
        form.add_error(None, refused.sentence)
        return _desk(request, found, language, form, status=422)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _desk(request, found, language, form, status=422)
    messages.success(request, _("Gespeichert.") if changed else _("Es war nichts zu ändern."))
    return redirect(f"{reverse('newspaper_office:article', args=[pk])}?sprache={language}")


def _form(article: Article, text: ArticleText | None, language: str) -> TextForm:
    return TextForm(
        instance=text or ArticleText(article=article, language=language),
        language=language,
        initial={"seen": last_version(article, language)},
    )


def _desk(
    request: HttpRequest, article: Article, language: str, form: TextForm | None, status: int = 200
) -> HttpResponse:
    user = request.user
    slots = list(article.slots.select_related("page__edition").order_by("page__number", "order"))
    german = article.text(base_language())
    context = {
        "article": article,
        "language": next(one for one in site_languages() if one.code == language),
        "direction": direction(language),
        "is_german": language == base_language(),
        "german": german,
        "text": article.text(language),
        "form": form,
        "tabs": _tabs(article, language),
        "slots": [(slot, lengths.light(slot)) for slot in slots if slot.article_id == article.pk],
        "targets": _targets(article, language, slots),
        "comments": article.comments.select_related("author"),
        "comment_form": CommentForm(),
        "can_comment": policies.can_comment(user, article),
        "steps": [(step, step_words(step)) for step in NEXT.get(ArticleState(article.state), ())]
        if policies.can_change(user, article)
        else [],
        "can_approve": policies.can_approve(user, article)
        and article.state in (ArticleState.EDITED, ArticleState.TRANSLATED),
        "needs_alone": article.edited_by_id == user.pk,
        "missing": missing_languages(article),
        "is_frozen": form is None and policies.can_write(user, article, language),
        "can_change": policies.can_change(user, article),
        "can_invite": policies.can_invite(user, article),
        "can_plan": policies.can_plan(user),
    }
    return render(request, "newspaper/office/article.html", context, status=status)


def step_words(step: ArticleState) -> str:
    return {
        ArticleState.DRAFT: _("Zurück zum Entwurf"),
        ArticleState.EDITED: _("Ist redigiert"),
        ArticleState.TRANSLATED: _("Ist übersetzt"),
    }[step]


def _tabs(article: Article, language: str) -> list[dict[str, Any]]:
    wanted = article.wanted_languages()
    return [
        {
            "language": one,
            "state": article.language_state(one.code),
            "is_wanted": one.code in wanted,
            "is_here": one.code == language,
        }
        for one in site_languages()
    ]


def _targets(article: Article, language: str, slots: list[Any]) -> list[dict[str, Any]]:
    """Every place this text or a translation of it shall fill: language, wanted and expected length, and the factor
    with which the script of the page counts along."""
    names = {one.code: one.name for one in site_languages()}
    rows = []
    for slot in slots:
        if slot.wanted_length and (slot.language == language or language == base_language()):
            factor = 1.0 if slot.language == language else lengths.factor(slot.language)
            text = article.text(slot.language)
            known = text.length if text and slot.language != language else None
            own = article.text(language)
            expected = known if known is not None else round((own.length if own else 0) * factor)
            rows.append(
                {
                    "where": _("Seite %(page)d") % {"page": slot.page.number},
                    "language": names.get(slot.language, slot.language),
                    "wanted": slot.wanted_length,
                    "factor": factor,
                    "known": known,
                    "expected": expected,
                    "light": lengths.fit(expected, slot.wanted_length),
                }
            )
    return rows
