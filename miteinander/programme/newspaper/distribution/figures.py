"""What became of the copies of an edition: sums, by district, and the copies money asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from ..models import Delivery, Edition, Outlet, PostalSubscriber


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
    is_counted = Q(leftovers__isnull=False)
    sums = Delivery.objects.filter(edition=edition).aggregate(
        planned=Sum("planned"),
        delivered=Sum("delivered"),
        counted=Sum("delivered", filter=is_counted),
        leftovers=Sum("leftovers"),
    )
    by_post = PostalSubscriber.objects.active_on(edition.delivery_on).aggregate(sum=Sum("copies"))["sum"]
    return Copies(
        printed=edition.print_run,
        by_post=by_post or 0,
        **{name: sums[name] or 0 for name in ("planned", "delivered", "counted", "leftovers")},
    )


def overview_rows(editions: Iterable[Edition]) -> list[tuple[Edition, dict[str, int]]]:
    """Every edition with its sums. One query."""
    listed = list(editions)
    sums = (
        Delivery.objects.filter(edition__in=listed)
        .order_by()
        .values("edition")
        .annotate(
            planned=Sum("planned"),
            delivered=Sum("delivered"),
            leftovers=Sum("leftovers"),
            counted=Count("pk", filter=Q(leftovers__isnull=False)),
            outlets=Count("pk"),
        )
    )
    found = {row["edition"]: row for row in sums}
    nothing = dict.fromkeys(("planned", "delivered", "leftovers", "counted", "outlets"), 0)
    return [(one, {name: found.get(one.pk, nothing)[name] or 0 for name in nothing}) for one in listed]


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
