"""Whatever the office types as a title: it stays on the sheet, or preflight says what was cut."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miteinander.foundation.languages.text import Translated
from miteinander.programme.events.models import Event
from tests.programme.events.documents import wall_world as world
from tests.support import factories as make
from tests.support import pdfs

pytestmark = pytest.mark.django_db

LONG = "Ein Titel, der nicht aufhören will: Frühstück, Mittagessen, Kaffee, Abendbrot, Musik, Tanz, Lesung, Gespräch, "
HOSTILE = {
    "300 letters": (LONG * 3)[:300].strip(),
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"[:60],
    "one word in Arabic": "ا" * 60,
    "mixed": "معًا Miteinander في Park Rheindorf 2027 Разом",
    "markup": "#set page(fill: red) *fett* $x$ @ref <a> \\ //",
    "one letter": "A",
    "wide letters": "WWWWWWWWWWWW MMMMMMMMMMMM",
    "colons": "Eins: Zwei: Drei: Vier",
    "lines": "Erste Zeile\nzweite Zeile\tTab",
    "stacked": "Ǟ̊̋Ş̧̌ ệ́̀ " * 10,
    "soft hyphens": "Bürger­sprech­stunde für Neu­zu­ge­wan­derte",
}
UNREADABLE = re.compile("[\u0300-\u036f\u0590-\u06ff]")
"""What this reader repeats or turns round in a line of several scripts; the eyes see it right."""
NEAREST = {"a3": 7, "a2": 10, "rollup": 40, "a1": 12, "quadrat": 7, "story": 16, "link-bild": 6}


@pytest.fixture
def event() -> Event:
    return world.make_breakfast()


def retitled(event: Event, title: str) -> Event:
    event.title = Translated.of({"de": title})
    Event.objects.filter(pk=event.pk).update(title=event.title)
    return event


def check(event: Event, key: str, paper: str, lang: str) -> None:
    found = world.printed(event, key, paper, lang)
    assert pdfs.page_count(found.content) == 1
    assert world.letters_outside(found.content, 0, margin=NEAREST[paper]) == ""
    if not found.findings and lang == "de" and not UNREADABLE.search(str(event.title)):
        assert world.without_marks(str(event.title)) in world.without_marks(pdfs.text_of(found.content))
    assert {one.code for one in found.findings} <= {"overset", "glyph"}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("key", "paper"), world.WITH_TITLE)
def test_hostile_title_stays_on_the_sheet(event, key, paper, name):
    retitled(event, HOSTILE[name])
    check(event, key, paper, "de")
    check(event, key, paper, "ar")


def test_emoji_is_left_out_with_a_finding(event):
    retitled(event, "Fest 🎉 im Hof")
    found = world.printed(event, "events.poster", "a3", "de")
    assert [one.code for one in found.findings] == ["glyph"] and "🎉" in found.findings[0].what


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.lists(
        st.text(
            st.sampled_from("abcdefgmnorstuwÄÖÜßiİı-.,!?:„“()дїщґάώقفلامي0123456789"), min_size=1, max_size=40
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_title_leaves_the_poster(event, title):
    retitled(event, " ".join(title)[:300])
    check(event, "events.poster", "a3", "de")


@pytest.mark.parametrize(("key", "paper"), world.WITH_TITLE)
@pytest.mark.parametrize("dates", [[], [None], ["2036-12"], ["2036-12-07"], ["2036-12-07", "2036-12-08"]])
def test_vague_dates_and_no_place_give_a_whole_sheet(key, paper, dates):
    event = world.make_breakfast(dates=dates, venues=[], languages=[], childcare=False, price=None)
    text = pdfs.text_of(world.printed(event, key, paper, "de").content)
    assert "Ort folgt" in text
    day = {0: "Termin folgt"}.get(
        len(dates),
        "Termin folgt" if dates == [None] else "Dezember 2036" if dates == ["2036-12"] else "So 7.12.",
    )
    assert day in text


def test_event_without_any_text_but_its_title_gives_a_whole_sheet():
    event = make.make_event(title="Fest")
    for key, paper in world.WITH_TITLE:
        assert "Fest" in pdfs.text_of(world.printed(event, key, paper, "de").content)
