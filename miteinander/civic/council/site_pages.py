"""The pages of this room for the sitemap that no menu names."""

from collections.abc import Iterator

from django.urls import reverse

from miteinander.foundation.interface.sitemap import Page


def site_pages() -> Iterator[Page]:
    yield Page(reverse("council:working-group-list"))
