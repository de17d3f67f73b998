"""What still hangs on a record keeps it from being deleted, and the office says what that is.

Wagtail answers with "no right" where its index of references knows of it, and with an error of the server where the
index does not. Here the database's own rules are asked, before anything is shown or deleted.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

NAMED = 3


def keep_what_is_held(request: HttpRequest, records: Sequence[Model]) -> HttpResponse | None:
    """For Wagtail's hook before deleting one record and many: back to the list with a sentence for each held one."""
    held = [(record, holders) for record in records if (holders := holders_of(record))]
    for record, holders in held:
        messages.error(
            request,
            _(
                "„%(record)s“ lässt sich nicht löschen, denn daran hängt noch: %(holders)s. Lösen oder löschen Sie das zuerst."
            )
            % {"record": record, "holders": _in_words(request.user, holders)},
        )
    if not held:
        return None
    return redirect(type(records[0]).snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]


def holders_of(record: Model) -> list[Model]:
    """Records without which this one could be deleted. As many queries as deleting would ask."""
    try:
        Collector(using=router.db_for_write(type(record)), origin=record).collect([record])
    except ProtectedError as error:
        return sorted(error.protected_objects, key=_place)
    except RestrictedError as error:
        return sorted(error.restricted_objects, key=_place)
    return []


def _place(record: Model) -> tuple[str, Any]:
    return str(record._meta.verbose_name_plural), record.pk


def _in_words(user: Any, holders: Iterable[Model]) -> str:
    """How many of each kind; with names for whoever may see them."""
    kinds: dict[type[Model], list[Model]] = {}
    for holder in holders:
        kinds.setdefault(type(holder), []).append(holder)
    return ", ".join(_kind_in_words(user, kind, found) for kind, found in kinds.items())


def _kind_in_words(user: Any, kind: type[Model], found: Sequence[Model]) -> str:
    options = kind._meta
    name = options.verbose_name if len(found) == 1 else options.verbose_name_plural
    words = f"{len(found)} {capfirst(str(name))}"
    rights = [f"{options.app_label}.{get_permission_codename(verb, options)}" for verb in ("view", "change")]
    if not any(user.has_perm(right) for right in rights):
        return words
    names = [f"„{one}“" for one in found[:NAMED]]
    return f"{words} ({', '.join(names)}{' …' if len(found) > NAMED else ''})"
