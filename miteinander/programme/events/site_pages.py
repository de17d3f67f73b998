"""The pages of this room for the sitemap."""

from collections.abc import Iterator

from django.urls import reverse

from miteinander.foundation.interface.sitemap import Page

from .models import Event


def site_pages() -> Iterator[Page]:
    """The map and every public event, also those that are over. One query."""
    yield Page(reverse("events:event-map"))
    for slug, changed in Event.objects.published().order_by("pk").values_list("slug", "changed_at"):
        yield Page(reverse("events:event-detail", args=[slug]), changed)
