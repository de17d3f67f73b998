"""Series in programme files. After an import those of the files are laid out a year ahead."""

from collections.abc import Iterable
from typing import Any

from miteinander.foundation.exchange import fields, model_kind
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate

from .enums import ExceptionKind, HolidayChoice, LanguageMode
from .layout import lay_out_many
from .models import EventLanguage, Series, SeriesLanguage
from .series_actions import save_series

COLUMNS = {"from": "starts", "to": "ends"}


def series_kind() -> Kind:
    codes = fields.ListOf(fields.LanguageCode())
    exception = {
        "day": fields.Day(required=True),
        "kind": fields.Choice(ExceptionKind.values, required=True),
        "moved_to": fields.PartialDateField(),
        "reason": fields.Translated(),
    }
    return model_kind(
        Series,
        {
            "activity": fields.Reference("activities", required=True),
            "format": fields.Reference("formats", required=True),
            "title": fields.Translated(required=True),
            "summary": fields.Translated(),
            "description": fields.Translated(),
            "rule": fields.Text(empty=""),
            "first": fields.Day(),
            "until": fields.Day(),
            "from": fields.Time(),
            "to": fields.Time(),
            "days": fields.Integer(minimum=1, maximum=60, empty=1),
            "holidays": fields.Choice(HolidayChoice.values, empty=HolidayChoice.KEEP),
            "venues": fields.ListOf(fields.Reference("venues")),
            "languages": fields.Mapping({"spoken": codes, "interpreted": codes, "signed": codes}),
            "price": fields.Money(words={"free": 0}),
            "exceptions": fields.ListOf(fields.Mapping(exception)),
        },
        name="series",
        reading={
            "from": lambda series: series.starts,
            "to": lambda series: series.ends,
            "languages": lambda series: languages_by_mode(series.languages.all()),
            "exceptions": lambda series: [_exception(row) for row in series.exceptions.all()],
        },
        prefetch=["languages", "exceptions"],
        save=save_from_file,
        finish=lambda records, actor: lay_out_many(series=records, actor=actor),
    )


def save_from_file(*, record: Series | None, slug: str, actor: Any = None, **values: Any) -> Series:
    """Write one series of a file."""
    parts = {}
    if "languages" in values:
        parts["languages"] = language_rows(values.pop("languages") or {})
    if "exceptions" in values:
        parts["exceptions"] = [_columns(entry) for entry in values.pop("exceptions")]
    venues = values.pop("venues", None)
    named = {COLUMNS.get(name, name): value for name, value in values.items()}
    return save_series(
        series=record or Series(slug=slug), values=named, parts=parts, venues=venues, actor=actor
    )


def languages_by_mode(rows: Iterable[EventLanguage | SeriesLanguage]) -> dict[str, list[str]]:
    """As in a file: codes by spoken, interpreted, signed."""
    found: dict[str, list[str]] = {}
    for language in rows:
        found.setdefault(language.mode, []).append(language.code)
    return found


def language_rows(languages: dict[str, list[str]]) -> list[dict[str, str]]:
    return [{"code": code, "mode": str(mode)} for mode in LanguageMode for code in languages.get(mode) or []]


def _exception(row: Any) -> dict[str, Any]:
    change = row.as_change()
    return {"day": change.day, "kind": str(change.kind), "moved_to": change.moved_to, "reason": change.reason}


def _columns(entry: dict[str, Any]) -> dict[str, Any]:
    moved_to = entry.get("moved_to") or PartialDate.unknown()
    return {
        "day": entry["day"],
        "kind": entry["kind"],
        "precision": str(moved_to.precision),
        "starts_at": moved_to.start,
        "ends_at": moved_to.end,
        "reason": entry.get("reason") or Translated(),
    }
