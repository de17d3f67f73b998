"""The narrative: drafted in whole sentences from what happened, then people's own words.

A paragraph is {"key", "text", "draft", "heading", "link", "typed"}. `draft` is what was proposed when it was last drafted;
where `text` is still the same, a new draft takes its place, and where somebody edited it, the text stays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from miteinander.civic.concept.models import Activity
from miteinander.civic.concept.results import Part, Period, Results, Sentence, results_of
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language

from ..models import Fund, Proof
from .reading import activities_of

LongText = dict[str, Any]
OPENING = "opening"
OWN = "own"


def draft_of(proof: Proof) -> list[LongText]:
    """Paragraphs in order of time within each activity. Constant queries."""
    fund = proof.fund
    with override(base_language()):
        activities = activities_of(fund)
        found = results_of(activities, Period(proof.period_start, proof.period_end))
        told = [one for one in activities if found[one.pk].sentences]
        told.sort(key=lambda one: (_first_day(found[one.pk]), one.pk))
        paragraphs = [_paragraph(OPENING, _opening(fund, proof, told))]
        for activity in told:
            paragraphs += _of_activity(activity, found[activity.pk])
        return paragraphs


def missing_of(proof: Proof) -> list[tuple[str, str]]:
    """What nobody wrote down yet: sentence and address in the office."""
    with override(base_language()):
        period = Period(proof.period_start, proof.period_end)
        found = results_of(activities_of(proof.fund), period).values()
        return list(dict.fromkeys((one.text, one.office_url) for results in found for one in results.missing))


def merged(present: Sequence[Mapping[str, Any]], drafted: Sequence[LongText]) -> list[LongText]:
    """The new draft with what people edited kept, their own paragraphs where they stood."""
    known = {part["key"]: part for part in present}
    result: list[LongText] = []
    for part in drafted:
        old = known.get(part["key"])
        if old is not None and is_edited(old):
            result.append({**part, "text": old["text"]})
        else:
            result.append(dict(part))
    fresh = {part["key"] for part in drafted}
    before = ""
    for old in present:
        if old["key"] not in fresh and is_edited(old):
            place = next((at for at, one in enumerate(result) if one["key"] == before), len(result) - 1)
            result.insert(place + 1, {**old, "draft": ""})
        before = old["key"]
    return result


def is_edited(part: Mapping[str, Any]) -> bool:
    return bool(part.get("text", "") != part.get("draft", ""))


def own_paragraph(present: Sequence[Mapping[str, Any]], text: str) -> LongText:
    taken = {part["key"] for part in present}
    number = next(at for at in range(1, len(taken) + 2) if f"{OWN}:{at}" not in taken)
    return _paragraph(f"{OWN}:{number}", text, draft="")


def _paragraph(key: str, text: str, *, draft: str | None = None, heading: str = "", link: str = "", typed: bool = False) -> LongText:  # fmt: skip
    return {
        "key": key, "text": text, "draft": text if draft is None else draft, "heading": heading, "link": link,
        "typed": typed,
    }  # fmt: skip


def _first_day(results: Results) -> Any:
    return min(one.day for one in results.sentences)


def _of_activity(activity: Activity, results: Results) -> Iterator[LongText]:
    order = list(Part)
    sentences = sorted(
        results.sentences,
        key=lambda one: (one.part != Part.SUMMARY, one.day, order.index(one.part)),
    )
    seen: Counter[str] = Counter()
    for number, one in enumerate(sentences):
        key = _key(activity, one)
        seen[key] += 1
        yield _paragraph(
            key if seen[key] == 1 else f"{key}:{seen[key]}",
            one.text,
            heading=str(activity) if number == 0 else "",
            link=one.office_url,
            typed=one.typed,
        )


def _key(activity: Activity, sentence: Sentence) -> str:
    return f"{activity.slug}:{sentence.part.value}:{sentence.record or 'all'}"


def _opening(fund: Fund, proof: Proof, told: Sequence[Activity]) -> str:
    names = {
        "council": present_identity().name,
        "fund": fund,
        "start": f"{proof.period_start:%d.%m.%Y}",
        "end": f"{proof.period_end:%d.%m.%Y}",
    }
    sentences = [
        _("Dieser Bericht beschreibt, wofür „%(council)s“ die Mittel aus „%(fund)s“ vom %(start)s bis zum %(end)s verwendet hat.")
        % names,
        _("Der Zweck war: %(purpose)s") % {"purpose": fund.purpose.strip().rstrip(".") + "."},
    ]  # fmt: skip
    if told:
        sentences.append(
            ngettext(
                "Gefördert wurde das Vorhaben %(activities)s.",
                "Gefördert wurden die Vorhaben %(activities)s.",
                len(told),
            )
            % {"activities": _listed([_quoted(str(one)) for one in told])}
        )
    return " ".join(sentences)


def _quoted(title: str) -> str:
    return title if "„" in title else f"„{title}“"


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s und %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
