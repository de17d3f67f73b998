"""The pages of this room for the sitemap."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from miteinander.foundation.interface.sitemap import Page

from .models import Article, Edition
from .presentation import shown_texts


def site_pages() -> Iterator[Page]:
    """Every edition and article that readers may see. Two queries."""
    for slug, changed in Edition.objects.published().values_list("slug", "changed_at"):
        yield Page(reverse("newspaper:edition-detail", args=[slug]), changed)
    shown = shown_texts().filter(article=OuterRef("pk"))
    articles = Article.objects.published().filter(Exists(shown)).order_by("pk")
    for edition, slug, changed in articles.values_list("edition__slug", "slug", "changed_at"):
        yield Page(reverse("newspaper:article-detail", args=[edition, slug]), changed)
