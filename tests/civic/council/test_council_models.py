"""Body, terms, members, working groups."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from miteinander.civic.council.models import Term
from tests.support.factories import make_body, make_membership, make_person, make_term, make_working_group

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.mark.parametrize("ends", ["2020-11-01", "2020-10-31"])
def test_term_ends_after_it_starts(ends):
    with pytest.raises(ValidationError):
        make_term(starts=date(2020, 11, 1), ends=date.fromisoformat(ends))
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(slug="x", body=make_body(), label="X", starts=date(2020, 11, 1), ends=ends)
    assert not Term.objects.exists()


def test_running_terms_include_their_first_and_last_day():
    first = make_term(starts=date(2014, 6, 1), ends=date(2020, 10, 31))
    second = make_term(starts=date(2020, 11, 1), ends=None)

    def running(*day):
        return list(Term.objects.running(date(*day)))

    assert running(2014, 5, 31) == []
    assert running(2014, 6, 1) == [first]
    assert running(2020, 10, 31) == [first]
    assert running(2020, 11, 1) == [second]
    assert running(2999, 1, 1) == [second]


def test_terms_come_latest_first():
    old, new = make_term(starts=date(2009, 1, 1)), make_term(starts=date(2020, 1, 1))
    assert list(Term.objects.all()) == [new, old]


def test_seat_stays_when_its_person_is_erased():
    seat = make_membership(person=make_person())
    seat.person.delete()
    seat.refresh_from_db()
    assert seat.person is None
    assert str(seat).startswith("Mitglied")


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "guest"), ("languages", ["xx"]), ("languages", ["tr", "tr"])]
)
def test_membership_refuses_what_is_not_on_the_lists(field, value):
    with pytest.raises(ValidationError) as refused:
        make_membership(**{field: value})
    assert set(refused.value.message_dict) == {field}


def test_membership_speaks_languages_of_the_wider_list():
    assert make_membership(languages=["kmr", "ti"]).languages == ["kmr", "ti"]


def test_body_with_terms_cannot_be_deleted():
    term = make_term()
    with pytest.raises(ProtectedError):
        term.body.delete()


def test_working_group_outlives_its_lead():
    lead = make_membership()
    group = make_working_group(lead=lead, members=[lead, make_membership()])
    assert group.members.count() == 2
    lead.delete()
    group.refresh_from_db()
    assert group.lead is None
    assert group.members.count() == 1
