"""Around an article in the office: ideas, states, comments, versions, links for authors from outside."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.languages.registry import base_language

from . import actions, policies
from .enums import ArticleState
from .errors import NewspaperRefused
from .office_doors import attempt, get_article_or_404, get_comment_or_404, get_link_or_404, get_version_or_404
from .office_forms import CommentForm, IdeaForm, LinkForm

PAGE = "newspaper_office:article"


@require_http_methods(["GET", "HEAD", "POST"])
def idea_add(request: HttpRequest) -> HttpResponse:
    """A working title is enough. `?ausgabe=` chooses the edition."""
    check(policies.can_add(request.user))
    initial = {"edition": request.GET.get("ausgabe", "")[:12]}
    form = IdeaForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in IdeaForm.Meta.fields}
        try:
            article = actions.add_idea(
                title=form.cleaned_data["title"],
                values=values,
                note=form.cleaned_data["note"],
                actor=request.user,
            )
        except NewspaperRefused as refused:
            form.add_error(None, refused.sentence)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("Die Idee ist notiert. Schreiben Sie gleich weiter, oder lassen Sie sie liegen.")
            )
            return redirect(PAGE, article.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "newspaper/office/idea.html", {"form": form}, status=status)


@require_POST
def article_do(request: HttpRequest, pk: int) -> HttpResponse:
    """A step of the article."""
    article = get_article_or_404(request, pk)
    check(policies.can_change(request.user, article))
    wanted = request.POST.get("was", "")
    if wanted == "freigeben":
        check(policies.can_approve(request.user, article))
        alone = request.POST.get("allein") == "1"
        attempt(
            request,
            lambda: actions.approve_article(article=article, alone=alone, actor=request.user),
            _("Der Beitrag ist freigegeben."),
        )
    elif wanted in ArticleState.values:
        step = ArticleState(wanted)
        attempt(
            request,
            lambda: actions.move_article(article=article, to=step, actor=request.user),
            _("Neuer Stand: %(state)s.") % {"state": step.label},
        )
    return redirect(PAGE, pk)


@require_POST
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_article_or_404(request, pk)
    check(policies.can_comment(request.user, article))
    form = CommentForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            lambda: actions.add_comment(article=article, text=form.cleaned_data["text"], author=request.user),
        )
    else:
        messages.error(request, _("Der Kommentar ist leer oder zu lang. Bitte höchstens 2000 Zeichen."))
    return redirect(f"{reverse(PAGE, args=[pk])}#kommentare")


@require_POST
def comment_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    comment = get_comment_or_404(request, pk)
    done = request.POST.get("erledigt", "1") == "1"
    actions.resolve_comment(comment=comment, is_resolved=done, actor=request.user)
    return redirect(f"{reverse(PAGE, args=[comment.article_id])}#kommentare")


@require_safe
def version_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier versions of one language, the newest first. Two queries more than the article."""
    article = get_article_or_404(request, pk)
    language = request.GET.get("sprache", base_language())
    context = {
        "article": article,
        "language": language,
        "versions": article.versions.filter(language=language).select_related("made_by")[:100],
        "can_write": policies.can_write(request.user, article, language),
    }
    return render(request, "newspaper/office/version_list.html", context)


@require_POST
def version_restore(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_version_or_404(request, pk)
    attempt(
        request,
        lambda: actions.restore_version(version=version, actor=request.user),
        _("Fassung %(number)d gilt wieder.") % {"number": version.number},
    )
    return redirect(f"{reverse(PAGE, args=[version.article_id])}?sprache={version.language}")


@require_http_methods(["GET", "HEAD", "POST"])
def link_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Links for one article; a new one is shown once."""
    article = get_article_or_404(request, pk)
    check(policies.can_invite(request.user, article))
    form = LinkForm(request.POST if request.method == "POST" else None)
    address = ""
    if request.method == "POST" and form.is_valid():
        link, token = actions.invite_author(article=article, actor=request.user, **form.cleaned_data)
        with override(link.language):
            address = request.build_absolute_uri(reverse("newspaper_contribution:form", args=[token]))
        form = LinkForm()
    context = {
        "article": article,
        "form": form,
        "address": address,
        "links": article.contribution_links.all(),
    }
    wrong = request.method == "POST" and not address
    response = render(request, "newspaper/office/link_list.html", context, status=422 if wrong else 200)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def link_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_link_or_404(request, pk)
    actions.revoke_link(link=link, actor=request.user)
    messages.success(request, _("Der Link öffnet nichts mehr."))
    return redirect("newspaper_office:link-list", link.article_id)
