"""Many-object reads of editions and articles; the start of every list, search and feed."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from miteinander.foundation.values.clock import now, today

from .enums import ArticleState, EditionState

if TYPE_CHECKING:
    from .models import Article, Edition, EditionDeadline  # noqa: F401  (the type parameters below)


def on_web(path: str = "") -> Q:
    """Editions readers may see; `path` leads to the edition ("edition__")."""
    return Q(**{f"{path}web_published_at__lte": now()})


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        """Readable online, the newest first."""
        return self.filter(on_web()).order_by("-delivery_on", "-number")

    def open(self) -> Self:
        """Still being made."""
        return self.exclude(state=EditionState.PRINTED)

    def of_year(self, year: int) -> Self:
        return self.filter(delivery_on__year=year)

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_active", False) and user.has_perm("newspaper.view_edition"):
            return self
        return self.published()


class EditionDeadlineQuerySet(models.QuerySet["EditionDeadline"]):
    def overdue(self, day: date | None = None) -> Self:
        return self.filter(done_on=None, due_on__lt=day or today()).exclude(
            edition__state=EditionState.PRINTED
        )


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """In an edition readers may see, and approved."""
        return self.filter(on_web("edition__"), state__in=[ArticleState.PLACED, ArticleState.PRINTED])

    def ideas(self) -> Self:
        """The pool: in no edition yet."""
        return self.filter(edition=None)

    def with_texts(self) -> Self:
        """Everything its title, texts and picture need, in two queries."""
        return self.select_related("section", "picture", "edition").prefetch_related("texts")

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_active", False) and user.has_perm("newspaper.view_article"):
            return self
        return self.published()
