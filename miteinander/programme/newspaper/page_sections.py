"""What this room adds to joined pages: the articles that the newspaper wrote about the record."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.places.models import District
from miteinander.foundation.interface import sections
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.registry import base_language

from .models import Article
from .presentation import teasers, with_teaser_data

MOST = 6
_CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "activity": lambda record: Q(activity=record),
    "task": lambda record: Q(activity__main_task=record) | Q(activity__tasks=record),
    "working-group": lambda record: Q(activity__working_group=record),
    "district": lambda record: Q(pk__in=_tagged_with(record)),
}


def register() -> None:
    for slot in _CONDITIONS:
        sections.register(slot, _provider(slot), order=40)


def articles_about(slot: str, record: Any) -> Section | None:
    """The newest articles; three queries, for a district one more, with photos one more."""
    lang = get_language() or base_language()
    inner = Article.objects.filter(_CONDITIONS[slot](record)).order_by().values("pk")
    rows = with_teaser_data(Article.objects.published().filter(pk__in=inner))
    found = teasers(rows.order_by("-edition__delivery_on", "order", "pk")[:MOST], lang)
    if not found:
        return None
    return Section(
        "newspaper/_articles.html", {"articles": found}, _("In der Zeitung"), ("newspaper/css/teasers.css",)
    )


def _tagged_with(district: District) -> list[int]:
    """Articles whose tags name the district. Reads the tags of every published article."""
    names = {name.casefold() for name in (district.name, *district.other_names)}
    tags = Article.objects.published().values_list("pk", "tags")
    return [pk for pk, words in tags if names & {word.casefold() for word in words}]


def _provider(slot: str) -> sections.Provider:
    return lambda record: articles_about(slot, record)
