"""What came of the events of activities; the provider `events` of `concept.results`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.civic.concept import results
from miteinander.civic.concept.enums import Audience
from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.results import Collected, Figure, Missing, Period, Results, UnitCount, UnitKind
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.languages.names import language_word

from . import result_files, result_sentences
from .enums import EventState
from .held import Happening, happenings
from .result_sentences import districts, office_page, with_day


def results_of_events(activities: Sequence[Activity], period: Period) -> dict[int, Results]:
    """About twelve queries, however many activities and events."""
    found = happenings(activities, period)
    collected = Collected.each(activities)
    for activity in activities:
        own = [one for one in found if one.event.activity_id == activity.pk]
        into = collected[activity.pk]
        into.figures += _figures(activity, own)
        if opening := result_sentences.summary(own, period, _list_url(activity)):
            into.sentences.append(opening)
    for one in found:
        into = collected[one.event.activity_id]
        into.sentences += result_sentences.said_of(one)
        into.units += _units(one)
        into.missing += _missing(one)
    for kept in result_files.prints_of(activities, period):
        into = collected[kept.event.activity_id]
        into.files.append(result_files.file_of(kept))
        into.units += result_files.units_of(kept)
        if sentence := result_files.sentence_of(kept):
            into.sentences.append(sentence)
    for one, picture in result_files.pictures_of(found):
        collected[one.event.activity_id].files.append(picture)
    return {pk: into.as_results() for pk, into in collected.items()}


def _list_url(activity: Activity, **more: str) -> str:
    wanted = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{reverse('wagtailsnippets_events_event:list')}?activity={activity.pk}{wanted}"


def _figures(activity: Activity, found: Sequence[Happening]) -> Iterator[Figure]:
    done = [one for one in found if one.took_place]
    events = _("Veranstaltungen")
    yield Figure(
        "events.held",
        events,
        len(done),
        events,
        _(
            "Veröffentlichte Veranstaltungen des Vorhabens, deren erster Tag im Zeitraum liegt und vorbei ist."
        ),
        _list_url(activity, state=EventState.PUBLISHED),
        address_of(activity),
    )
    counted = [one for one in done if one.guests is not None]
    if counted:
        yield Figure(
            "events.guests",
            _("Gäste"),
            sum(one.guests or 0 for one in counted),
            _("Gäste"),
            ngettext(
                "Aus dem Rückblick, sonst an der Tür gezählt; von %(counted)s der %(all)s Veranstaltung.",
                "Aus dem Rückblick, sonst an der Tür gezählt; von %(counted)s der %(all)s Veranstaltungen.",
                len(done),
            )
            % {"counted": len(counted), "all": len(done)},
            reverse("wagtailsnippets_events_eventreport:list") + f"?event__activity={activity.pk}",
        )
    yield from _deviations(activity, found)
    yield from _reach(done)


def _deviations(activity: Activity, found: Sequence[Happening]) -> Iterator[Figure]:
    states = Counter(one.event.state for one in found)
    for state, key, label in (
        (EventState.CANCELLED, "events.cancelled", _("Abgesagte Veranstaltungen")),
        (EventState.POSTPONED, "events.postponed", _("Verschobene Veranstaltungen")),
    ):
        if states[state]:
            source = _("Veranstaltungen des Vorhabens mit diesem Stand, die im Zeitraum beginnen sollten.")
            yield Figure(
                key, label, states[state], _("Veranstaltungen"), source, _list_url(activity, state=state)
            )


def _reach(done: Sequence[Happening]) -> Iterator[Figure]:
    """Where, in which languages, for whom and with whom; nothing of what is not known."""
    codes = {row.code for one in done for row in one.event.event_languages.all()}
    partners = {row.organisation_id for one in done for row in one.event.event_organisations.all()}
    engaged = sum(one.event.agreed for one in done)
    rows = (
        ("events.districts", _("Erreichte Stadtteile"), len(districts(done)), _("Stadtteile"),
         _("Stadtteile der Orte, an denen Veranstaltungen stattfanden.")),
        ("events.languages", _("Sprachen"), len(codes), _("Sprachen"), _language_source(codes)),
        ("events.organisations", _("Beteiligte Organisationen"), len(partners), _("Organisationen"),
         _("Organisationen, die bei einer Veranstaltung als Veranstalter, Partner oder Förderer eingetragen sind.")),
        ("events.engagements", _("Mitwirkungen"), engaged, _("Mitwirkungen"),
         _("Zugesagte Mitwirkungen der Veranstaltungen; wer zweimal mitwirkt, zählt zweimal.")),
    )  # fmt: skip
    for key, label, value, unit, source in rows:
        if value:
            yield Figure(key, label, value, unit, source)
    audiences = Counter(name for one in done for name in set(one.event.audiences))
    for name in Audience:
        if audiences[name]:
            label = _("Veranstaltungen mit der Zielgruppe „%(name)s“") % {"name": name.label}
            source = _("Zielgruppen, die bei den Veranstaltungen eingetragen sind.")
            yield Figure(f"events.audience.{name}", label, audiences[name], _("Veranstaltungen"), source)


def _language_source(codes: Iterable[str]) -> str:
    return _("Gesprochen, gedolmetscht oder gebärdet: %(languages)s.") % {
        "languages": ", ".join(sorted(language_word(code) for code in codes))
    }


def _units(one: Happening) -> Iterator[UnitCount]:
    if not one.took_place:
        return
    label, urls = with_day(one), (office_page(one), one.public_url)
    yield UnitCount(UnitKind.EVENT, one.record, label, 1, one.first, False, *urls)
    if one.guests is not None:
        yield UnitCount(UnitKind.GUEST, one.record, label, one.guests, one.first, one.estimated, *urls)


def _missing(one: Happening) -> Iterator[Missing]:
    """What the office can still write down."""
    names = {"event": with_day(one)}
    if one.took_place and one.guests is None:
        text = _("Zu %(event)s steht nicht, wie viele Gäste kamen. Tragen Sie die Zahl im Rückblick ein.")
        yield Missing(text % names, report_page(one))
    if one.is_overdue:
        text = _(
            "Von %(event)s ist nur der Monat bekannt. Tragen Sie den Tag ein, wenn sie stattgefunden hat."
        )
        yield Missing(text % names, office_page(one))


def report_page(one: Happening) -> str:
    """Where the review of the event is written or changed."""
    if one.report:
        return reverse("wagtailsnippets_events_eventreport:edit", args=[one.report.pk])
    return f"{reverse('wagtailsnippets_events_eventreport:add')}?veranstaltung={one.event.pk}"


def register() -> None:
    results.register("events", results_of_events)
