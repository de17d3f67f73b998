"""Articles in the public search."""

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.search import Found, Kind
from miteinander.foundation.languages.text import LocalText

from .models import Article
from .presentation import edition_number, teasers, with_teaser_data


def show(ids: list[int], lang: str) -> dict[int, Found]:
    """Three queries, one more with photos."""
    rows = list(with_teaser_data(Article.objects.published().filter(pk__in=ids)))
    found = {}
    for article in rows:
        for one in teasers([article], lang):
            when = edition_number(article.edition) if article.edition else ""
            summary = LocalText(one.standfirst.text, one.standfirst.lang, one.standfirst.dir, one.is_fallback)
            found[article.pk] = Found(one.url, str(KIND.label), one.title, summary, "newspaper", when)
    return found


KIND = Kind(Article, _("Zeitungsbeitrag"), Article.objects.published, show, order=40)
