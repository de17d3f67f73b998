"""Boroughs, districts, venues."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from miteinander.civic.places.models import Borough, District, Venue
from tests.support.factories import make_borough, make_district, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def test_one_borough_per_number():
    borough = make_borough()
    with pytest.raises(IntegrityError), transaction.atomic():
        Borough.objects.create(slug="x", number=borough.number, name="X")


def test_one_district_per_cell_of_the_map():
    district = make_district(map_column=2, map_row=3)
    with pytest.raises(ValidationError):
        make_district(map_column=2, map_row=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(slug="x", name="X", borough=district.borough, map_column=2, map_row=3)
    make_district(map_column=3, map_row=2)
    make_district()
    make_district()
    assert District.objects.count() == 4


def test_only_districts_with_a_cell_are_on_the_map():
    there = make_district(map_column=0, map_row=0)
    make_district(map_column=1)
    make_district(map_row=1)
    make_district()
    assert list(District.objects.on_map()) == [there]


@pytest.mark.parametrize(("latitude", "longitude"), [("91", "7"), ("51", "181"), ("51", None), (None, "7")])
def test_position_is_a_place_on_earth_or_none(latitude, longitude):
    with pytest.raises(ValidationError):
        make_district(latitude=latitude, longitude=longitude)
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(
            slug="x", name="X", borough=make_borough(), latitude=latitude, longitude=longitude
        )


def test_borough_with_districts_and_district_with_venues_stay():
    district = make_district()
    make_venue(district=district)
    with pytest.raises(ProtectedError):
        district.delete()
    with pytest.raises(ProtectedError):
        district.borough.delete()


def test_step_free_venues_are_those_that_say_so():
    yes = make_venue(step_free="yes")
    for other in ("partly", "no", "unknown"):
        make_venue(step_free=other)
    assert list(Venue.objects.step_free()) == [yes]


def test_nothing_is_claimed_about_a_new_venue():
    venue = make_venue()
    assert {venue.step_free, venue.toilet, venue.induction_loop} == {"unknown"}


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({"street": "Weg 1", "postal_code": "51373", "town": "Leverkusen"}, "Weg 1, 51373 Leverkusen"),
        ({"town": "Leverkusen"}, "Leverkusen"),
        ({"street": "Weg 1"}, "Weg 1"),
        ({}, ""),
    ],
)
def test_address_leaves_out_what_is_unknown(values, address):
    assert make_venue(**values).address == address
