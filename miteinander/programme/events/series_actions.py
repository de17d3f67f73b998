"""Writing a series; its rule becomes events in `layout`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write, save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import today

from .layout import lay_out_series
from .models import Series, SeriesException, SeriesLanguage
from .recurrence import Change, unmatched

PARTS: dict[str, type[Model]] = {"languages": SeriesLanguage, "exceptions": SeriesException}


@transaction.atomic
def save_series(
    *,
    series: Series,
    values: Mapping[str, Any],
    parts: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    venues: Sequence[Model] | None = None,
    actor: Any = None,
) -> Series:
    """Write a series with its usual languages and its exceptions (`parts`, as dicts of columns), without laying it out.

    Writes nothing when nothing differs. Raises ValidationError.
    """
    adding = series._state.adding
    links = {} if venues is None else {"venues": venues}
    save_record(record=series, values=values, links=links, actor=actor)
    changed = []
    for name, wanted in (parts or {}).items():
        if _replace_part(series, name, wanted):
            changed.append(name)
    stored: Series = Series.objects.get(pk=series.pk)
    if "exceptions" in changed:
        check_changes(stored, [row.as_change() for row in stored.exceptions.all()])
    if changed and not adding:
        after_write(record=series, verb=Verb.CHANGED, actor=actor, fields=changed)
    return stored


def check_changes(series: Series, changes: Sequence[Change]) -> None:
    """An exception to come that meets no day of the rule is refused: most likely a slip. Raises ValidationError."""
    if not (series.rule and series.first):
        missing = sorted(change.day for change in changes if change.day >= today())
    else:
        missing = unmatched(series.as_rule(changes), today())
    if missing:
        raise ValidationError(
            {
                "exceptions": _(
                    "Am %(day)s findet nach der Regel kein Termin statt. Prüfen Sie die Ausnahme."
                )
                % {"day": format_date(missing[0], "de", weekday=False)}
            }
        )


def after_office_write(record: Series, *, verb: Verb, actor: Any) -> None:
    """Where Wagtail's save of a series ends (registered with `audit.writers`)."""
    if record.rule or record.events.filter(occurrence_day__gte=today()).exists():
        lay_out_series(series=record, actor=actor)


def _replace_part(series: Series, name: str, wanted: Sequence[Mapping[str, Any]]) -> bool:
    """Whether anything differed."""
    manager = PARTS[name]._default_manager
    columns = list(wanted[0]) if wanted else ["pk"]
    if _sorted(list(manager.filter(series=series).values(*columns))) == _sorted(wanted):
        return False
    rows = [PARTS[name](series=series, **row) for row in wanted]
    for row in rows:
        row.full_clean(exclude=["series"], validate_unique=False)
    _refuse_twice(name, wanted)
    manager.filter(series=series).delete()
    manager.bulk_create(rows)
    return True


def _refuse_twice(name: str, wanted: Sequence[Mapping[str, Any]]) -> None:
    days = [row["day"] for row in wanted] if name == "exceptions" else []
    if twice := next((day for day in days if days.count(day) > 1), None):
        raise ValidationError(
            {
                name: _("Für den %(day)s stehen zwei Ausnahmen da. Löschen Sie eine.")
                % {"day": format_date(twice, "de", weekday=False)}
            }
        )


def _sorted(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(str(sorted((name, _plain(value)) for name, value in row.items())) for row in rows)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return str(value.texts() if isinstance(value, Translated) else value)
