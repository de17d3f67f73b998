"""What a report says of events, in whole sentences of the active language; people who work there only as a number."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from miteinander.civic.concept.result_words import day_words, listed, number_words, plain, quoted
from miteinander.civic.concept.results import Part, Period, Sentence
from miteinander.foundation.languages.dates import month_name
from miteinander.foundation.languages.names import language_word
from miteinander.foundation.languages.registry import base_language, spoken_languages

from .enums import EventState, LanguageMode, OrganisationRole
from .held import Happening


def office_page(one: Happening) -> str:
    return reverse("wagtailsnippets_events_event:edit", args=[one.event.pk])


def when(one: Happening) -> str:
    """For example "12. Mai 2026" or "12. Mai 2026 bis 14. Mai 2026"."""
    if not one.is_exact:
        return month_name(one.first, get_language() or base_language())
    if one.first == one.last:
        return day_words(one.first)
    return _("%(first)s bis %(last)s") % {"first": day_words(one.first), "last": day_words(one.last)}


def with_day(one: Happening) -> str:
    """The title and when it was: how a sentence names an event."""
    return _("%(title)s (%(when)s)") % {"title": quoted(one.event.shown_title), "when": when(one)}


def sentence(one: Happening, text: str, part: Part, *, typed: bool = False) -> Sentence:
    return Sentence(one.first, text, part, one.record, office_page(one), one.public_url, typed)


def said_of(one: Happening) -> Iterable[Sentence]:
    if one.took_place:
        yield sentence(one, took_place(one), Part.DONE)
        if one.report and (words := plain(one.report.sentences)):
            text = _("Rückblick auf %(event)s: %(words)s") % {"event": with_day(one), "words": words}
            yield sentence(one, text, Part.EFFECT, typed=True)
        if one.report and (words := plain(one.report.lessons)):
            text = _("Gelernt aus %(event)s: %(words)s") % {"event": with_day(one), "words": words}
            yield sentence(one, text, Part.LESSON, typed=True)
    elif one.event.state != EventState.PUBLISHED:
        yield sentence(one, _deviation(one), Part.DEVIATION, typed=bool(one.event.state_reason))


def took_place(one: Happening) -> str:
    parts = [_opening(one), *_languages(one), *_company(one), _guests(one)]
    return " ".join(part for part in parts if part)


def _opening(one: Happening) -> str:
    names = {
        "title": quoted(one.event.shown_title),
        "where": _where(one),
        "first": day_words(one.first),
        "last": day_words(one.last),
        "days": number_words(one.days),
    }
    if one.first == one.last:
        return _("Am %(first)s fand %(title)s statt%(where)s.") % names
    if one.days == 1:
        return _("Vom %(first)s bis %(last)s fand %(title)s statt%(where)s.") % names
    return _("An %(days)s Terminen vom %(first)s bis %(last)s fand %(title)s statt%(where)s.") % names


def _where(one: Happening) -> str:
    places = [plain(_place(venue)) for venue in one.event.venues.all()]
    if not places:
        return f" ({_('im Internet')})" if one.event.online_url else ""
    return f" ({listed(places)})"


def _place(venue: object) -> str:
    name, district = str(venue.name), venue.district  # type: ignore[attr-defined]
    return f"{name}, {district.name}" if district and district.name not in name else name


def _languages(one: Happening) -> Iterable[str]:
    rows = list(one.event.event_languages.all())
    signed = {code for code, language in spoken_languages().items() if language.signed}
    spoken = _words(row.code for row in rows if row.mode == LanguageMode.SPOKEN and row.code not in signed)
    interpreted = _words(
        row.code for row in rows if row.mode == LanguageMode.INTERPRETED and row.code not in signed
    )
    if spoken and spoken != [language_word(base_language())]:
        yield ngettext("Gesprochen wurde %(languages)s.", "Gesprochen wurden %(languages)s.", len(spoken)) % {
            "languages": listed(spoken)
        }
    if interpreted:
        yield ngettext(
            "Gedolmetscht wurde in diese Sprache: %(languages)s.",
            "Gedolmetscht wurde in diese Sprachen: %(languages)s.",
            len(interpreted),
        ) % {"languages": listed(interpreted)}
    if any(row.mode == LanguageMode.SIGNED or row.code in signed for row in rows):
        yield _("Es wurde in Gebärdensprache übersetzt.")


def _words(codes: Iterable[str]) -> list[str]:
    return [language_word(code) for code in dict.fromkeys(codes)]


def _company(one: Happening) -> Iterable[str]:
    partners = [row for row in one.event.event_organisations.all() if row.role != OrganisationRole.SUPPORTER]
    supporters = [
        row for row in one.event.event_organisations.all() if row.role == OrganisationRole.SUPPORTER
    ]
    if names := _names(partners):
        yield ngettext("Beteiligt war %(names)s.", "Beteiligt waren %(names)s.", len(names)) % {
            "names": listed(names)
        }
    if names := _names(supporters):
        yield ngettext("Unterstützt hat %(names)s.", "Unterstützt haben %(names)s.", len(names)) % {
            "names": listed(names)
        }
    if agreed := one.event.agreed:
        yield ngettext(
            "Es wirkte %(count)s Person oder Gruppe mit.",
            "Es wirkten %(count)s Personen oder Gruppen mit.",
            agreed,
        ) % {"count": number_words(agreed)}


def _names(rows: Sequence[object]) -> list[str]:
    return list(dict.fromkeys(plain(str(row.organisation)) for row in rows))  # type: ignore[attr-defined]


def _guests(one: Happening) -> str:
    if one.guests is None:
        return ""
    if one.guests == 0:
        return _("Es kamen keine Gäste.")
    if one.estimated:
        text = ngettext("Es kam schätzungsweise %(count)s Gast.", "Es kamen schätzungsweise %(count)s Gäste.", one.guests)  # fmt: skip
    else:
        text = ngettext("Es kam %(count)s Gast.", "Es kamen %(count)s Gäste.", one.guests)
    return text % {"count": number_words(one.guests)}


def _deviation(one: Happening) -> str:
    cancelled = one.event.state == EventState.CANCELLED
    text = _("%(event)s wurde abgesagt.") if cancelled else _("%(event)s wurde auf später verschoben.")
    text %= {"event": with_day(one)}
    reason = plain(str(one.event.state_reason))
    return f"{text} {_('Der Grund: %(reason)s') % {'reason': reason}}" if reason else text


def summary(found: Sequence[Happening], period: Period, office_url: str) -> Sentence | None:
    """How many took place, where, and how many guests came; None when nothing did."""
    done = [one for one in found if one.took_place]
    if not done:
        return None
    count = len(done)
    parts = [
        ngettext(
            "Vom %(first)s bis %(last)s fand %(count)s Veranstaltung statt.",
            "Vom %(first)s bis %(last)s fanden %(count)s Veranstaltungen statt.",
            count,
        )
        % {
            "first": day_words(period.first),
            "last": day_words(period.last),
            "count": number_words(count),
        }
    ]
    if names := districts(done):
        parts.append(
            ngettext("Ort war der Stadtteil %(names)s.", "Orte waren die Stadtteile %(names)s.", len(names))
            % {"names": listed(names)}
        )
    parts += _all_guests(done)
    return Sentence(period.first, " ".join(parts), Part.SUMMARY, office_url=office_url)


def districts(found: Iterable[Happening]) -> list[str]:
    names = {
        plain(venue.district.name) for one in found for venue in one.event.venues.all() if venue.district
    }
    return sorted(names)


def _all_guests(done: Sequence[Happening]) -> Iterable[str]:
    counted = [one.guests for one in done if one.guests is not None]
    if not counted:
        return
    total = sum(counted)
    if total:
        text = ngettext("Zusammen kam %(total)s Gast.", "Zusammen kamen %(total)s Gäste.", total)
        yield text % {"total": number_words(total)}
    else:
        yield _("Es kamen keine Gäste.")
    if without := len(done) - len(counted):
        yield ngettext(
            "Bei %(count)s Veranstaltung wurden die Gäste nicht gezählt.",
            "Bei %(count)s Veranstaltungen wurden die Gäste nicht gezählt.",
            without,
        ) % {"count": number_words(without)}
    if guessed := sum(one.estimated for one in done):
        yield ngettext(
            "Bei %(count)s Veranstaltung ist die Zahl geschätzt.",
            "Bei %(count)s Veranstaltungen ist die Zahl geschätzt.",
            guessed,
        ) % {"count": number_words(guessed)}
