"""The newspaper by post: ordered and ended by anybody, with whatever is typed; kept as long as it is needed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from miteinander.foundation.privacy.actions import delete_what_is_due
from miteinander.foundation.values.clock import today
from miteinander.programme.newspaper import subscription_codes
from miteinander.programme.newspaper.distribution import actions
from miteinander.programme.newspaper.distribution.consent import VERSION, consent_sentence
from miteinander.programme.newspaper.distribution.errors import SubscriptionsClosed
from miteinander.programme.newspaper.distribution.views import MOST_ORDERS, MOST_WRONG_CODES
from miteinander.programme.newspaper.models import Outlet, PostalSubscriber
from tests.support.distribution import deliver, make_outlet, make_subscriber
from tests.support.factories import make_identity
from tests.support.newspaper import make_edition
from tests.support.page_checks import check_page, check_response

pytestmark = pytest.mark.django_db
PATH = "/de/zeitung/abo/"
GOOD = {
    "name": "Familie Beispiel",
    "addition": "",
    "street": "Weg 1",
    "postal_code": "12345",
    "town": "Musterstadt",
    "copies": "2",
    "language": "",
    "consent": "on",
    "website": "",
}


@pytest.fixture(autouse=True)
def identity():
    make_identity(telephone="+492141234567", email="buero@example.org", is_sample=True)


def send(client, path=PATH, *, wait=10, hidden=None, **fields):
    """Fetch the form, wait as many seconds, and send it."""
    with time_machine.travel(0, tick=False) as traveller:
        html = client.get(path).content.decode()
        found = dict(re.findall(r'<input type="hidden" name="(stamp|once)" value="([^"]+)"', html))
        traveller.shift(wait)
        return client.post(path, GOOD | (hidden or found) | fields)


def test_an_order_is_kept_with_the_text_it_agreed_to(client):
    response = send(client, language="tr", addition="bei Muster")
    one = PostalSubscriber.objects.get()
    assert response.status_code == 302 and response["Location"] == f"{PATH}{one.code}/danke/"
    assert one.label_lines == ("Familie Beispiel", "bei Muster", "Weg 1", "12345 Musterstadt")
    assert (one.copies, one.language, one.ended_on) == (2, "tr", None)
    assert (one.consent_way, one.consent_version) == ("form", VERSION)
    thanks = client.get(response["Location"]).content.decode()
    assert one.shown_code in thanks and "Familie Beispiel" not in thanks
    assert not client.cookies


def test_the_form_says_what_it_is_for(client):
    assert consent_sentence() in client.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Bitte schreiben Sie Ihren Namen."),
        ("name", "?!…", "Bitte schreiben Sie das mit Buchstaben."),
        ("name", "x" * 121, "Das ist zu lang."),
        ("name", "Kim\u202eMuster", "unsichtbare Zeichen"),
        ("name", "Kim\x00Muster", "unsichtbare Zeichen"),
        ("street", "", "Bitte schreiben Sie Straße und Hausnummer."),
        ("postal_code", "1234", "fünf Ziffern"),
        ("postal_code", "abcde", "fünf Ziffern"),
        ("town", " ", "Bitte schreiben Sie die Stadt."),
        ("copies", "0", "von 1 bis 10"),
        ("copies", "-3", "von 1 bis 10"),
        ("copies", "12.5", "von 1 bis 10"),
        ("copies", "viele", "von 1 bis 10"),
        ("copies", "9" * 400, "von 1 bis 10"),
        ("language", "klingonisch", "Bitte wählen Sie aus der Liste."),
        ("website", "http://spam.example", "leer"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_a_sentence(client, field, typed, sentence):
    response = send(client, **{field: typed})
    assert response.status_code == 422
    html = response.content.decode()
    assert (sentence in html and 'value="Musterstadt"' in html) or field == "town"
    assert not PostalSubscriber.objects.exists()


def test_without_consent_nothing_is_kept(client):
    response = send(client, consent="")
    assert response.status_code == 422
    assert "Ohne Ihr Einverständnis" in response.content.decode()
    assert not PostalSubscriber.objects.exists()


def test_arabic_digits_are_understood(client):
    assert send(client, postal_code="١٢٣٤٥", copies="٣").status_code == 302
    one = PostalSubscriber.objects.get()
    assert (one.postal_code, one.copies) == ("12345", 3)


def test_sent_twice_it_is_ordered_once(client):
    first = send(client, hidden=None)
    once = PostalSubscriber.objects.get().uid.hex
    second = send(client, once=once)
    assert first["Location"] == second["Location"]
    assert PostalSubscriber.objects.count() == 1


def test_robots_are_too_fast_and_too_many(client):
    assert send(client, wait=1).status_code == 422
    for _number in range(MOST_ORDERS):
        assert send(client).status_code == 302
    assert send(client).status_code == 429
    assert PostalSubscriber.objects.count() == MOST_ORDERS


def test_another_site_cannot_order_with_a_form_of_its_own(client):
    response = client.post(PATH, GOOD, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200 and not PostalSubscriber.objects.exists()


def test_closed_the_page_says_whom_to_call(client):
    actions.save_settings(values={"takes_subscribers": False})
    response = client.post(PATH, GOOD)
    assert response.status_code == 200
    assert "gerade nicht im Netz bestellt" in response.content.decode()
    with pytest.raises(SubscriptionsClosed):
        make_subscriber()


def test_the_code_ends_the_subscription_and_takes_it_up_again(client):
    one = make_subscriber(copies=3)
    own = f"{PATH}{one.code}/"
    html = client.get(own).content.decode()
    assert "3 Zeitungen" in html and one.name not in html and one.street not in html
    assert client.post(own)["Location"] == own
    one.refresh_from_db()
    assert one.ended_on == today()
    assert "abbestellt" in client.get(own).content.decode()
    client.post(own, {"wieder": "1"})
    one.refresh_from_db()
    assert one.ended_on is None


def test_a_link_opened_by_a_mail_scanner_ends_nothing(client):
    one = make_subscriber()
    client.get(f"{PATH}{one.code}/")
    client.head(f"{PATH}{one.code}/")
    one.refresh_from_db()
    assert one.is_active


@pytest.mark.parametrize("write", [str, str.lower, lambda code: f" {code[:4]} - {code[4:]} "])
def test_a_code_is_found_however_it_is_typed(client, write):
    one = make_subscriber()
    response = client.post(f"{PATH}code/", {"code": write(one.code)})
    assert response.status_code == 302 and response["Location"] == f"{PATH}{one.code}/"


@pytest.mark.parametrize(
    "typed", ["", "ABCDEFG", "ABCD-EFG0", "' OR 1=1 --", "x" * 5000, "2345\x006789", "٢٣٤٥٦٧٨٩"]
)
def test_what_is_no_code_is_refused_without_a_query_for_it(client, typed):
    make_subscriber()
    response = client.post(f"{PATH}code/", {"code": typed})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert actions.find_by_code(typed) is None


def test_guessing_codes_is_stopped_even_when_one_would_be_right(client):
    one = make_subscriber()
    for _number in range(MOST_WRONG_CODES):
        assert client.get(f"{PATH}ABCDEFGH/").status_code == 410
    assert client.get(f"{PATH}{one.code}/").status_code == 429
    assert client.post(f"{PATH}code/", {"code": one.code}).status_code == 429


def test_right_codes_do_not_count_as_guesses(client):
    one = make_subscriber()
    for _number in range(MOST_WRONG_CODES + 2):
        assert client.get(f"{PATH}{one.code}/").status_code == 200


def test_the_database_does_not_hold_the_code():
    one = make_subscriber()
    stored = PostalSubscriber.objects.values().get()
    assert one.code not in str(stored)
    assert subscription_codes.plain_code(one.shown_code) == one.code
    assert make_subscriber().code != one.code


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_the_pages_are_whole(client, lang):
    one = make_subscriber()
    start = f"/{lang}/zeitung/abo/"
    pages = [start, f"{start}code/", f"{start}{one.code}/", f"{start}{one.code}/danke/", f"{start}ABCDEFGH/"]
    for path in pages:
        response = client.get(path)
        check_page(response.content.decode(), lang, path.removeprefix(f"/{lang}/"))
        assert "no-store" in response["Cache-Control"]
    response = client.post(start, {"name": ""})
    check_page(response.content.decode(), lang, "zeitung/abo/")
    check_response(response, lang)


def test_the_address_is_erased_30_days_after_the_end():
    kept, gone = make_subscriber(), make_subscriber()
    PostalSubscriber.objects.update(consent_on=today() - timedelta(days=400))
    PostalSubscriber.objects.filter(pk=gone.pk).update(ended_on=today() - timedelta(days=31))
    recent = make_subscriber()
    actions.end_subscription(subscriber=recent)
    delete_what_is_due()
    assert set(PostalSubscriber.objects.values_list("pk", flat=True)) == {kept.pk, recent.pk}


def test_whom_to_call_at_an_outlet_is_forgotten_a_year_after_its_last_paper():
    old, fresh, active = [make_outlet(contact="Kim Muster, 0221 4710") for _number in range(3)]
    deliver(make_edition(delivery_on=today() - timedelta(days=500)), {old: (5,)})
    deliver(make_edition(delivery_on=today() - timedelta(days=100)), {fresh: (5,)})
    Outlet.objects.filter(pk__in=[old.pk, fresh.pk]).update(is_active=False)
    delete_what_is_due()
    contacts = dict(Outlet.objects.values_list("pk", "contact"))
    assert (contacts[old.pk], bool(contacts[fresh.pk]), bool(contacts[active.pk])) == ("", True, True)


@pytest.mark.parametrize(("days", "active"), [(-1, False), (0, False), (1, True), (None, True)])
def test_a_subscription_runs_until_the_day_it_ends(days, active):
    one = make_subscriber()
    ends = None if days is None else today() + timedelta(days=days)
    PostalSubscriber.objects.update(consent_on=today() - timedelta(days=9), ended_on=ends)
    one.refresh_from_db()
    assert one.is_active is active
    assert PostalSubscriber.objects.active().exists() is active
    assert PostalSubscriber.objects.for_labels().exists() is active


def test_two_who_live_together_are_marked_as_perhaps_one():
    first, second = make_subscriber(name="Familie Eins"), make_subscriber(name="familie eins")
    third = make_subscriber(name="Familie Zwei")
    marks = {one.pk: one.is_double for one in PostalSubscriber.objects.with_doubles()}
    assert marks == {first.pk: False, second.pk: True, third.pk: False}
    actions.end_subscription(subscriber=first)
    assert not any(one.is_double for one in PostalSubscriber.objects.with_doubles())


def test_the_addresses_of_the_pages_agree():
    assert reverse("newspaper_distribution:subscription-form") == PATH
