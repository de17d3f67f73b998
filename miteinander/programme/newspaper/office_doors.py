"""Fetch and authorise in one call, for every page of the office."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from . import policies
from .errors import NewspaperRefused
from .models import Article, ArticleComment, ArticleVersion, ContributionLink, Edition, EditionDeadline, Slot

LARGEST = 2**63 - 1
Record = TypeVar("Record", bound=Model)


def check(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def get_edition_or_404(request: HttpRequest, pk: int, *, to_change: bool = False) -> Edition:
    check(policies.can_plan(request.user) if to_change else policies.can_see(request.user))
    return _one(Edition.objects.select_related("activity"), pk)


def get_article_or_404(request: HttpRequest, pk: int) -> Article:
    check(policies.can_see(request.user))
    return _one(
        Article.objects.select_related("edition", "section", "picture", "activity").prefetch_related("texts"),
        pk,
    )


def get_slot_or_404(request: HttpRequest, pk: int) -> Slot:
    check(policies.can_plan(request.user))
    return _one(Slot.objects.select_related("page__edition", "article"), pk)


def get_deadline_or_404(request: HttpRequest, pk: int) -> EditionDeadline:
    check(policies.can_plan(request.user))
    return _one(EditionDeadline.objects.select_related("edition"), pk)


def get_comment_or_404(request: HttpRequest, pk: int) -> ArticleComment:
    check(policies.can_comment(request.user))
    return _one(ArticleComment.objects.select_related("article"), pk)


def get_version_or_404(request: HttpRequest, pk: int) -> ArticleVersion:
    check(policies.can_see(request.user))
    version = _one(ArticleVersion.objects.select_related("article"), pk)
    check(policies.can_write(request.user, version.article, version.language))
    return version


def get_link_or_404(request: HttpRequest, pk: int) -> ContributionLink:
    check(policies.can_invite(request.user))
    return _one(ContributionLink.objects.select_related("article"), pk)


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


def _one(queryset: QuerySet[Record], pk: int) -> Record:
    found = queryset.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise Http404
    return found
