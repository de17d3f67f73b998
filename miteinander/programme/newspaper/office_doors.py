"""Fetch and authorise in one call, for every page of the office."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from miteinander.foundation.interface.office_doors import check, one_or_404

from . import policies
from .errors import NewspaperRefused
from .models import Article, ArticleComment, ArticleVersion, ContributionLink, Edition, EditionDeadline, Slot


def get_edition_or_404(request: HttpRequest, pk: int, *, to_change: bool = False) -> Edition:
    check(policies.can_plan(request.user) if to_change else policies.can_see(request.user))
    return one_or_404(Edition.objects.select_related("activity"), pk)


def get_article_or_404(request: HttpRequest, pk: int) -> Article:
    check(policies.can_see(request.user))
    return one_or_404(
        Article.objects.select_related("edition", "section", "picture", "activity").prefetch_related("texts"),
        pk,
    )


def get_slot_or_404(request: HttpRequest, pk: int) -> Slot:
    check(policies.can_plan(request.user))
    return one_or_404(Slot.objects.select_related("page__edition", "article"), pk)


def get_deadline_or_404(request: HttpRequest, pk: int) -> EditionDeadline:
    check(policies.can_plan(request.user))
    return one_or_404(EditionDeadline.objects.select_related("edition"), pk)


def get_comment_or_404(request: HttpRequest, pk: int) -> ArticleComment:
    check(policies.can_comment(request.user))
    return one_or_404(ArticleComment.objects.select_related("article"), pk)


def get_version_or_404(request: HttpRequest, pk: int) -> ArticleVersion:
    check(policies.can_see(request.user))
    version = one_or_404(ArticleVersion.objects.select_related("article"), pk)
    check(policies.can_write(request.user, version.article, version.language))
    return version


def get_link_or_404(request: HttpRequest, pk: int) -> ContributionLink:
    check(policies.can_invite(request.user))
    return one_or_404(ContributionLink.objects.select_related("article"), pk)


def attempt(request: HttpRequest, deed: Callable[[], Any], done: str = "") -> bool:
    """Do it and say so; a refusal becomes a message. Whether it was done."""
    try:
        deed()
    except NewspaperRefused as refused:
        messages.error(request, refused.sentence)
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if done:
        messages.success(request, done)
    return True
