"""What became of the copies of an edition: sums, by district, and the copies money asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Aggregate, Count, OuterRef, Q, Subquery, Sum, Value

from ..models import Delivery, Edition, Outlet, PostalSubscriber

COUNTED = Q(leftovers__isnull=False)
SUMS: dict[str, Aggregate] = {
    "sum_planned": Sum("planned"),
    "sum_delivered": Sum("delivered"),
    "sum_counted": Sum("delivered", filter=COUNTED),
    "sum_leftovers": Sum("leftovers"),
    "outlets": Count("pk"),
    "outlets_counted": Count("pk", filter=COUNTED),
    "outlets_supplied": Count("pk", filter=Q(delivered__gt=0)),
}


@dataclass(frozen=True, slots=True)
class Copies:
    """All copies of an edition. Cost per copy: what the edition cost divided by `printed` or, for what reached
    readers, by `taken + by_post`; None where nobody counted yet."""

    printed: int
    planned: int
    delivered: int
    counted: int
    """Delivered to outlets whose leftovers were counted."""
    leftovers: int
    by_post: int
    outlets: int
    """Where copies were laid out."""
    outlets_counted: int

    @property
    def taken(self) -> int | None:
        """Of the counted outlets."""
        return self.counted - self.leftovers if self.counted else None

    @property
    def left_percent(self) -> int | None:
        return round(100 * self.leftovers / self.counted) if self.counted else None


@dataclass(slots=True)
class DistrictBar:
    """Counted outlets of one district; `name` is empty for outlets without one."""

    name: str
    counted: int = 0
    leftovers: int = 0
    outlets: list[Outlet] = field(default_factory=list)

    @property
    def percent(self) -> int:
        return round(100 * self.leftovers / self.counted) if self.counted else 0


def copies_of(edition: Edition) -> Copies:
    """Two queries."""
    return copies_of_many([edition])[edition.pk]


def copies_of_many(editions: Iterable[Edition]) -> dict[int, Copies]:
    """By the primary key of the edition. Two queries."""
    listed = list(editions)
    rows = Delivery.objects.filter(edition__in=listed).order_by().values("edition").annotate(**SUMS)
    found = {row["edition"]: row for row in rows}
    nothing = dict.fromkeys(SUMS, 0)
    by_post = _copies_by_post(listed)
    return {
        edition.pk: Copies(
            printed=edition.print_run,
            planned=sums["sum_planned"] or 0,
            delivered=sums["sum_delivered"] or 0,
            counted=sums["sum_counted"] or 0,
            leftovers=sums["sum_leftovers"] or 0,
            by_post=by_post.get(edition.pk) or 0,
            outlets=sums["outlets_supplied"],
            outlets_counted=sums["outlets_counted"],
        )
        for edition in listed
        for sums in [found.get(edition.pk, nothing)]
    }


def _copies_by_post(editions: list[Edition]) -> dict[int, int | None]:
    """Subscribed on the day of delivery, by edition. One query."""
    due = PostalSubscriber.objects.active_on(OuterRef("delivery_on")).order_by()  # type: ignore[arg-type]
    copies = due.values(every=Value(1)).annotate(sum=Sum("copies")).values("sum")
    found = Edition.objects.filter(pk__in=[edition.pk for edition in editions]).order_by()
    return dict(found.annotate(by_post=Subquery(copies)).values_list("pk", "by_post"))


@dataclass(frozen=True, slots=True)
class OverviewRow:
    edition: Edition
    planned: int
    delivered: int
    leftovers: int
    outlets: int
    outlets_counted: int


def overview_rows(editions: Iterable[Edition]) -> list[OverviewRow]:
    """Every edition with its sums. Two queries."""
    listed = list(editions)
    rows = Delivery.objects.filter(edition__in=listed).order_by().values("edition").annotate(**SUMS)
    found = {row["edition"]: row for row in rows}
    nothing = dict.fromkeys(SUMS, 0)
    return [
        OverviewRow(
            edition,
            row["sum_planned"] or 0,
            row["sum_delivered"] or 0,
            row["sum_leftovers"] or 0,
            row["outlets"],
            row["outlets_counted"],
        )
        for edition in listed
        for row in [found.get(edition.pk, nothing)]
    ]


def by_district(edition: Edition) -> list[DistrictBar]:
    """Counted leftovers by district, the largest share first. One query."""
    rows = (
        Delivery.objects.counted()
        .filter(edition=edition)
        .select_related("outlet__district", "outlet__venue__district")
        .order_by("outlet__name")
    )
    bars: dict[int | None, DistrictBar] = {}
    for row in rows:
        place = row.outlet.place
        bar = bars.setdefault(place.pk if place else None, DistrictBar(place.name if place else ""))
        bar.counted += row.delivered or 0
        bar.leftovers += row.leftovers or 0
        bar.outlets.append(row.outlet)
    return sorted(bars.values(), key=lambda bar: (-bar.percent, bar.name))
