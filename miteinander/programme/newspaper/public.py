"""What the public side of this room registers with others; called by `AppConfig.ready()`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface import addresses, navigation, search, sitemap, tiles
from miteinander.programme.events import formats

from . import edition_sections, page_sections, site_pages
from .models import Article, Edition
from .presentation import article_address, edition_address
from .search import KIND
from .views import LAUNCH

PAGE = "newspaper:edition-list"


def register() -> None:
    addresses.register(Edition, edition_address)
    addresses.register(Article, lambda article: article_address(article) if article.edition_id else "")
    addresses.register_picture(Edition, lambda edition: reverse("edition-picture", args=[edition.slug]))
    addresses.register_picture(Article, lambda article: reverse("article-picture", args=[article.slug]))
    edition_sections.register()
    page_sections.register()
    search.register(KIND)
    sitemap.register(site_pages.site_pages)
    formats.register(LAUNCH, formats.Behaviour(landing=PAGE))
    navigation.register(navigation.Entry(PAGE, _("Zeitung"), order=40))
    tiles.register(
        tiles.Tile(
            PAGE,
            _("Zeitung lesen"),
            _("Vielfalt – gedruckt und im Internet"),
            pictogram="paper",
            colour="blue",
            order=40,
        )
    )
