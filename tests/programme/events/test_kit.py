"""The paper kit: every sheet an event needs in one file, with a list to tick in front."""

import re

import pytest
from django.urls import reverse

from miteinander.foundation.typesetting.composing import compose, set_composed
from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.foundation.typesetting.orders import Order, Part
from tests.support import pdfs
from tests.support.factories import make_event, make_plan
from tests.support.trial_documents import trial_document

pytestmark = pytest.mark.django_db
LIST = "Offenes Frühstück mit einem ziemlich langen Titel <b>und</b> #Zeichen"


@pytest.fixture
def event():
    return make_event(title=LIST, dates=["2035-06-06 15:00"], languages=["ar", "tr"])


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def kit_of(event):
    return reverse("print_office:kit", args=["event", event.pk])


def order_of(event, *parts, languages=("de",), **values):
    return Order("event", event.pk, languages, parts, is_kit=True, **values)


def composed(event, *parts, run="", **values):
    order = order_of(event, *parts, **values)
    found = compose(order, run=run, about=LIST, details="Mittwoch, 6. Juni")
    return found, set_composed(found, order)


def flat(content, page=None):
    return " ".join(pdfs.text_of(content, page).split())


def numbers_by_run():
    """A reservation as a room keeps it: the same run gets the same numbers."""
    reserved = {}
    counter = iter(range(1, 100))

    def numbered(wish, run):
        if run not in reserved:
            reserved[run] = [f"2035-{next(counter):03d}"]
        return reserved[run]

    return numbered


def test_the_cover_lists_what_is_inside_with_its_page(event):
    with (
        trial_document(sheets=2),
        trial_document(key="events.two", title="Türschild", text="Hier", use="an der Tür"),
    ):
        _found, printed = composed(event, Part("events.trial", "a6", 3), Part("events.two", "a4", 5))
    cover = flat(printed.content, 0)
    assert LIST in cover and "Mittwoch, 6. Juni" in cover and "Sprachen: Deutsch" in cover
    assert re.search(r"3 × Probezettel A6 · Deutsch 3 mal drucken 2 ", cover), cover
    assert re.search(r"5 × Türschild A4 · Deutsch 5 mal drucken an der Tür 4\b", cover), cover
    assert [pdfs.page_count(printed.content), flat(printed.content, 3)[:8]] == [4, "Hier de "]
    assert pdfs.is_tagged(printed.content) and printed.findings == ()


def test_every_sheet_keeps_its_own_size(event):
    with trial_document():
        _found, printed = composed(event, Part("events.trial", "a6"), Part("events.poster", "a3"))
    sizes = [pdfs.boxes(printed.content, page)["TrimBox"] for page in range(3)]
    assert sizes == [(210, 297), (105, 148), (297, 420)]


def test_sheets_stand_in_the_chosen_languages(event):
    with trial_document(most_languages=1):
        _found, printed = composed(
            event, Part("events.trial", "a6"), Part("events.poster", "a3"), languages=("tr", "ar")
        )
    assert "Guten Tag tr 1" in flat(printed.content, 1)
    assert "Türkçe, " in flat(printed.content, 0)


def test_every_numbered_sheet_has_its_own_number(event):
    with trial_document(numbered=numbers_by_run()):
        found, printed = composed(event, Part("events.trial", "a6", 3), run="a")
        again, _same = composed(event, Part("events.trial", "a6", 3), run="a")
        other, _new = composed(event, Part("events.trial", "a6", 1), run="b")
    assert found.contents[0].numbers == ["2035-001", "2035-002", "2035-003"] == again.contents[0].numbers
    assert other.contents[0].numbers == ["2035-004"]
    assert [flat(printed.content, page)[-8:] for page in (1, 2, 3)] == ["2035-001", "2035-002", "2035-003"]
    assert "Nummern 2035-001 bis 2035-003" in flat(printed.content, 0)


def test_looking_reserves_no_number(event):
    def numbered(wish, run):
        raise AssertionError("asked for numbers")

    with trial_document(numbered=numbered):
        composed(event, Part("events.trial", "a6", 2))


def test_sheets_can_stand_as_often_as_they_are_needed(event):
    with trial_document():
        _found, printed = composed(event, Part("events.trial", "a6", 4), repeats=True)
    assert pdfs.page_count(printed.content) == 5
    assert "mal drucken" not in flat(printed.content, 0)


def test_what_is_missing_is_said_on_the_cover(event):
    def read(wish):
        raise CannotPrint("Es gibt noch keine Anmeldung.")

    with trial_document(read=read):
        _found, printed = composed(event, Part("events.trial", "a6"), Part("events.poster", "a3"))
        with pytest.raises(CannotPrint):
            composed(event, Part("events.trial", "a6"))
    assert "Probezettel: Es gibt noch keine Anmeldung." in flat(printed.content, 0)
    assert pdfs.page_count(printed.content) == 2


def test_one_button_gives_the_kit(desk, event):
    with (
        trial_document(kit=lambda pk: True, copies=lambda pk: 7),
        trial_document(key="events.no", title="Ohne Mappe"),
    ):
        page = desk.get(kit_of(event)).content.decode()
        assert "Ohne Mappe" not in page and "Mappe als PDF herunterladen" in page
        assert re.search(r'name="events.trial_zahl" value="7"', page)
        posted = dict(re.findall(r'<input type="(?:number|hidden)" name="([^"]+)" value="([^"]*)"', page))
        selects = re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
        posted |= {
            name: chosen[1] if (chosen := re.search(r'value="([^"]*)" selected', inside)) else ""
            for name, inside in selects
        }
        answer = desk.post(kit_of(event), posted | {"tun": "drucken"})
        again = desk.post(kit_of(event), posted | {"tun": "drucken"})
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()[-2000:]
    assert "Probezettel" in flat(answer.content, 0)
    assert again.content == answer.content
    kept = event.prints.get()
    assert kept.document == "kit" and kept.pages == pdfs.page_count(answer.content) - 1
    assert {"events.trial": 7}.items() <= {part["document"]: part["copies"] for part in kept.contents}.items()


def test_none_of_a_sheet_leaves_it_out_and_none_at_all_is_refused(desk, event):
    with trial_document(kit=lambda pk: True):
        zero = dict.fromkeys(
            re.findall(r'name="([^"]+_zahl)"', desk.get(kit_of(event)).content.decode()), "0"
        )
        empty = desk.get(kit_of(event), zero).content.decode()
        some = desk.get(kit_of(event), zero | {"events.trial_zahl": "1"}).content.decode()
    assert "mindestens ein Blatt" in empty and "Mappe als PDF" not in empty
    assert "Seiten mit Deckblatt: 2" in some


def test_the_kit_leads_to_where_sheets_come_back(desk):
    plan = make_plan()
    page = desk.get(kit_of(plan.event)).content.decode()
    assert reverse("participation_office:sheet", args=[plan.event_id]) in page
    event = make_event()
    assert "Anmeldeblatt eingeben" not in desk.get(kit_of(event)).content.decode()


def test_an_event_leads_to_its_sheets(desk, event):
    page = desk.get(reverse("wagtailsnippets_events_event:edit", args=[event.pk])).content.decode()
    address = reverse("event_office:event-print", args=[event.pk])
    assert address in page
    assert desk.get(address)["Location"] == reverse("print_office:sheets", args=["event", event.pk])
