"""Every sheet of the room, read by readers that are not ours."""

import uuid
from datetime import datetime, timedelta

import pytest
import time_machine

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.actions import cancel_event
from miteinander.programme.participation.actions import forget_registrations, save_parts
from miteinander.programme.participation.enums import DoorDeed
from miteinander.programme.participation.inviting import invitation_url
from miteinander.programme.participation.models import BringItem, DoorEntry, Guest, Invitation, Registration
from miteinander.programme.participation.own_links import Purpose, code, token
from tests.support import pdfs
from tests.support.factories import make_event, make_plan, make_registration
from tests.support.sheets import findings, printed

pytestmark = pytest.mark.django_db
OF_EVENT = (
    *("letter", "badges", "place_cards", "door_list", "sign_in", "bring_list", "registration_sheet"),
    *("feedback_poster", "feedback_sheet", "feedback_slips"),
)
NUMBERED = ("sign_in", "bring_list", "registration_sheet", "feedback_sheet", "feedback_slips")
AFTERWARDS = datetime(2035, 6, 7, 12, tzinfo=BERLIN)
AT_THE_DOOR = datetime(2035, 6, 6, 15, 5, tzinfo=BERLIN)
NAMES = [
    "Maximiliane-Friederike Gräfin von und zu Langenscheidt-Mustermann-Beispielhausen",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "محمد عبد الرحمن المثال",
    "Олександра Прикладенко",
    "Ali علي Örnek",
    "x" * 120,
    "#strong[Fett] $x$ \\ @ <y>",
]


def let_in(guest: Guest, at: datetime = AT_THE_DOOR) -> DoorEntry:
    event = guest.registration.plan.event
    return DoorEntry.objects.create(
        event=event, guest=guest, uid=uuid.uuid4(), deed=DoorDeed.IN, happened_at=at
    )


# --- All of them -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", OF_EVENT)
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_sheet_is_tagged_speaks_its_language_and_keeps_its_margins(party, key, lang):
    pdf = printed(key, party.event, lang)
    assert pdfs.is_tagged(pdf)
    assert pdfs.language_of(pdf) == lang
    assert not pdfs.fonts_without_file(pdf)
    assert pdfs.smallest_type(pdf) >= 5.5
    for page in range(pdfs.page_count(pdf)):
        assert not pdfs.outside_margin(pdf, page, margin=1.4)
    assert "فطور في الفناء" in pdfs.text_of(pdf) or lang == "de" or key in ("place_cards", "letter")


@pytest.mark.parametrize(
    "key", [key for key in OF_EVENT if key not in ("letter", "place_cards", "badges", "door_list")]
)
def test_sheet_for_the_public_stands_in_three_languages(party, key):
    text = pdfs.text_of(printed(key, party.event, "de", "tr", "ar"))
    assert "Frühstück im Hof" in text
    if key not in ("feedback_slips", "feedback_poster"):  # they have no room for more than one title
        assert "Avluda kahvaltı" in text and "فطور" in text


@pytest.mark.parametrize("key", OF_EVENT)
def test_long_title_stays_on_its_pages(party, key):
    event = party.plan.event
    pages = pdfs.page_count(printed(key, party.event, "de", "ar"))
    event.title = Translated.of("Ein sehr langer Titel, der nicht aufhört " * 7 + "Unwort" * 6)
    event.save()
    pdf = printed(key, party.event, "de", "ar")
    assert pdfs.page_count(pdf) == pages
    assert not [found for page in range(pages) for found in pdfs.outside_margin(pdf, page, margin=1.4)]


@pytest.mark.parametrize(
    "key", ["sign_in", "bring_list", "registration_sheet", "door_list", "feedback_sheet"]
)
def test_cancelled_event_says_so_on_its_lists(party, key):
    cancel_event(event=party.plan.event, reason=Translated.of("Sturmwarnung für den ganzen Tag"))
    assert "Abgesagt: Sturmwarnung" in pdfs.text_of(printed(key, party.event))


def test_nobody_is_invited_to_or_let_into_what_is_cancelled(party):
    cancel_event(event=party.plan.event, reason=Translated.of("Sturm"))
    for key, pk in (("letter", party.event), ("ticket", party.mira.pk)):
        with pytest.raises(CannotPrint, match="findet so nicht statt"):
            printed(key, pk)


@pytest.mark.parametrize(
    "key", ["badges", "place_cards", "door_list", "sign_in", "bring_list", "ticket", "slip"]
)
def test_sheet_of_an_erased_guest_shows_no_name(party, key):
    pk = party.mira.pk if key in ("ticket", "slip") else party.event
    options = {"rows": "names"} if key == "sign_in" else {}
    assert "Mira" in pdfs.text_of(printed(key, pk, **options))
    forget_registrations([party.mira.pk])
    try:
        assert "Mira" not in pdfs.text_of(printed(key, pk, **options))
    except CannotPrint:
        assert key in ("badges", "place_cards", "ticket", "slip")


@pytest.mark.parametrize(
    "key", ["badges", "place_cards", "door_list", "sign_in", "letter", "ticket", "slip", "certificate"]
)
def test_what_is_personal_is_not_kept_in_the_cache(key):
    assert documents.document(f"participation.{key}").personal


@pytest.mark.parametrize("key", ["badges", "door_list", "sign_in", "bring_list", "letter", "feedback_poster"])
def test_event_that_is_gone_is_a_sentence_and_no_crash(db, key):
    with pytest.raises(CannotPrint):
        printed(key, 987654)


# --- Names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["badges", "place_cards", "door_list", "sign_in", "ticket", "slip"])
@pytest.mark.parametrize("name", NAMES)
def test_name_is_printed_as_the_person_writes_it(db, key, name):
    plan = make_plan()
    guest = make_registration(plan=plan, name=name)
    pk = guest.pk if key in ("ticket", "slip") else plan.event_id
    options = {"rows": "names"} if key == "sign_in" else {}
    pdf = printed(key, pk, **options)
    text = "".join(pdfs.text_of(pdf).replace("\u200b", "").split())
    assert pdfs.page_count(pdf) == 1
    assert "".join(name.split())[:14] in text or set("".join(name.split())) <= set(text)
    assert not pdfs.outside_margin(pdf, margin=1.4)


@pytest.mark.parametrize("key", ["badges", "slip", "ticket", "certificate"])
def test_emoji_in_a_name_is_a_finding_and_a_readable_sheet(party, key):
    party.mira.name = "Mira 🦊"
    party.mira.save()
    let_in(party.mira.guests.get(position=0))
    pk = party.event if key == "badges" else party.mira.pk
    with time_machine.travel(
        AFTERWARDS if key == "certificate" else datetime(2035, 6, 1, tzinfo=BERLIN), tick=False
    ):
        assert "Mira" in pdfs.text_of(printed(key, pk))
        assert "glyph" in findings(key, pk)


# --- One by one --------------------------------------------------------------------------------------------------------


def test_badges_are_eight_to_a_page_with_their_group(party):
    for number in range(6):
        make_registration(plan=party.plan, name=f"Gast {number}")
    pdf = printed("badges", party.event)
    assert pdfs.page_count(pdf) == 2  # nine guests
    assert "Kinder" in pdfs.text_of(pdf) and "Erwachsene" in pdfs.text_of(pdf)
    (only,) = {words for words, _box in pdfs.text_boxes(pdf, 1) if words in ("Kinder", "Erwachsene")}
    assert all(
        15 <= box.left <= 105 and 38.5 <= box.top <= 93.5
        for words, box in pdfs.text_boxes(pdf, 1)
        if words == only
    )
    assert pdfs.page_count(printed("badges", party.event, nameless="skip")) == 1


def test_place_card_shows_the_name_on_both_sides_and_says_it_once(party):
    pdf = printed("place_cards", party.event)
    boxes = [box for words, box in pdfs.text_boxes(pdf) if "Mira" in words or "Beispiel" in words]
    assert any(box.bottom < 74.25 for box in boxes) and any(box.top > 74.25 for box in boxes)


def test_letter_stands_in_the_window_and_its_code_opens_the_invitation(party):
    pdf = printed("letter", party.event)
    assert pdfs.page_count(pdf) == 2
    for page, invitation in enumerate(Invitation.objects.order_by("name", "pk")):
        text = pdfs.text_of(pdf, page)
        if invitation.language == "de":  # readers of Arabic pages may turn Latin words
            assert code(Purpose.INVITATION, invitation.uid) in text
        (read,) = pdfs.codes_in(pdf, page)
        assert read.split("/einladung/")[1] == invitation_url(invitation).split("/einladung/")[1]
        assert f"/{invitation.language}/einladung/" in read
        address = [
            box for words, box in pdfs.text_boxes(pdf, page) if "Leverkusen" in words and "51371" in words
        ]
        assert any(
            box.left >= 20 and box.right <= 105 and box.top >= 57 and box.bottom <= 90 for box in address
        )
        ordinary = [box for words, box in pdfs.text_boxes(pdf, page) if 45 < box.top < 90 and box.left < 105]
        assert all(box.left >= 24.5 and box.right <= 105 for box in ordinary)


def test_long_names_and_addresses_stay_in_the_window(party):
    lines = [
        "c/o Verein der Beispiele",
        "Hinterhaus, dritter Aufgang",
        "Wohnung 12",
        "Musterweg 1",
        "Ortsteil",
        "51371 Leverkusen",
    ]
    Invitation.objects.filter(name="Familie Muster").update(
        name="Familie " + "Beispielhausen-" * 9, address="\n".join(lines)
    )
    pdf = printed("letter", party.event)
    page = next(page for page in (0, 1) if "Hausen".lower() in pdfs.text_of(pdf, page).lower())
    assert all(line in " ".join(pdfs.text_of(pdf, page).split()) for line in lines)
    window = [box for _words, box in pdfs.text_boxes(pdf, page) if box.left < 104 and 62 < box.top < 96]
    assert window and all(box.bottom <= 90 and box.right <= 105 for box in window)
    assert pdfs.page_count(pdf) == 2


def test_letter_goes_to_one_household_when_it_is_asked_for(party):
    one = Invitation.objects.get(name="Familie Muster")
    pdf = printed("letter", party.event, **{"for": str(one.pk)})
    assert pdfs.page_count(pdf) == 1 and "Familie Muster" in pdfs.text_of(pdf)
    other = make_plan()
    with pytest.raises(CannotPrint):
        printed("letter", other.event_id, **{"for": str(one.pk)})


def test_ticket_and_slip_lead_to_their_own_registration(party):
    ticket = printed("ticket", party.mira.pk, "ar")
    assert pdfs.codes_in(ticket) == [token(Purpose.TICKET, party.mira.uid)]
    slip = printed("slip", party.mira.pk, "ar")
    (address,) = pdfs.codes_in(slip)
    assert address.endswith(f"/ar/anmeldung/{token(Purpose.REGISTRATION, party.mira.uid)}/")
    assert set(code(Purpose.REGISTRATION, party.mira.uid)) <= set(pdfs.text_of(slip))
    assert code(Purpose.REGISTRATION, party.mira.uid) in pdfs.text_of(printed("slip", party.mira.pk))
    assert pdfs.boxes(ticket)["MediaBox"] == (105.0, 148.0)


def test_who_waits_has_a_slip_and_no_ticket(db):
    plan = make_plan(seats=1)
    make_registration(plan=plan)
    waiting = make_registration(plan=plan, name="Wartet")
    with pytest.raises(CannotPrint, match="nur für Gäste"):
        printed("ticket", waiting.pk)
    assert "Warteliste" in pdfs.text_of(printed("slip", waiting.pk))


def test_certificate_is_for_the_archive_and_for_who_came(party):
    mira, other, _child = party.mira.guests.order_by("position")
    party.mira.guests.filter(pk=other.pk).update(name="Ali Beispiel")
    with pytest.raises(CannotPrint, match="nach der Veranstaltung"):
        printed("certificate", party.mira.pk)
    with time_machine.travel(AFTERWARDS, tick=False):
        with pytest.raises(CannotPrint, match="kein Eintrag"):
            printed("certificate", party.mira.pk)
        let_in(mira)
        pdf = printed("certificate", party.mira.pk, "de", "ar")
    assert pdfs.page_count(pdf) == 1
    text = pdfs.text_of(pdf)
    assert "Mira Beispiel" in text and "Ali" not in text and "6. Juni 2035" in text and "فطور" in text
    assert pdfs.is_tagged(pdf) and b"pdfaid" in pdf


def test_certificate_of_a_course_names_the_days_on_which_the_guest_came(db):
    plan = make_plan(event=make_event(dates=["2035-06-06 15:00", "2035-06-13 15:00"]))
    party = make_registration(plan=plan, name="Mira")
    let_in(party.guests.get(), AT_THE_DOOR + timedelta(days=7))
    with time_machine.travel(AFTERWARDS + timedelta(days=7), tick=False):
        text = pdfs.text_of(printed("certificate", party.pk))
    assert "13. Juni 2035" in text and "6. Juni 2035" not in text


def test_sign_in_is_printed_for_one_date_or_for_each(db):
    event = make_event(dates=["2035-06-06 15:00", "2035-06-13 15:00"])
    assert pdfs.page_count(printed("sign_in", event.pk)) == 1
    both = printed("sign_in", event.pk, date="all", sheets="2")
    assert pdfs.page_count(both) == 4
    assert "6. Juni" in pdfs.text_of(both, 0) and "13. Juni" in pdfs.text_of(both, 3)
    assert [f"T{number}" in pdfs.text_of(both, number - 2) for number in (2, 3, 4, 5)] == [True] * 4


def test_door_list_of_many_breaks_into_pages(db):
    plan = make_plan(seats=None, largest_party=20)
    for number in range(45):
        make_registration(plan=plan, name=f"Gast {number:02}", adults=1 + number % 3 * 6)
    pdf = printed("door_list", plan.event_id)
    text = pdfs.text_of(pdf)
    assert pdfs.page_count(pdf) >= 4
    assert all(f"Gast {number:02}" in text for number in range(45))
    assert text.count("Ohne Anmeldung gekommen") == 1


def test_long_bring_list_keeps_every_thing(db):
    plan = make_plan()
    rows = [
        {"label": Translated.of(f"Speise {number} " + "lange " * 10), "wanted": number % 12 + 1}
        for number in range(15)
    ]
    save_parts(plan=plan, model=BringItem, rows=rows)
    pdf = printed("bring_list", plan.event_id, "de", "ar", "tr")
    assert all(f"Speise {number}" in pdfs.text_of(pdf) for number in range(15))
    assert pdfs.page_count(pdf) > 2


def test_five_hundred_names_need_few_queries(party, count_queries):
    printed("badges", party.event)
    with count_queries() as few:
        printed("badges", party.event)
    for number in range(3):
        make_registration(plan=party.plan, name=f"Gast {number}")
    with count_queries() as many:
        printed("badges", party.event)
    assert len(many) == len(few) <= 12


def test_registration_that_is_gone_is_a_sentence(db):
    for key in ("ticket", "slip", "certificate"):
        with pytest.raises(CannotPrint, match="gibt es nicht mehr"):
            printed(key, 987654)
    assert not Registration.objects.exists()
