"""The demo council and its year: a programme file whose dates follow calendar rules around the present month.

`demo/*.yaml` hold the records; in events `when` stands in place of `dates` (see `dates_of`). `demo/texts/<code>.yaml`
hold translations as kind -> slug -> field -> text. Everything goes through the same import as a council's own file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from miteinander.foundation.access.models import User
from miteinander.foundation.interface.actions import save_identity
from miteinander.foundation.values.clock import today
from miteinander.programme.events.enums import ExceptionKind, HolidayChoice
from miteinander.programme.events.recurrence import Rule, occurrences, year_after
from miteinander.surfaces.programme_files.actions import import_programme

from .demo_accounts import load_accounts
from .demo_days import nth_weekday
from .demo_distribution import load_distribution
from .demo_logos import load_logos
from .demo_money import load_money
from .demo_newspaper import load_newspaper
from .demo_office import OFFICE, load_office
from .demo_taking_part import begin_again, load_taking_part

SOURCES = Path(__file__).resolve().parent / "demo"
REACH = 12
Record = dict[str, Any]
Note = Callable[[str], None]


class DemoIncomplete(RuntimeError):
    """The shipped demo files do not import; the report says where."""


@transaction.atomic
def load_demo(note: Note = lambda text: None) -> None:
    """Load the demo council, its accounts and its year. Loading again changes only what differs."""
    begin_again()
    report = import_programme(source=[demo_programme(today())], progress=_progress(note))
    if report.problems:
        raise DemoIncomplete("\n".join(str(problem) for problem in report.problems[:20]))
    save_identity(values={"is_sample": True})
    load_accounts()
    load_office()
    office = User.objects.get(email=OFFICE)
    load_logos(office)
    load_taking_part(office)
    load_newspaper(office)
    load_distribution(office)
    load_money(office)


def demo_programme(day: date) -> Record:
    """The whole demo as one programme: twelve months back and twelve ahead of the month of `day`."""
    programme: Record = {"programme": "1"}
    for path in sorted(SOURCES.glob("*.yaml")):
        for kind, records in _read(path).items():
            if kind == "events":
                records = [dated for record in records for dated in dates_of(record, day)]
            if kind == "series":
                records = [_begun(record, day) for record in records]
            if isinstance(records, list):
                programme.setdefault(kind, []).extend(records)
            elif kind != "programme":
                programme[kind] = records
    for path in sorted(SOURCES.glob("texts/*.yaml")):
        _add_texts(programme, path.stem, _read(path))
    return programme


def dates_of(record: Record, day: date) -> Iterator[Record]:
    """The events a record with `when` stands for.

    A rule with `months` (a list, or `all`, perhaps with `except_months`) gives one event for each such month, its slug
    ending in the day; rules with `offset` (months from the present one) give one event with a start for each rule.
    Both take `weekday`, `nth` (1 to 5, or last), `from` and `to`, or `days` for whole days.
    """
    rules = record.get("when")
    if not rules:
        yield {key: value for key, value in record.items() if key not in _OWN_KEYS}
        return
    single = [rule for rule in rules if "offset" in rule]
    if single:
        yield _plain(record) | {"dates": [_when(rule, _month(day, int(rule["offset"]))) for rule in single]}
    for rule in rules:
        if "months" in rule:
            yield from _every_month(record, rule, day)


_OWN_KEYS = {"when", "rotate", "states"}


def _plain(record: Record) -> Record:
    return {key: value for key, value in record.items() if key not in _OWN_KEYS}


def _every_month(record: Record, rule: Mapping[str, Any], day: date) -> Iterator[Record]:
    months = None if rule["months"] == "all" else {int(number) for number in rule["months"]}
    left_out = {int(number) for number in rule.get("except_months", ())}
    states = {int(entry["offset"]): entry for entry in record.get("states", ())}
    for offset in range(-REACH, REACH + 1):
        first = _month(day, offset)
        if (months and first.month not in months) or first.month in left_out:
            continue
        event = _plain(record) | {"dates": [_when(rule, first)]}
        event["slug"] = f"{record['slug']}-{nth_weekday(first, rule['weekday'], rule['nth']).isoformat()}"
        for field, choices in record.get("rotate", {}).items():
            event[field] = choices[(first.year * 12 + first.month) % len(choices)]
        if special := states.get(offset):
            event |= {key: value for key, value in special.items() if key != "offset"}
        yield event


def _begun(record: Record, day: date) -> Record:
    """A series with a rule begins so many months from the present one (`first: "-12"`).

    `moves: {coming: 2, days: 3, reason: ...}` moves the second date that comes by three days.
    """
    if "first" not in record:
        return record
    first = _month(day, int(record["first"]))
    begun = {key: value for key, value in record.items() if key != "moves"} | {"first": first.isoformat()}
    if moves := record.get("moves"):
        rule = Rule(record["rule"], first, holidays=HolidayChoice(record.get("holidays", HolidayChoice.KEEP)))
        coming = [found.day for found in occurrences(rule, day + timedelta(days=1), year_after(day))]
        moved = coming[int(moves["coming"]) - 1]
        to = (moved + timedelta(days=int(moves["days"]))).isoformat()
        when = {"from": f"{to} {record['from']}", "to": f"{to} {record['to']}"}
        kind = ExceptionKind.MOVE.value
        begun["exceptions"] = [
            {"day": moved.isoformat(), "kind": kind, "moved_to": when, "reason": moves["reason"]}
        ]
    return begun


def _month(day: date, offset: int) -> date:
    """The first day of the month so many months away."""
    months = day.year * 12 + day.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)


def _when(rule: Mapping[str, Any], first: date) -> Any:
    if rule.get("precision") == "month":
        return first.strftime("%Y-%m")
    day = nth_weekday(first, rule["weekday"], rule["nth"])
    if "from" in rule:
        start = f"{day.isoformat()} {rule['from']}"
        return {"from": start, "to": f"{day.isoformat()} {rule['to']}"} if "to" in rule else start
    last = day + timedelta(days=int(rule.get("days", 1)) - 1)
    return day.isoformat() if last == day else {"from": day.isoformat(), "to": last.isoformat()}


def _read(path: Path) -> Record:
    """Every scalar as the text that stands in the file."""
    content: Record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return content


def _add_texts(programme: Record, lang: str, texts: Record) -> None:
    """Lay one language over the German of the records; an event of a rule takes the text of its rule's slug."""
    for kind, by_slug in texts.items():
        if kind == "identity":
            _translate(programme["identity"], by_slug, lang)
            continue
        known = _BySlug(by_slug)
        for record in programme.get(kind, ()):
            if found := known.text_of(record["slug"]):
                _translate(record, found, lang)


@dataclass(frozen=True)
class _BySlug:
    texts: Mapping[str, Record]

    def text_of(self, slug: str) -> Record | None:
        without_day = slug[:-11] if slug[-10:].count("-") == 2 and slug[-10:-6].isdigit() else slug
        return self.texts.get(slug) or self.texts.get(without_day)


def _translate(record: Record, texts: Record, lang: str) -> None:
    for field, text in texts.items():
        present = record.get(field)
        if isinstance(present, list):
            for item, item_texts in zip(present, text, strict=False):
                _translate(item, item_texts, lang)
        elif present:
            record[field] = ({"de": present} if isinstance(present, str) else dict(present)) | {lang: text}


def _progress(note: Note) -> Callable[[int, int, str], None]:
    def report(done: int, total: int, kind: str) -> None:
        if done == total or done % 50 == 0:
            note(f"{done}/{total}")

    return report
