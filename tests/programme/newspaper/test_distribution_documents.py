"""The sheets of distribution as independent readers see them: words, places, tags, what is named as still open."""

import hashlib
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.composing import compose, set_composed
from miteinander.foundation.typesetting.documents import CannotPrint, Wish, document
from miteinander.foundation.typesetting.formats import A4
from miteinander.foundation.typesetting.keeping import keep_print
from miteinander.foundation.typesetting.orders import Order, Part
from miteinander.foundation.typesetting.printing import print_wish
from miteinander.programme.newspaper.distribution import actions
from miteinander.programme.newspaper.distribution.documents.labels import GRIDS
from miteinander.programme.newspaper.distribution.documents.order import print_files
from miteinander.programme.newspaper.distribution.documents.print_file import PRINT_FILE
from tests.support.accounts import make_account
from tests.support.distribution import deliver, make_outlet, make_round, make_subscriber
from tests.support.factories import make_identity, make_person, make_venue
from tests.support.newspaper import make_edition
from tests.support.pdfs import (
    is_tagged,
    outside_margin,
    page_count,
    smallest_type,
    structure,
    text_boxes,
    text_of,
)

pytestmark = pytest.mark.django_db
LONG = "Bundesweite Arbeitsgemeinschaft der Nachbarschaftshilfen und Begegnungsstätten am Musterufer"


@pytest.fixture(autouse=True)
def identity():
    make_identity(street="Ratsweg 3", postal_code="12345")


def printed(key, edition, form="", **options):
    found = document(f"newspaper.{key}")
    return print_wish(found, Wish(edition.pk, ("de",), found.format(form), options))


def flat(content):
    return " ".join(text_of(content).split())


@pytest.mark.parametrize("form", ["3x8", "2x7"])
def test_every_label_stays_on_its_label(form):
    edition, grid = make_edition(), GRIDS[form]
    for _number in range(grid.size + 1):
        make_subscriber(
            name=LONG, addition=LONG, street=LONG, town="Musterstadt an der Langen Brücke", copies=9
        )
    sheet = printed("labels", edition, form)
    assert page_count(sheet.content) == 2
    assert is_tagged(sheet.content) and smallest_type(sheet.content) >= 5.9
    for words, box in text_boxes(sheet.content):
        column = int((box.left - grid.left) // (grid.width + grid.gap))
        row = int((box.top - grid.top) // grid.height)
        left, top = grid.left + column * (grid.width + grid.gap), grid.top + row * grid.height
        assert box.left >= left + 4 and box.right <= left + grid.width - 4, words
        assert box.top >= top + 3 and box.bottom <= top + grid.height - 2, words
    assert outside_margin(sheet.content, margin=4) == []


def test_labels_say_how_to_end_and_begin_where_the_sheet_is_free():
    edition, one = make_edition(), make_subscriber(name="Familie Beispiel", copies=3)
    ended = make_subscriber(name="Familie Fort")
    actions.end_subscription(subscriber=ended)
    sheet = printed("labels", edition, "3x8", ab="5", stueck="2")
    words = flat(sheet.content)
    assert words.count("Familie Beispiel") == 2 and "Familie Fort" not in words
    assert f"Code {one.shown_code}" in words and "3 Exemplare" in words and "Ratsweg 3" in words
    first = next(box for text, box in text_boxes(sheet.content) if "Familie" in text)
    assert 70 < first.left < 140 and 37 < first.top < 75


@pytest.mark.parametrize(("typed", "pages"), [("0", 1), ("-1", 1), ("zwei", 1), ("٣", 1), ("99", 2)])
def test_odd_options_are_kept_within_the_sheet(typed, pages):
    edition = make_edition()
    make_subscriber()
    assert page_count(printed("labels", edition, "2x7", ab=typed, stueck=typed).content) == pages


def test_arabic_and_greek_names_are_printed():
    edition = make_edition()
    make_subscriber(name="عائلة المثال")
    make_subscriber(name="Οικογένεια Παράδειγμα")
    sheet = printed("labels", edition)
    assert sheet.findings == ()
    assert "Οικογένεια Παράδειγμα" in flat(sheet.content)


def test_bundles_go_to_those_who_get_copies():
    edition = make_edition()
    venue = make_venue(street="Kaistraße 1", postal_code="12345", town="Musterstadt")
    deliver(edition, {make_outlet(name="Kiosk", venue=venue): (120,)})
    make_outlet(name="Leerer Laden")
    words = flat(printed("labels", edition, wer="auslagestellen").content)
    assert "Kiosk Kaistraße 1 12345 Musterstadt 120 Exemplare" in words and "Leerer Laden" not in words


def test_a_round_has_its_stops_in_order_with_what_was_left():
    before = make_edition(delivery_on="2026-01-15")
    edition = make_edition(delivery_on="2026-06-15")
    nord = make_round(name="Runde Nord", carrier=make_person(name="Kim Muster"))
    second = make_outlet(name="Zweiter Laden", round=nord, stop=2, place_note="neben der Treppe")
    first = make_outlet(name="Erster Laden", round=nord, stop=1, contact="Frau Beispiel, 0221 4710")
    deliver(before, {first: (50, 50, 17)})
    deliver(edition, {first: (1200,), second: (30,), make_outlet(name="Ohne Weg"): (8,)})
    sheet = printed("rounds", edition)
    assert page_count(sheet.content) == 2 and is_tagged(sheet.content)
    words = " ".join(text_of(sheet.content, 0).split())
    assert words.index("Erster Laden") < words.index("Zweiter Laden")
    for part in (
        "Runde Nord",
        "Kim Muster",
        "1.200",
        "17",
        "neben der Treppe",
        "Frau Beispiel",
        "1.230 Exemplare",
    ):
        assert part in words
    assert "Ohne Weg" not in words and "Ohne Weg" in text_of(sheet.content, 1)
    assert structure(sheet.content).count("TH") >= 6
    assert page_count(printed("rounds", edition, runde=str(nord.pk)).content) == 1


def test_a_long_round_runs_over_pages_with_its_head():
    edition, nord = make_edition(), make_round()
    deliver(
        edition,
        {make_outlet(name=f"{LONG} {n}", place_note=LONG, round=nord, stop=n): (n,) for n in range(1, 31)},
    )
    sheet = printed("rounds", edition)
    assert page_count(sheet.content) > 1
    assert all("Auslagestelle" in text_of(sheet.content, page) for page in range(page_count(sheet.content)))
    assert outside_margin(sheet.content, margin=10) == []


def test_every_outlet_gets_its_note():
    edition = make_edition()
    deliver(edition, {make_outlet(name="Kiosk"): (120,), make_outlet(name=LONG): (1,)})
    sheet = printed("delivery-notes", edition)
    assert page_count(sheet.content) == 2
    assert "120 Exemplare" in flat(sheet.content) and "1 Exemplar Bitte" in flat(sheet.content)


@pytest.mark.parametrize("key", ["labels", "rounds", "delivery-notes"])
def test_with_nobody_to_bring_it_to_a_sentence_says_what_to_do(key):
    with pytest.raises(CannotPrint):
        printed(key, make_edition())


def test_the_order_names_what_is_still_open():
    edition = make_edition(print_run=0, paper="", printer_name="")
    words = flat(printed("print-order", edition).content)
    still_open = words.partition("Noch offen")[2]
    for part in ("Auflage", "Papier", "Lieferanschrift", "Druckdatei mit Prüfsumme"):
        assert part in still_open
    assert "Endformat" not in still_open


def test_the_order_says_everything_the_shop_asks():
    actions.save_settings(
        values={
            "delivery_name": "Haus am Ufer",
            "delivery_town": "12345 Musterstadt",
            "delivery_note": "Tor 2",
        }
    )
    values = {
        "print_run": 4500,
        "pages": 16,
        "format": "tabloid",
        "paper": "90 g",
        "bleed": 3,
        "crop_marks": True,
    }
    edition = make_edition(**values, mark_offset=4, order_note="Bitte in Kartons zu 200.")
    words = flat(printed("print-order", edition).content)
    for part in (
        "235 × 315 mm", "16 Seiten", "4.500", "90 g", "CMYK", "ja, 4 mm", "Haus am Ufer", "Tor 2",
        "Druckerei Muster", "15. Oktober 2099", "Bitte in Kartons zu 200.",
    ):  # fmt: skip
        assert part in words


@pytest.fixture
def print_file():
    """A document in the place of the laid-out edition: quick to set, and there whoever lays it out."""
    try:
        laid_out = document(PRINT_FILE)
        documents.unregister(PRINT_FILE)
    except KeyError:
        laid_out = None
    notes = document("newspaper.delivery-notes")
    documents.register(replace(notes, key=PRINT_FILE, formats=(A4,)))
    yield
    documents.unregister(PRINT_FILE)
    if laid_out:
        documents.register(laid_out)


def test_the_order_names_the_file_by_its_hash(print_file):
    edition = make_edition(format="a4")
    deliver(edition, {make_outlet(): (5,)})
    (file,) = print_files(edition)
    order = Order(
        about="edition",
        subject=edition.pk,
        languages=("de",),
        parts=(Part(PRINT_FILE, "a4"),),
        for_print=True,
    )
    assert file.sha256 == hashlib.sha256(set_composed(compose(order), order).content).hexdigest()
    words = flat(printed("print-order", edition).content)
    assert file.sha256 in words and f"{edition.slug}-druck.pdf" in words
    assert "Prüfsumme" not in words


def hand_out(edition) -> str:
    """Print the file for the shop as the pages of print do; its hash."""
    order = Order(
        about="edition", subject=edition.pk, languages=("de",), parts=(Part(PRINT_FILE, "a4"),), for_print=True
    )  # fmt: skip
    composed = compose(order)
    kept = keep_print(
        order=order, order_id=uuid.uuid4(), composed=composed, printed=set_composed(composed, order)
    )
    return str(kept.sha256)


def test_the_order_and_the_office_say_whether_the_file_handed_out_is_still_the_one(print_file, client):
    edition = make_edition(format="a4")
    deliver(edition, {make_outlet(): (5,)})
    client.force_login(make_account("office"))
    page = reverse("newspaper_distribution_office:print", args=[edition.pk])
    assert "noch keine Druckdatei ausgegeben" in client.get(page).content.decode()
    assert "Lauf" not in flat(printed("print-order", edition).content)
    first = hand_out(edition)
    words = flat(printed("print-order", edition).content)
    assert first in words and "Unverändert seit dem" in words
    assert "ist noch die richtige" in client.get(page).content.decode()
    deliver(edition, {make_outlet(name="Neues Haus"): (9,)})
    words = flat(printed("print-order", edition).content)
    assert first not in words and "gilt nicht mehr" in words and "(Lauf 1)" in words
    shown = client.get(page).content.decode()
    assert "Das PDF hat sich geändert" in shown and first not in shown
    second = hand_out(edition)
    assert second != first
    words = flat(printed("print-order", edition).content)
    assert second in words and "Unverändert" in words and "(Lauf 2)" in words


def test_what_was_printed_for_the_screen_was_not_handed_out(print_file, client):
    edition = make_edition(format="a4")
    deliver(edition, {make_outlet(): (5,)})
    hand_out(edition)
    edition.prints.update(for_print=False)
    client.force_login(make_account("office"))
    page = reverse("newspaper_distribution_office:print", args=[edition.pk])
    assert "noch keine Druckdatei ausgegeben" in client.get(page).content.decode()


def test_printing_in_the_office(client):
    edition = make_edition()
    make_subscriber()
    client.force_login(make_account("office"))
    sheet = reverse("newspaper_distribution_office:sheet", args=[edition.pk, "newspaper.labels"])
    response = client.get(sheet, {"format": "2x7", "wer": "quatsch"})
    assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
    assert client.get(sheet, {"format": "a0"}).status_code == 404
    rounds = reverse("newspaper_distribution_office:sheet", args=[edition.pk, "newspaper.rounds"])
    assert "Tragen Sie zuerst ein" in client.get(rounds, follow=True).content.decode()
    other = reverse("newspaper_distribution_office:sheet", args=[edition.pk, "events.poster"])
    assert client.get(other).status_code == 404
    client.force_login(make_account("auditor"))
    assert client.get(sheet).status_code in (302, 403)
