"""The dates of editions on the year wheel, and the warning when a year has too few of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.civic.planning.enums import DeadlineState
from miteinander.civic.planning.sources import Deadline
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.values.clock import today

from .enums import EditionState
from .models import Edition, EditionDeadline
from .policies import can_plan
from .schedule import FEWEST_A_YEAR

KIND = "edition"
SOON = 21
MOST = 8


def edition_deadlines(first: date, last: date, user: Any) -> Iterator[Deadline]:
    """Every step of every edition in the span, and where a year ends with too few editions. Two queries."""
    if not (user.is_active and user.has_perm("newspaper.view_edition")):
        return
    rows = EditionDeadline.objects.filter(due_on__range=(first, last)).select_related(
        "edition__activity__main_task"
    )
    for row in rows:
        activity = row.edition.activity
        yield Deadline(
            day=row.due_on,
            title=str(row.get_step_display()),
            kind=KIND,
            url=reverse("newspaper_office:edition", args=[row.edition_id]),
            activity=activity.slug if activity else "",
            task=activity.main_task.slug if activity else "",
            state=_state(row),
            about=str(row.edition),
        )
    for year, count in thin_years(range(first.year, last.year + 1)):
        day = date(year, 12, 31)
        if first <= day <= last:
            yield Deadline(
                day=day,
                title=thin_sentence(year, count),
                kind=KIND,
                url=reverse("newspaper_office:edition-list"),
                state=DeadlineState.OPEN,
            )


def _state(row: EditionDeadline) -> DeadlineState:
    if row.done_on or row.edition.state == EditionState.PRINTED:
        return DeadlineState.DONE
    return DeadlineState.OVERDUE if row.is_overdue() else DeadlineState.OPEN


def thin_years(years: range) -> list[tuple[int, int]]:
    """Years with fewer than two editions, of those that are not over, and how many they have. One query."""
    counted = (
        Edition.objects.filter(delivery_on__year__in=list(years))
        .annotate(year=ExtractYear("delivery_on"))
        .order_by()
        .values_list("year")
        .annotate(count=Count("pk"))
    )
    counts = dict(counted)
    return [
        (year, counts.get(year, 0))
        for year in years
        if year >= today().year and counts.get(year, 0) < FEWEST_A_YEAR
    ]


def thin_sentence(year: int, count: int) -> str:
    if count:
        return _("%(year)d hat nur eine Ausgabe. Mindestens zwei sollen es sein.") % {"year": year}
    return _("%(year)d hat noch keine Ausgabe. Mindestens zwei sollen es sein.") % {"year": year}


def warnings(day: date | None = None) -> list[str]:
    """What the list of editions and the start page say about this year and, from autumn on, the next. One query."""
    present = day or today()
    last = present.year + (1 if present.month >= 9 else 0)
    return [thin_sentence(year, count) for year, count in thin_years(range(present.year, last + 1))]


def on_dashboard(user: Any) -> Section | None:
    """Steps of the next three weeks (what is overdue stands with all deadlines), and thin years. Two queries."""
    if not can_plan(user):
        return None
    soon = date.fromordinal(today().toordinal() + SOON)
    rows = (
        EditionDeadline.objects.filter(done_on=None, due_on__range=(today(), soon))
        .exclude(edition__state=EditionState.PRINTED)
        .select_related("edition")
        .order_by("due_on")[:MOST]
    )
    steps, thin = list(rows), warnings()
    if not steps and not thin:
        return None
    return Section(
        "newspaper/office/_dashboard.html", {"steps": steps, "warnings": thin}, heading=_("Zeitung")
    )
