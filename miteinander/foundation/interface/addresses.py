"""The registry of public addresses: a room links to a record's page without knowing who shows it.

The room that shows the page registers in `AppConfig.ready()`: `addresses.register(Activity, activity_address)`.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.utils.encoding import iri_to_uri

_addresses: dict[type[Model], Callable[[Any], str]] = {}
_pictures: dict[type[Model], Callable[[Any], str]] = {}


def register(model: type[Model], address: Callable[[Any], str]) -> None:
    _addresses[model] = address


def address_of(record: Model) -> str:
    """The path of the record's public page in the active language; empty when it has none."""
    address = _addresses.get(type(record))
    return address(record) if address else ""


def register_picture(model: type[Model], address: Callable[[Any], str]) -> None:
    """Say where the picture lies that other sites show beside a link to such a record."""
    _pictures[model] = address


def picture_of(record: Model) -> str:
    """The path of that picture; empty when there is none."""
    address = _pictures.get(type(record))
    return address(record) if address else ""


def query_of(request: HttpRequest) -> str:
    """What stands behind the question mark, to be repeated in a link. Letters that came bare are encoded (RFC 3987)."""
    bare: str = request.META.get("QUERY_STRING", "").encode("latin-1", "replace").decode("utf-8", "replace")
    return iri_to_uri(bare)


def absolute(path: str) -> str:
    """A path with the site's own scheme and name before it, for mails and print."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
