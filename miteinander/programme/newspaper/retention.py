"""How long the pool of ideas and the links for authors are kept."""

from datetime import date

from django.db.models import Q, QuerySet

from miteinander.foundation.values.clock import start_of

from .models import Article, ArticleComment, ArticleVersion, ContributionLink

IDEA_DAYS = 2 * 365
LINK_DAYS = 183
COMMENT_DAYS = 365


def stale_ideas(day: date) -> QuerySet[Article]:
    """Articles without an edition that nobody has touched since before the day."""
    return Article.objects.filter(edition=None, changed_at__lt=start_of(day))


def finished_links(day: date) -> QuerySet[ContributionLink]:
    return ContributionLink.objects.filter(expires_on__lt=day)


def finished(day: date) -> Q:
    """Of articles whose edition was delivered before the day."""
    return Q(article__edition__delivery_on__lt=day)


def finished_comments(day: date) -> QuerySet[ArticleComment]:
    return ArticleComment.objects.filter(finished(day))


def finished_versions(day: date) -> QuerySet[ArticleVersion]:
    return ArticleVersion.objects.filter(finished(day))
