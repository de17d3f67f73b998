"""The short addresses of an edition and its articles: made when readers may see them, so that reading writes nothing."""

from django.urls import reverse

from miteinander.foundation.interface.short_links import make_short_links

from .models import Article, Edition


def link_edition(edition: Edition) -> None:
    """Codes for its page, its articles and the calendar it points to; nothing before it is on the web. Twice changes
    nothing. Two queries, two more for each new code."""
    if not edition.live:
        return
    slugs = Article.objects.filter(edition=edition).values_list("slug", flat=True)
    make_short_links(
        [
            reverse("newspaper:edition-detail", args=[edition.slug]),
            reverse("events:event-list"),
            *(reverse("newspaper:article-detail", args=[edition.slug, slug]) for slug in slugs),
        ]
    )


def link_article(article: Article) -> None:
    """The same for one article that joins an edition on the web, or whose address changed."""
    edition = Edition.objects.published().filter(articles=article).first()
    if edition is not None:
        make_short_links([reverse("newspaper:article-detail", args=[edition.slug, article.slug])])
