"""The office prints one sheet: it sees it, reads what is wrong, and gets the file."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.typesetting.documents import CannotPrint, Option
from miteinander.foundation.typesetting.formats import OPEN_GRAPH
from miteinander.foundation.typesetting.models import PrintSettings
from tests.support import pdfs
from tests.support.accounts import make_account
from tests.support.factories import make_event
from tests.support.profiles import cmyk_profile
from tests.support.trial_documents import trial_document

pytestmark = pytest.mark.django_db
BAD = "Schrift fehlt 𓀀"
LONG = "Ein sehr langer Satz, der nicht mehr auf den Zettel passt. " * 40


@pytest.fixture
def event():
    return make_event(title="Fest im Park", dates=["2035-06-06 15:00"], languages=["ar", "tr"])


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def page_of(event, name="sheets", *more):
    return reverse(f"print_office:{name}", args=["event", event.pk, *more])


def order_in(response):
    return re.search(r'name="auftrag" value="([^"]+)"', response.content.decode())[1]


def print_sheet(desk, address, **posted):
    """Look at the page, then press the button with what is chosen there."""
    seen = desk.get(address)
    chosen = {key: values[-1] for key, values in seen.wsgi_request.GET.lists()}
    data = {"sprache": "de", "format": "a6", "ziel": "buero", "auflage": "1", "abstand": "3.0"}
    return desk.post(address, data | chosen | {"auftrag": order_in(seen), "tun": "drucken"} | posted)


def test_every_sheet_stands_there_with_its_picture(desk, event):
    with trial_document():
        page = desk.get(page_of(event), {"sprache": "tr", "zweite": "de"}).content.decode()
        found = [one.replace("&amp;", "&") for one in re.findall(r'<img src="([^"]*vorschau[^"]*)"', page)]
        assert len(found) >= 2 and all("sprache=tr" in one for one in found)
        assert sum("zweite=de" in one for one in found) > len(found) / 2
        pictures = [desk.get(one) for one in found]
    drawn = [one.content for one in pictures if one["Content-Type"] == "image/png"]
    assert len(drawn) > len(pictures) / 2 and all(one.startswith(b"\x89PNG") for one in drawn)
    cannot_be_printed_yet = [one for one in pictures if one["Content-Type"] == "image/svg+xml"]
    assert len(drawn) + len(cannot_be_printed_yet) == len(pictures)


def test_a_picture_the_browser_has_is_not_sent_again(desk, event):
    with trial_document():
        address = page_of(event, "preview", "events.trial")
        first = desk.get(address)
        again = desk.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b""


def test_languages_spoken_at_the_event_are_offered_first(desk, event):
    page = desk.get(page_of(event)).content.decode()
    select = re.search(r'<select name="sprache".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r'<option value="([^"]+)"', select)[:3] == ["de", "ar", "tr"]


def test_the_file_is_what_was_chosen(desk, event):
    with trial_document():
        address = page_of(event, "sheet", "events.trial") + "?sprache=tr&format=a4"
        answer = print_sheet(desk, address)
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    assert "Guten Tag tr 1" in pdfs.text_of(answer.content)
    assert pdfs.language_of(answer.content) == "tr" and pdfs.is_tagged(answer.content)
    assert pdfs.boxes(answer.content)["TrimBox"] == (210, 297)
    assert 'filename="probezettel-tr-a4.pdf"' in answer["Content-Disposition"]


def test_what_was_changed_is_looked_at_before_it_is_printed(desk, event):
    with trial_document():
        address = page_of(event, "sheet", "events.trial") + "?sprache=tr&format=a4"
        answer = print_sheet(desk, address, format="a6")
        assert answer.status_code == 302 and "format=a6" in answer["Location"]
        page = desk.get(answer["Location"]).content.decode()
        more = print_sheet(desk, address, auflage="500")
    assert "Sie haben etwas geändert" in page
    assert more["Content-Type"] == "application/pdf", "how many are printed changes nothing of the file"
    assert event.prints.get().copies == 500


def test_the_print_shop_gets_bleed_and_marks(desk, event):
    with trial_document():
        query = "?sprache=de&format=a6&ziel=druckerei&marken=on&abstand=4.0"
        content = print_sheet(desk, page_of(event, "sheet", "events.trial") + query).content
    found = pdfs.boxes(content)
    assert found["TrimBox"] == (105, 148) and found["BleedBox"] == (111, 154)
    assert found["MediaBox"][0] > 111
    kept = event.prints.get()
    assert kept.for_print and float(kept.crop_marks) == 4


def test_several_stand_on_one_larger_sheet(desk, event):
    with trial_document():
        address = page_of(event, "sheet", "events.trial") + "?sprache=de&format=a6&papier=a4&auflage=8"
        content = print_sheet(desk, address).content
    assert pdfs.page_count(content) == 2
    assert pdfs.text_of(content, 0).count("Guten Tag") == 4


def test_a_fault_needs_a_tick(desk, event):
    with trial_document(text=BAD):
        address = page_of(event, "sheet", "events.trial")
        page = desk.get(address).content.decode()
        refused = print_sheet(desk, address)
        assert "keine Schrift" in page and "Bitte ersetzen oder streichen" in page
        assert refused.status_code == 422 and "Trotzdem drucken" in refused.content.decode()
        assert not event.prints.exists()
        answer = print_sheet(desk, address, trotzdem="on")
    assert answer["Content-Type"] == "application/pdf"
    assert event.prints.get().findings[0][0] == "glyph"


def test_a_text_without_room_says_on_which_page(desk, event):
    with trial_document(text=LONG, sheets=2):
        page = desk.get(page_of(event, "sheet", "events.trial")).content.decode()
    assert "Seite 2" in page and "Der Text ist zu lang" in page


def test_what_cannot_be_printed_says_why(desk, event):
    def read(wish):
        raise CannotPrint("Bitte tragen Sie <zuerst> einen Tag ein.")

    with trial_document(read=read):
        page = desk.get(page_of(event, "sheet", "events.trial")).content.decode()
        picture = desk.get(page_of(event, "preview", "events.trial"))
    assert "Bitte tragen Sie &lt;zuerst&gt; einen Tag ein." in page and "PDF herunterladen" not in page
    assert picture["Content-Type"] == "image/svg+xml" and b"&lt;zuerst&gt;" in picture.content


def test_a_mistake_of_ours_is_a_sentence_not_a_traceback(desk, event, caplog):
    with trial_document(template="/foundation/typesetting/sheets/pictures.typ"):
        page = desk.get(page_of(event, "sheet", "events.trial"))
        picture = desk.get(page_of(event, "preview", "events.trial"))
    assert page.status_code == 200 and "lässt sich gerade nicht setzen" in page.content.decode()
    assert picture["Content-Type"] == "image/svg+xml"
    assert "cannot be set" in caplog.text


@pytest.mark.parametrize(
    "query",
    [
        "?sprache=xx&zweite=yy", "?format=a99", "?auflage=-3", "?auflage=99999999999999999999", "?abstand=abc",
        "?sprache=de&sprache=tr", "?sprache=%00", "?papier=a0", "?ziel=mond", "?wahl_arrow=sideways",
    ],
)  # fmt: skip
def test_strange_addresses_open_the_page(desk, event, query):
    option = Option("arrow", "Pfeil", lambda pk: [("left", "links"), ("right", "rechts")])
    with trial_document(options=(option,)):
        assert desk.get(page_of(event, "sheet", "events.trial") + query).status_code == 200
        assert desk.get(page_of(event, "preview", "events.trial") + query).status_code == 200
        assert desk.get(page_of(event) + query).status_code == 200
        assert desk.get(page_of(event, "kit") + query).status_code == 200


def test_an_option_reaches_the_sheet(desk, event):
    asked = []
    option = Option("arrow", "Pfeil", lambda pk: [("left", "links"), ("right", "rechts")])

    with trial_document(options=(option,)) as one:
        read = one.read
    with trial_document(options=(option,), read=lambda wish: asked.append(wish.options) or read(wish)):
        desk.get(page_of(event, "sheet", "events.trial"), {"wahl_arrow": "right"})
        desk.get(page_of(event, "sheet", "events.trial"))
    assert asked[0] == {"arrow": "right"} and asked[-1] == {"arrow": "left"}


def test_a_picture_for_the_screen_is_a_png_and_no_evidence(desk, event):
    with trial_document(formats=(OPEN_GRAPH,)):
        answer = print_sheet(desk, page_of(event, "sheet", "events.trial"), format="link-bild")
    assert answer["Content-Type"] == "image/png" and not event.prints.exists()


def test_unknown_things_are_not_found(desk, event):
    with trial_document(about="edition"):
        assert desk.get(page_of(event, "sheet", "events.trial")).status_code == 404
    assert desk.get(page_of(event, "sheet", "events.nothing")).status_code == 404
    assert desk.get("/buero/drucken/event/99999999/").status_code == 404
    assert desk.get("/buero/drucken/event/99999999999999999999999/").status_code == 404
    assert desk.get("/buero/drucken/nothing/1/").status_code == 404


def test_only_allowed_sheets_are_shown_and_printed(client, event):
    client.force_login(make_account("auditor"))
    with trial_document(allowed=lambda user, pk: False):
        assert "Probezettel" not in client.get(page_of(event)).content.decode()
        for name in ("sheet", "preview"):
            assert client.get(page_of(event, name, "events.trial")).status_code in (302, 403)
        answer = client.post(page_of(event, "sheet", "events.trial"), {"tun": "drucken"})
    assert answer.status_code in (302, 403) and not event.prints.exists()


def test_constant_queries(desk, event, django_assert_num_queries):
    desk.get(page_of(event))
    with trial_document(), django_assert_num_queries(25):
        desk.get(page_of(event))
    two, three = trial_document(key="events.two"), trial_document(key="events.three")
    with trial_document(), two, three, django_assert_num_queries(25):
        desk.get(page_of(event))


# --- Settings ---------------------------------------------------------------------------------------------------------


def upload(content, name="druckerei.icc"):
    return SimpleUploadedFile(name, content)


def test_the_profile_of_the_print_shop_prepares_pdf_x(desk, event):
    address = reverse("print_office:settings")
    assert (
        desk.post(address, {"crop_marks": "4.5", "file": upload(cmyk_profile("Musterpresse"))}).status_code
        == 302
    )
    stored = PrintSettings.objects.get()
    assert stored.profile_name == "Musterpresse" and bytes(stored.profile) == cmyk_profile("Musterpresse")
    assert AuditEntry.objects.filter(content_type__model="printsettings").exists()
    with trial_document():
        page = page_of(event, "sheet", "events.trial") + "?sprache=de&format=a6&ziel=druckerei"
        assert "PDF/X-4 vorbereitet" in desk.get(page).content.decode()
        content = print_sheet(desk, page, abstand="4.5").content
    assert b"PDF/X-4" in content and event.prints.get().profile_name == "Musterpresse"
    assert desk.post(address, {"crop_marks": "3", "remove": "on"}).status_code == 302
    assert not PrintSettings.objects.get().profile


@pytest.mark.parametrize(
    "content",
    [b"", b"no profile", b"%PDF-1.7", cmyk_profile()[:300], cmyk_profile().replace(b"CMYK", b"RGB ", 1)],
)
def test_another_file_is_no_profile(desk, content):
    address = reverse("print_office:settings")
    answer = desk.post(address, {"crop_marks": "3", "file": upload(content)})
    assert answer.status_code == 422 and not PrintSettings.objects.exists()


def test_crop_marks_stay_on_the_sheet(desk):
    for value in ("-1", "11", "abc"):
        assert desk.post(reverse("print_office:settings"), {"crop_marks": value}).status_code == 422


def test_files_lie_where_no_address_leads(desk, event):
    with trial_document():
        print_sheet(desk, page_of(event, "sheet", "events.trial"))
    name = event.prints.get().file.name
    assert default_storage.exists(name)
    assert desk.get(f"/media/{name}").status_code == 404
