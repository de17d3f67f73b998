"""What keeps a record from being deleted, in words."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.urls import reverse

from miteinander.civic.places.models import Borough
from miteinander.foundation.interface.deletions import holders_of, keep_what_is_held
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db


def asked(records, user):
    reverse("wagtailadmin_home")  # reading the addresses gives every model its `snippet_viewset`
    request = RequestFactory().post("/")
    request.user, request._messages = user, CookieStorage(request)
    return keep_what_is_held(request, records), [str(one) for one in get_messages(request)]


def test_records_nothing_hangs_on_go_without_a_word():
    borough = make.make_borough()
    assert holders_of(borough) == []
    assert asked([borough], AnonymousUser()) == (None, [])


def test_every_held_record_is_named_with_what_hangs_on_it():
    held, free = make.make_borough(name="Nord"), make.make_borough(name="Süd")
    for name in ("Am Bach", "Am Berg", "Am Wald", "Am See"):
        make.make_district(name=name, borough=held)
    answer, said = asked([held, free], make_account("office"))
    assert answer.status_code == 302 and answer.url == reverse(Borough.snippet_viewset.get_url_name("list"))
    assert said == [
        "„Nord“ lässt sich nicht löschen, denn daran hängt noch: 4 Stadtteile („Am Bach“, „Am Berg“, „Am Wald“ …). "
        "Lösen oder löschen Sie das zuerst."
    ]


def test_names_are_said_only_to_who_may_see_them():
    held = make.make_borough(name="Nord")
    make.make_district(name="Am Bach", borough=held)
    _answer, said = asked([held], AnonymousUser())
    assert "1 Stadtteil." in said[0] and "Am Bach" not in said[0]


def test_asking_deletes_nothing():
    held = make.make_borough()
    district = make.make_district(borough=held)
    assert holders_of(held) == [district]
    assert holders_of(district) == []
    district.refresh_from_db()
