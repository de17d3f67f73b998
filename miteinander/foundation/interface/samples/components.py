"""The states in which each component is shown and tested."""

from collections.abc import Callable

from django import forms

from ..guarded_forms import GuardedForm
from .calendar import VIEWS, month_grid
from .interaction import INTERACTION
from .parts import CHIPS, Values, district_map, event_card, filters, german, shell
from .reading import READING
from .sample import Sample

__all__ = ["SAMPLES", "Sample", "shell"]


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="So, wie wir Sie ansprechen sollen.")
    note = forms.CharField(label="Nachricht", required=False, widget=forms.Textarea)
    day = forms.ChoiceField(
        label="Tag", choices=[("mo", "Montag"), ("di", "Dienstag")], widget=forms.RadioSelect
    )


def _form(*, filled: bool) -> forms.Form:
    return SampleForm(data={"name": "", "day": "mi"}) if filled else SampleForm()


def _contact(lang: str) -> Values:
    return {"contact": shell(lang)["identity"]}


def _thread(lang: str) -> Values:
    labels = ("Konzept", "Querschnittsaufgabe", "Vorhaben", "Termin")
    steps = [
        {"label": label, "title": german(f"{label} im Beispiel", lang), "url": "/de/konzept/"}
        for label in labels
    ]
    return {"thread": steps, "colour": "coral"}


def _facts(lang: str) -> Values:
    return {
        "facts": [
            {"pictogram": "ticket", "label": "Preis", "value": "kostenlos", "chips": []},
            {"pictogram": "languages", "label": "Sprachen", "value": "", "chips": CHIPS[:2]},
            {
                "pictogram": "house",
                "label": "Veranstalter",
                "value": german("Verein Beispiel", lang),
                "chips": [],
            },
            {"pictogram": "clock", "label": "Fehlt", "value": "", "chips": []},
        ]
    }


def _tile(lang: str) -> Values:
    return {
        "tile": {
            "title": "Termin finden",
            "text": "Nach Stadtteil und Sprache",
            "url": "/de/kalender/",
            "pictogram": "calendar",
            "colour": "sun",
        }
    }


def _notice(kind: str, pictogram: str, title: str, text: str, **more: int) -> Callable[[str], Values]:
    def inputs(lang: str) -> Values:
        return {"kind": kind, "pictogram": pictogram, "title": title, "text": german(text, lang)} | more

    return inputs


def _button(**values: object) -> Callable[[str], Values]:
    return lambda lang: {"label": "Termine ansehen"} | values


def _pages(number: int, count: int) -> Callable[[str], Values]:
    return lambda lang: {
        "pages": {
            "previous_url": "?seite=1" if number > 1 else "",
            "next_url": "?seite=3" if number < count else "",
            "number": number,
            "count": count,
        }
    }


def _chip(chip: Values) -> Callable[[str], Values]:
    return lambda lang: {"chip": chip}


_SHARE = [
    {"label": "E-Mail", "url": "mailto:?subject=Termin", "pictogram": "mail"},
    {"label": "Nachricht", "url": "sms:?body=Termin", "pictogram": "speech"},
]
_CANCELLED = {"state": "cancelled", "state_label": "Abgesagt"}
_OPEN = {"day": "", "month": "", "iso": "", "when": "", "place": "", "date_word": "Termin folgt", "chips": []}

SAMPLES: dict[str, tuple[Sample, ...]] = (
    INTERACTION
    | READING
    | {
        "breadcrumb": (Sample("event", lambda lang: {"current": german("Offenes Frühstück", lang)}),),
        "button": (
            Sample("link", _button(url="/de/kalender/")),
            Sample("large", _button(url="/de/kalender/", large=True, pictogram="calendar")),
            Sample("quiet", _button(url="/de/kalender/", kind="quiet", pictogram="arrow", mirror=True)),
            Sample("submit", _button()),
        ),
        "chip": tuple(Sample(chip["label"], _chip(chip)) for chip in CHIPS),
        "chip_list": (
            Sample("some", lambda lang: {"chips": CHIPS}),
            Sample("none", lambda lang: {"chips": []}),
        ),
        "contact_box": (
            Sample("plain", _contact),
            Sample("large", lambda lang: _contact(lang) | {"large": True}),
        ),
        "district_map": (
            Sample("five districts", lambda lang: {"map": district_map()}),
            Sample("one chosen", lambda lang: {"map": district_map(chosen=2)}),
        ),
        "empty_state": (
            Sample("text", lambda lang: {"text": "Keine Termine."}),
            Sample(
                "way on",
                lambda lang: {"text": "Keine Termine.", "url": "/de/", "label": "Alle Termine zeigen"},
            ),
        ),
        "event_card": (
            Sample("dated", lambda lang: {"card": event_card(lang)}),
            Sample(
                "next year",
                lambda lang: {"card": event_card(lang, year="2027", colour="sun", motifs="concert")},
            ),
            Sample("date follows", lambda lang: {"card": event_card(lang, **_OPEN)}),
            Sample("cancelled", lambda lang: {"card": event_card(lang, **_CANCELLED), "level": 4}),
            Sample(
                "postponed",
                lambda lang: {"card": event_card(lang, state="postponed", state_label="Verschoben")},
            ),
        ),
        "event_cards": (
            Sample("two", lambda lang: {"cards": [event_card(lang), event_card(lang, identity="b")]}),
        ),
        "fact_list": (Sample("with chips", _facts),),
        "field": (
            Sample("empty", lambda lang: {"field": _form(filled=False)["name"]}),
            Sample("wrong", lambda lang: {"field": _form(filled=True)["name"]}),
            Sample("voluntary", lambda lang: {"field": _form(filled=False)["note"]}),
            Sample("choice", lambda lang: {"field": _form(filled=True)["day"]}),
        ),
        "filter_form": (
            Sample("fresh", lambda lang: {"filters": filters(), "reset_url": "?", "active": []}),
            Sample("filtered", lambda lang: {"filters": filters(), "reset_url": "?", "active": [1, 2]}),
            Sample(
                "archive",
                lambda lang: {"filters": filters(), "reset_url": "?", "active": [], "kept": {"archiv": "1"}},
            ),
        ),
        "form_errors": (
            Sample("wrong", lambda lang: {"form": _form(filled=True)}),
            Sample("well", lambda lang: {"form": _form(filled=False)}),
        ),
        "form_guard": (
            Sample("unseen", lambda lang: {"form": GuardedForm(auto_id="guard_%s")}),
            Sample("filled in", lambda lang: {"form": GuardedForm({"website": "x"}, auto_id="filled_%s")}),
        ),
        "language_bar": (Sample("four languages", lambda lang: {"languages": shell(lang)["languages"]}),),
        "mark": (Sample("mark", lambda lang: {}),),
        "month_grid": (
            Sample("one week", lambda lang: {"grid": month_grid(lang)}),
            Sample("nothing", lambda lang: {"grid": month_grid(lang, empty=True)}),
        ),
        "notice": (
            Sample("notice", _notice("", "warning", "Gut zu wissen", "Der Eingang ist hinten.", level=2)),
            Sample("cancelled", _notice("cancelled", "cancelled", "Abgesagt", "Der Raum ist gesperrt.")),
            Sample("good", _notice("good", "check", "Gespeichert", "")),
        ),
        "pagination": (
            Sample("first", _pages(1, 3)),
            Sample("middle", _pages(2, 3)),
            Sample("only", _pages(1, 1)),
            Sample("numbered", lambda lang: _pages(2, 3)(lang) | {"numbered": True}),
        ),
        "red_thread": (Sample("tall", _thread), Sample("wide", lambda lang: _thread(lang) | {"wide": True})),
        "sample_banner": (Sample("banner", lambda lang: {}),),
        "share": (Sample("links", lambda lang: {"share": _SHARE, "url": "https://example.org/de/"}),),
        "site_footer": (Sample("footer", lambda lang: {}),),
        "tile": (Sample("calendar", _tile),),
        "view_switch": (Sample("three views", lambda lang: {"views": VIEWS}),),
    }
)
