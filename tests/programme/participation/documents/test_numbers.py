"""Numbers of sheets that come back: made once by the printer, typed in once, by whoever is first."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.printing import draw_wish
from miteinander.programme.participation.actions.sheets import (
    SheetEnteredBefore,
    SheetUnknown,
    enter_sheet,
    note_returned,
    reserve_numbers,
)
from miteinander.programme.participation.enums import SheetKind
from miteinander.programme.participation.models import PrintedSheet, Registration
from miteinander.programme.participation.party import GuestWish, PartyWish
from tests.support import pdfs
from tests.support.accounts import make_account
from tests.support.factories import make_event, make_plan, pool_of
from tests.support.sheets import printed

pytestmark = pytest.mark.django_db
KEYS = {
    "sign_in": SheetKind.SIGN_IN,
    "bring_list": SheetKind.BRING,
    "registration_sheet": SheetKind.REGISTRATION,
    "feedback_sheet": SheetKind.FEEDBACK,
    "feedback_slips": SheetKind.FEEDBACK,
}


def reserve(event_id, kind=SheetKind.REGISTRATION, count=1):
    return reserve_numbers(event_id=event_id, kind=kind, count=count, run=uuid4().hex)


def wishes(plan):
    return {0: PartyWish(name="Ana", guests=[GuestWish(pool_of(plan).pk)])}


@pytest.mark.parametrize(("key", "kind"), KEYS.items())
def test_every_printing_makes_new_numbers_and_prints_them(key, kind):
    plan = make_plan()
    first, second = (printed(key, plan.event_id) for _ in range(2))
    rows = list(PrintedSheet.objects.order_by("pk"))
    assert [row.kind for row in rows] == [kind, kind]
    assert rows[0].run and rows[0].run != rows[1].run
    assert rows[0].number in pdfs.text_of(first) and rows[1].number in pdfs.text_of(second)
    assert rows[1].number not in pdfs.text_of(first)


def test_preview_takes_no_number():
    plan = make_plan()
    document = documents.document("participation.registration_sheet")
    assert draw_wish(document, Wish(plan.event_id, ("de",), document.format())).startswith(b"\x89PNG")
    assert not PrintedSheet.objects.exists()


def test_numbers_of_one_event_go_on_and_each_event_counts_for_itself():
    one, other = make_event(), make_event()
    assert reserve(one.pk, count=10)[-1] == "A10"
    assert reserve(one.pk, count=2) == ["A11", "A12"]
    assert reserve(one.pk, SheetKind.BRING) == ["M1"]
    assert reserve(other.pk) == ["A1"]


def test_the_same_run_asked_again_gets_the_same_numbers():
    event = make_event()
    again = {"event_id": event.pk, "kind": SheetKind.SIGN_IN, "count": 3, "run": "lauf"}
    assert reserve_numbers(**again) == reserve_numbers(**again) == ["T1", "T2", "T3"]
    assert PrintedSheet.objects.count() == 3


def test_database_refuses_a_number_twice_and_an_entry_without_a_time():
    event = make_event()
    reserve(event.pk)
    for values in (
        {"number": "A1", "kind": "feedback"},
        {"number": ""},
        {"number": "A9", "entered_by": make_account("office")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PrintedSheet.objects.create(event=event, **values)


def test_only_a_printed_sheet_is_typed_in_and_only_once():
    plan, clerk = make_plan(), make_account("office")
    with pytest.raises(SheetUnknown, match="A1"):
        enter_sheet(plan=plan, number="A1", wishes=wishes(plan), actor=clerk)
    assert not Registration.objects.exists()
    reserve(plan.event_id)
    enter_sheet(plan=plan, number="A1", wishes=wishes(plan), actor=clerk)
    sheet = PrintedSheet.objects.get()
    assert sheet.entered_by == clerk and sheet.entered_at and Registration.objects.get().sheet == sheet
    with pytest.raises(SheetEnteredBefore) as refused:
        enter_sheet(plan=plan, number="A1", wishes=wishes(plan), actor=clerk)
    assert "schon eingegeben" in refused.value.sentence
    assert Registration.objects.count() == 1


def test_sheet_of_another_kind_says_what_it_is():
    plan = make_plan()
    (number,) = reserve(plan.event_id, SheetKind.FEEDBACK)
    with pytest.raises(SheetUnknown) as refused:
        enter_sheet(plan=plan, number=number, wishes=wishes(plan))
    assert "Blatt für Rückmeldungen" in refused.value.sentence
    assert PrintedSheet.objects.get().entered_at is None


def test_returned_lists_are_ticked_off_in_the_office(client, office):
    client.force_login(office)
    plan = make_plan()
    reserve(plan.event_id, SheetKind.SIGN_IN)
    reserve(plan.event_id)
    page = reverse("participation_office:sheet-returned", args=[plan.event_id])

    def answer(number):
        return client.post(page, {"blatt": number}, follow=True).content.decode()

    assert "Blatt T1 (Teilnahmeliste) ist zurück." in answer(" t 1")
    assert "schon eingegeben" in answer("T1")
    assert "nicht gedruckt" in answer("T9\x00" + "9" * 500)
    assert "gehört nicht hierher" in answer("A1")
    with pytest.raises(SheetUnknown):
        note_returned(event_id=make_event().pk, number="T1")
