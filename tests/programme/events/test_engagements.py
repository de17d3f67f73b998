"""Who works at an event for what fee."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.foundation.privacy.register import declared_fields
from miteinander.programme.events.models import Engagement
from tests.support.factories import make_engagement, make_event, make_organisation, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def test_somebody_is_named_in_exactly_one_way():
    assert make_engagement(name="Trio Beispiel").who == "Trio Beispiel"
    assert make_engagement(person=make_person(name="Kim Beispiel")).who == "Kim Beispiel"
    assert make_engagement(organisation=make_organisation(name="Chor")).who == "Chor"
    for values in ({"name": ""}, {"name": "Trio", "person": make_person()},
                   {"person": make_person(), "organisation": make_organisation()}):  # fmt: skip
        with pytest.raises(ValidationError):
            make_engagement(**values)


def test_the_database_refuses_two_names_and_negative_fees():
    engagement = make_engagement(name="Trio")
    for values in ({"name": ""}, {"person": make_person()}, {"fee": Decimal("-0.01")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Engagement.objects.filter(pk=engagement.pk).update(**values)


@pytest.mark.parametrize(
    ("kind", "legal_form", "counts"),
    [("music", "self_employed", True), ("design", "unknown", True), ("music", "association", False),
     ("music", "company", False), ("interpreting", "self_employed", False), ("food", "self_employed", False)],
)  # fmt: skip
def test_what_counts_for_the_artists_fund(kind, legal_form, counts):
    assert make_engagement(kind=kind, legal_form=legal_form).counts_for_artists_fund is counts


@pytest.mark.parametrize(
    ("kind", "abroad", "fee", "owes"),
    [("music", True, 100, True), ("music", None, None, True), ("music", False, 100, False), ("music", True, 0, False),
     ("food", True, 100, False)],
)  # fmt: skip
def test_whose_fee_may_be_taxed_before_it_is_paid(kind, abroad, fee, owes):
    assert make_engagement(kind=kind, resident_abroad=abroad, fee=fee).may_owe_tax_abroad is owes


def test_fees_keep_their_cents():
    assert make_engagement(fee=Decimal("150.10")).fee == Decimal("150.10")


def test_every_personal_field_is_declared():
    assert {"person", "name", "fee", "legal_form", "resident_abroad", "note"} <= declared_fields(Engagement)


def test_engagements_are_no_part_of_revisions():
    event = make_event()
    make_engagement(event=event, name="Trio Beispiel")
    assert "Trio Beispiel" not in str(event.save_revision().content)


def test_the_list_costs_the_same_for_one_and_many(client, office, count_queries):
    client.force_login(office)

    def cost() -> int:
        with count_queries() as queries:
            assert client.get("/buero/snippets/events/engagement/").status_code == 200
        return len(queries)

    make_engagement(person=make_person())
    cost()
    before = cost()
    for _each in range(3):
        make_engagement(organisation=make_organisation())
    assert cost() == before
