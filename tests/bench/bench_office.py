"""`make bench`, the office: every list with 100 and 10,000 records, saving an event, a year with more than 4,400 dates.

Processor time of one request through the whole application, the median of a few; nothing fails because something is
slow, but what misses its goal says so.
"""

import copy
import gc
import shutil
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from . import setting

SMALL, LARGE, ROUNDS = 100, 10_000, 9
LIST_GOAL, SAVE_GOAL, YEAR_GOAL = 300, 200, 500
ALONE = {"identity", "fixedpage"}
"""One row, and a few dozen pages that only the programme makes."""
DATES = 5_000


def main() -> None:
    setting.start()
    from django.db import transaction

    from . import data
    from .__main__ import _fill

    print(f"Büro: Daten anlegen ({LARGE} Einträge je Liste) …", flush=True)
    _fill("year", DATES, _a_year(data))
    client = _signed_in()
    gc.collect()  # a server does not carry what filling the database left behind
    gc.freeze()
    _print_year(client)
    _print_saving(client)
    _fill("lists", SMALL, data.fill)
    client = _signed_in()
    print(f"\n{'Liste':26}{'Abfragen':>10}{'kB':>7}{SMALL:>10}  {LARGE:>10}    Ziel {LIST_GOAL} ms")
    for model in _models():
        with transaction.atomic():
            _print_list(client, model)
            transaction.set_rollback(True)


def _a_year(data: Any) -> Callable[[int], None]:
    def fill(count: int) -> None:
        data.DAY, data.PER_DAY = date(2027, 7, 1), 17  # four to five thousand of them in 2027
        data.fill(count)

    return fill


def _signed_in() -> Any:
    from django.conf import settings
    from django.test import Client

    from miteinander.foundation.access.models import User
    from tests.support.accounts import with_second_factor

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(
        with_second_factor(User.objects.create_superuser("bench@example.org", "not-a-real-one"))
    )
    return client


def _models() -> list[Any]:
    from django.urls import reverse
    from wagtail.snippets.models import get_snippet_models

    reverse("wagtailadmin_home")  # reading the addresses registers the lists
    found = [one for one in get_snippet_models() if one.__module__.startswith("miteinander.")]
    return [one for one in found if one._meta.model_name not in ALONE]


def _print_list(client: Any, model: Any) -> None:
    from django.urls import reverse

    address = reverse(model.snippet_viewset.get_url_name("list"))
    times, queries, size = {}, {}, 0.0
    for count in (SMALL, LARGE):
        _grow(model, count)
        queries[count] = _count_queries(lambda: client.get(address))
        size = len(client.get(address).content) / 1000
        times[count] = _median(lambda: client.get(address))
    constant = "/".join(str(number) for number in queries.values())
    word = "" if times[LARGE] < LIST_GOAL and len(set(queries.values())) == 1 else "  verfehlt"
    held = "" if model._base_manager.count() >= LARGE else f"  (nur {model._base_manager.count()} möglich)"
    print(
        f"{model._meta.model_name:26}{constant:>10}{size:7.0f}{times[SMALL]:10.1f}  {times[LARGE]:10.1f} ms{word}{held}",
        flush=True,
    )


def _grow(model: Any, count: int) -> None:
    """Copies of one record up to `count`, each with its own slug, number and whatever else only one may have."""
    from tests.foundation.audit.test_wagtail_paths import FACTORIES
    from tests.support import factories

    if model._base_manager.count() < 1:
        maker = FACTORIES.get(model.__name__)
        maker() if maker else getattr(factories, f"make_{model._meta.model_name}")()
    sample = model._base_manager.order_by("pk").last()
    present = model._base_manager.count()
    rows = []
    for number, others in zip(range(present, count), _others(model), strict=False):
        row = copy.copy(sample)
        row._state = copy.copy(sample._state)
        row.pk, row._state.adding = None, True
        for field in model._meta.concrete_fields:
            if field.name in others:
                setattr(row, field.attname, others[field.name])
            elif field.primary_key or not (field.unique or field.name in ("slug", "number")):
                continue
            elif field.is_relation:
                setattr(row, field.attname, None)
            elif field.get_internal_type() == "UUIDField":
                setattr(row, field.attname, uuid.uuid4())
            elif field.name == "number":
                setattr(row, field.attname, number + 100)
            else:
                setattr(row, field.attname, f"bench-{number}")
        rows.append(row)
    model._base_manager.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def _others(model: Any) -> Iterator[dict[str, Any]]:
    """What a record of its own belongs to, where each of those may have only one."""
    from miteinander.programme.events.models import Event

    if model._meta.model_name == "eventreport":
        _grow(Event, LARGE)
        taken = set(model._base_manager.values_list("event_id", flat=True))
        free = [pk for pk in Event.objects.values_list("pk", flat=True) if pk not in taken]
        yield from ({"event": pk} for pk in free)
        return
    while True:
        yield {}


def _print_saving(client: Any) -> None:
    from django.urls import reverse

    from miteinander.programme.events.models import Event
    from tests.surfaces.office.test_editing import form_of

    event = Event.objects.order_by("pk").first()
    assert event is not None
    address = reverse("wagtailsnippets_events_event:edit", args=[event.pk])
    times = []
    for number in range(ROUNDS + 1):
        form = form_of(client, address) | {"title-de": f"Gespeichert {number}", "action-publish": "1"}
        started = time.process_time()
        answer = client.post(address, form)
        times.append((time.process_time() - started) * 1000)
        assert answer.status_code == 302, answer.status_code
    event.refresh_from_db()
    assert event.title.base == f"Gespeichert {ROUNDS}"
    _print_one("Termin speichern", statistics.median(times[1:]), SAVE_GOAL)


def _print_year(client: Any) -> None:
    from miteinander.programme.events.models import EventDate

    address = "/buero/jahr/?jahr=2027"
    queries, dates = (
        _count_queries(lambda: client.get(address)),
        EventDate.objects.filter(starts_at__year=2027).count(),
    )
    _print_one(
        f"Jahr mit {dates} Terminen, {queries} Abfragen", _median(lambda: client.get(address)), YEAR_GOAL
    )


def _print_one(label: str, milliseconds: float, goal: int) -> None:
    print(f"{label:45}{milliseconds:10.1f} ms  Ziel {goal} ms{'' if milliseconds < goal else '  verfehlt'}")


def _count_queries(ask: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, answer.status_code
    return len(queries)


def _median(ask: Callable[[], Any]) -> float:
    times = []
    for _round in range(ROUNDS):
        started = time.process_time()
        ask()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(Path(setting.HOME), ignore_errors=True)
