"""What the public side of the room registers with others; called by `AppConfig.ready()`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface import navigation, sections, sitemap

from . import page_sections
from .account import years_with_money

PAGE = "funding:transparency"


def register() -> None:
    sections.register("activity", page_sections.cost_of_activity, order=60)
    sections.register("task", page_sections.cost_of_task, order=60)
    navigation.register(navigation.Entry(PAGE, _("Unser Geld"), order=20, place="footer"))
    sitemap.register(site_pages)


def site_pages() -> list[sitemap.Page]:
    """Each year. One query."""
    return [sitemap.Page(f"{reverse(PAGE)}?jahr={year}") for year in years_with_money()]
