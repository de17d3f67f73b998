"""Records for tests, written by the rooms' own actions. Every argument has a dull default; nothing is random."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from miteinander.civic.concept.models import (
    Activity,
    Concept,
    CrossCuttingTask,
    FieldOfAction,
    Goal,
    Measure,
)
from miteinander.civic.council.enums import SeatKind
from miteinander.civic.council.models import Body, Membership, Term, WorkingGroup
from miteinander.civic.people.models import Organisation, Person
from miteinander.civic.places.models import Borough, District, Venue
from miteinander.civic.planning.actions import start_list
from miteinander.civic.planning.models import ChecklistItem, ChecklistTemplate, SchoolHoliday, TodoList
from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.interface.actions import save_identity
from miteinander.foundation.interface.enums import Colour
from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events.actions import dates_from, save_event
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Engagement, Event, EventItem, EventReport, Format, Series
from miteinander.programme.participation.actions import SeatRow, register_party, save_plan
from miteinander.programme.participation.enums import GuestKind, Scope
from miteinander.programme.participation.models import Registration, RegistrationPlan
from miteinander.programme.participation.party import GuestWish, PartyWish
from miteinander.surfaces.website.models import BarrierReport, FixedPage, FixedPageText

Text = str | Mapping[str, str] | Translated
_numbers = count(1)


def text(value: Text) -> Translated:
    """German, or a mapping of languages."""
    return value if isinstance(value, Translated) else Translated.of(value)


def number() -> int:
    """The next number of this run; makes slugs unique."""
    return next(_numbers)


def make_identity(**values: Any) -> Identity:
    defaults = {"name": "Integrationsrat Musterstadt", "town": "Musterstadt", "product_name": "Miteinander"}
    return save_identity(values=defaults | values)


def make_borough(**values: Any) -> Borough:
    n = number()
    return _save(Borough(), {"slug": f"borough-{n}", "number": n, "name": f"Bezirk {n}"}, values)


def make_district(**values: Any) -> District:
    n = number()
    if "borough" not in values:
        values["borough"] = make_borough()
    return _save(District(), {"slug": f"district-{n}", "name": f"Stadtteil {n}"}, values)


def make_venue(**values: Any) -> Venue:
    n = number()
    return _save(Venue(), {"slug": f"venue-{n}", "name": f"Ort {n}"}, values)


def make_organisation(**values: Any) -> Organisation:
    n = number()
    return _save(Organisation(), {"slug": f"organisation-{n}", "name": f"Verein {n}"}, values)


def make_person(**values: Any) -> Person:
    n = number()
    return _save(Person(), {"slug": f"person-{n}", "name": f"Person {n}"}, values)


def make_body(**values: Any) -> Body:
    n = number()
    return _save(Body(), {"slug": f"body-{n}", "name": f"Gremium {n}"}, values)


def make_term(**values: Any) -> Term:
    n = number()
    if "body" not in values:
        values["body"] = make_body()
    return _save(Term(), {"slug": f"term-{n}", "label": f"Wahlperiode {n}", "starts": "2020-11-01"}, values)


def make_membership(**values: Any) -> Membership:
    n = number()
    if "term" not in values:
        values["term"] = make_term()
    defaults = {"slug": f"membership-{n}", "kind": SeatKind.ELECTED, "title": f"Mitglied {n}", "position": n}
    return _save(Membership(), defaults, values)


def make_working_group(**values: Any) -> WorkingGroup:
    n = number()
    if "body" not in values:
        values["body"] = make_body()
    return _save(WorkingGroup(), {"slug": f"group-{n}", "name": f"Arbeitskreis {n}"}, values)


def make_concept(**values: Any) -> Concept:
    n = number()
    return _save(Concept(), {"slug": f"concept-{n}", "title": f"Konzept {n}", "resolved": "2009"}, values)


def make_task(**values: Any) -> CrossCuttingTask:
    n = number()
    if "concept" not in values:
        values["concept"] = make_concept()
    defaults = {"slug": f"task-{n}", "number": 1, "name": f"Aufgabe {n}", "colour": Colour.BLUE}
    return _save(CrossCuttingTask(), defaults, values)


def make_field_of_action(**values: Any) -> FieldOfAction:
    n = number()
    if "concept" not in values:
        values["concept"] = make_concept()
    return _save(FieldOfAction(), {"slug": f"field-{n}", "number": 1, "name": f"Handlungsfeld {n}"}, values)


def make_goal(**values: Any) -> Goal:
    n = number()
    if "concept" not in values:
        values["concept"] = make_concept()
    return _save(Goal(), {"slug": f"goal-{n}", "number": 1, "name": f"Ziel {n}"}, values)


def make_measure(**values: Any) -> Measure:
    """Under a new task unless `task` or `field_of_action` is given."""
    n = number()
    if not values.keys() & {"task", "field_of_action"}:
        values["task"] = make_task()
    return _save(Measure(), {"slug": f"measure-{n}", "title": f"Maßnahme {n}"}, values)


def make_activity(**values: Any) -> Activity:
    n = number()
    if "main_task" not in values:
        values["main_task"] = make_task()
    return _save(Activity(), {"slug": f"activity-{n}", "title": f"Vorhaben {n}"}, values)


def make_checklist(*, items: Sequence[tuple[str, int | None]] = (), **values: Any) -> ChecklistTemplate:
    """`items`: pairs of title and days."""
    n = number()
    template = _save(ChecklistTemplate(), {"slug": f"checklist-{n}", "name": f"Checkliste {n}"}, values)
    for place, (title, days) in enumerate(items):
        ChecklistItem.objects.create(template=template, position=place, title=title, days=days)
    return template


def make_todo_list(
    *, day: date | None = date(2027, 6, 5), items: Sequence[tuple[str, int | None]] = (), **values: Any
) -> TodoList:
    return start_list(template=make_checklist(items=items), day=day, **values)


def make_school_holiday(**values: Any) -> SchoolHoliday:
    n = number()
    defaults = {"name": f"Ferien {n}", "first": date(2035, 7, 2), "last": date(2035, 8, 14)}
    return _save(SchoolHoliday(), defaults, values)


def make_engagement(**values: Any) -> Engagement:
    n = number()
    if "event" not in values:
        values["event"] = make_event()
    if not values.keys() & {"person", "organisation", "name"}:
        values["name"] = f"Gruppe {n}"
    return _save(Engagement(), {"kind": "music"}, values)


def make_report(**values: Any) -> EventReport:
    if "event" not in values:
        values["event"] = make_event()
    return _save(EventReport(), {"guests": 40}, values)


def make_format(**values: Any) -> Format:
    n = number()
    return _save(Format(), {"slug": f"format-{n}", "name": f"Format {n}"}, values)


def get_format(slug: str = "reading") -> Format:
    """One of the shipped formats."""
    return Format.objects.get(slug=slug)


def make_series(**values: Any) -> Series:
    n = number()
    if "activity" not in values:
        values["activity"] = make_activity()
    if "format" not in values:
        values["format"] = get_format()
    return _save(Series(), {"slug": f"series-{n}", "title": f"Reihe {n}"}, values)


def make_event(
    *,
    dates: Iterable[str | Mapping[str, str] | PartialDate | None] = (),
    venues: Sequence[Venue] = (),
    state: str = EventState.PUBLISHED,
    languages: Iterable[str | tuple[str, str]] = (),
    organisations: Iterable[tuple[Organisation, str]] = (),
    items: Iterable[Mapping[str, Any]] = (),
    **values: Any,
) -> Event:
    """A published event without a known date, unless told otherwise.

    `dates`: as `PartialDate.parse` reads them. `languages`: codes (spoken) or pairs of code and mode.
    `organisations`: pairs of organisation and role. `items`: dicts with `title` and more columns.
    """
    n = number()
    if "activity" not in values:
        values["activity"] = make_activity()
    if "format" not in values:
        values["format"] = get_format()
    if state in (EventState.CANCELLED, EventState.POSTPONED):
        values.setdefault("state_reason", "Der Raum ist gesperrt.")
    defaults = {"slug": f"event-{n}", "title": f"Veranstaltung {n}", "state": state}
    partials = [date if isinstance(date, PartialDate) else PartialDate.parse(date) for date in dates]
    pairs = [(one, "spoken") if isinstance(one, str) else one for one in languages]
    parts = {
        "dates": dates_from(partials),
        "event_languages": [{"code": code, "mode": mode} for code, mode in pairs],
        "event_organisations": [{"organisation_id": org.pk, "role": role} for org, role in organisations],
        "items": [_translated(EventItem, item) for item in items],
    }
    return save_event(
        event=Event(), values=_translated(Event, defaults | values), parts=parts, venues=list(venues)
    )


def make_plan(
    *,
    event: Event | None = None,
    seats: int | None = 10,
    kinds: Mapping[str, int | None] | None = None,
    items: Mapping[str, int] | None = None,
    **values: Any,
) -> RegistrationPlan:
    """A plan for an event in the far future: `seats` for all, `kinds` (adult and child without limit) and `items`."""
    event = event or make_event(dates=["2035-06-06 15:00"])
    kinds = kinds if kinds is not None else {GuestKind.ADULT: None, GuestKind.CHILD: None}
    rows = [SeatRow(Scope.ALL, seats)]
    rows += [SeatRow(Scope.KIND, count, kind=kind) for kind, count in kinds.items()]
    rows += [SeatRow(Scope.ITEM, count, label=text(label)) for label, count in (items or {}).items()]
    return save_plan(event=event, values=_translated(RegistrationPlan, values), seats=rows)


def pool_of(plan: RegistrationPlan, kind: str = GuestKind.ADULT) -> Any:
    return plan.pools.get(kind=kind)


def make_wish(
    plan: RegistrationPlan,
    *,
    adults: int = 1,
    children: int = 0,
    helpers: int = 0,
    name: str = "",
    **values: Any,
) -> PartyWish:
    guests = [GuestWish(pool_of(plan).pk)] * adults
    if helpers:
        guests += [GuestWish(pool_of(plan, GuestKind.HELPER).pk)] * helpers
    if children:
        guests += [GuestWish(pool_of(plan, GuestKind.CHILD).pk)] * children
    return PartyWish(name=name or f"Gast {number()}", guests=guests, **values)


def make_registration(*, plan: RegistrationPlan | None = None, **values: Any) -> Registration:
    """`values`: what `make_wish` takes."""
    plan = plan or make_plan()
    return register_party(plan_id=plan.pk, wish=make_wish(plan, **values))


def _save(record: Any, defaults: dict[str, Any], values: dict[str, Any]) -> Any:
    """Values that name a many-to-many relation go in as links."""
    many = {field.name for field in record._meta.many_to_many}
    plain = {name: value for name, value in (defaults | values).items() if name not in many}
    links = {name: value for name, value in values.items() if name in many}
    return save_record(record=record, values=_translated(type(record), plain), links=links)


def _translated(model: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """German strings and mappings for translated fields become `Translated`."""
    wanted = {field.name for field in model._meta.get_fields() if type(field).__name__ == "TranslatedField"}
    return {name: text(value) if name in wanted else value for name, value in values.items()}


def get_fixed_page(key: str = "imprint") -> FixedPage:
    """One of the pages every installation has; this one has no text yet."""
    return FixedPage.objects.get(key=key)


def make_fixed_page_text(
    *, page: FixedPage | None = None, language: str = "", title: str = "Titel"
) -> FixedPageText:
    page = page or get_fixed_page()
    taken = set(page.texts.values_list("language", flat=True))
    free = [one.code for one in site_languages() if one.code not in taken]
    return FixedPageText.objects.create(page=page, language=language or free[0], title=title)


def make_barrier_report(*, what: str = "Der Knopf fehlt.", language: str = "de") -> BarrierReport:
    return BarrierReport.objects.create(what=what, language=language)
