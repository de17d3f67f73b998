"""Persons and organisations."""

import pytest
from django.core.exceptions import ValidationError

from miteinander.civic.people.models import Organisation, Person
from tests.support.factories import make_district, make_organisation, make_person, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def test_organisations_of_a_kind():
    club = make_organisation(kinds=["association"])
    both = make_organisation(kinds=["press", "association"])
    make_organisation(kinds=["funder"])
    make_organisation()
    assert set(Organisation.objects.of_kind("association")) == {club, both}
    assert set(Organisation.objects.of_kind("press")) == {both}
    assert not Organisation.objects.of_kind("associ").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kinds", ["club"]),
        ("kinds", ["press", "press"]),
        ("languages", ["xx"]),
        ("telephone", "keine"),
        ("email", "keine"),
        ("website", "javascript:alert(1)"),
        ("name", ""),
    ],
)
def test_organisation_refuses(field, value):
    with pytest.raises(ValidationError) as refused:
        make_organisation(**{field: value})
    assert set(refused.value.message_dict) == {field}
    assert not Organisation.objects.exists()


def test_organisation_shows_its_telephone_as_people_dial_it():
    assert make_organisation(telephone="+492214710123").telephone_text == "0221 4710123"
    assert make_organisation().telephone_text == ""


def test_organisation_outlives_its_district_and_keeps_its_venues():
    venue = make_venue()
    organisation = make_organisation(district=make_district(), venues=[venue])
    organisation.district.delete()
    organisation.refresh_from_db()
    assert organisation.district is None
    assert list(venue.owners.all()) == [organisation]


def test_person_has_her_name_in_two_scripts():
    person = make_person(name="Olena Beispiel", name_other_script="Олена Приклад", pronunciation="o-LE-na")
    stored = Person.objects.get(pk=person.pk)
    assert (stored.name_other_script, stored.pronunciation) == ("Олена Приклад", "o-LE-na")


def test_person_stays_when_her_organisation_goes():
    person = make_person(organisation=make_organisation())
    person.organisation.delete()
    person.refresh_from_db()
    assert person.organisation is None


def test_persons_are_in_no_public_search():
    assert not hasattr(Person, "text_parts")
