"""Which editions came out in a period, and where the newspaper wrote about an activity."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.results import Period
from miteinander.foundation.values.clock import BERLIN, now, today

from .distribution.figures import Copies, copies_of_many
from .enums import ArticleState
from .models import Article, Edition
from .presentation import edition_address, shown_texts

IN_PRINT = (ArticleState.PLACED, ArticleState.PRINTED)


def appeared_in(period: Period, path: str = "") -> Q:
    """Printed on a day of the period, or never printed and on the web since then; `path` as in `on_web`."""
    start, end = period.moments
    on_paper = {f"{path}printed_on__range": (period.first, min(period.last, today()))}
    only_web = {
        f"{path}printed_on": None,
        f"{path}web_published_at__gte": start,
        f"{path}web_published_at__lt": end,
        f"{path}web_published_at__lte": now(),
    }
    return Q(**on_paper) | Q(**only_web)


@dataclass(frozen=True)
class Appeared:
    """An edition that came out, with what can be counted of it."""

    edition: Edition
    articles: int
    languages: tuple[str, ...]
    copies: Copies

    @property
    def day(self) -> date:
        return day_of(self.edition)

    @property
    def record(self) -> str:
        return f"newspaper.edition:{self.edition.pk}"

    @property
    def label(self) -> str:
        return label_of(self.edition)

    @property
    def office_url(self) -> str:
        return reverse("newspaper_office:edition", args=[self.edition.pk])

    @property
    def public_url(self) -> str:
        return edition_address(self.edition) if self.edition.live else ""


def day_of(edition: Edition) -> date:
    """When it came out: printed, else on the web; its delivery where neither is known."""
    if edition.printed_on or edition.web_published_at is None:
        return edition.printed_on or edition.delivery_on
    return edition.web_published_at.astimezone(BERLIN).date()


def label_of(edition: Edition) -> str:
    return _("Nr. %(number)d der Zeitung") % {"number": edition.number}


def appeared(activities: Sequence[Activity], period: Period) -> list[Appeared]:
    """Five queries."""
    editions = list(Edition.objects.filter(appeared_in(period), activity__in=activities).order_by("number"))
    if not editions:
        return []
    printed = Article.objects.filter(edition__in=editions, state__in=IN_PRINT).order_by()
    numbers: dict[int, int] = defaultdict(int)
    for edition in printed.values_list("edition", flat=True):
        numbers[edition] += 1
    spoken: dict[int, set[str]] = defaultdict(set)
    texts = shown_texts().filter(article__in=printed.values("pk")).order_by()
    for edition, language in texts.values_list("article__edition", "language").distinct():
        spoken[edition].add(language)
    copies = copies_of_many(editions)
    return [Appeared(one, numbers[one.pk], tuple(sorted(spoken[one.pk])), copies[one.pk]) for one in editions]


def articles_about(activities: Sequence[Activity], period: Period) -> dict[int, list[Article]]:
    """Articles about an activity in editions of another one, by activity. Two queries."""
    found: dict[int, list[Article]] = defaultdict(list)
    articles = (
        Article.objects.filter(appeared_in(period, "edition__"), activity__in=activities, state__in=IN_PRINT)
        .exclude(edition__activity=F("activity"))
        .select_related("edition")
        .prefetch_related("texts")
        .order_by("edition__number", "order", "pk")
    )
    for article in articles:
        found[article.activity_id or 0].append(article)
    return found
