"""Links for people without an account."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from miteinander.foundation.access import links
from miteinander.foundation.access.links import Fault, LinkInvalid
from miteinander.foundation.access.models import SignedLink
from miteinander.foundation.values.clock import today

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
PURPOSE = "people.check"


def fault_of(token, purpose=PURPOSE):
    with pytest.raises(LinkInvalid) as raised:
        links.resolve(token, purpose)
    return raised.value.fault


def test_link_gives_its_subject_and_counts_its_use():
    token = links.issue(purpose=PURPOSE, subject="organisation:12", days=30)
    assert links.peek(token, PURPOSE) == "organisation:12"
    assert [links.resolve(token, PURPOSE) for _ in range(3)] == ["organisation:12"] * 3
    link = SignedLink.objects.get()
    assert link.used_count == 3 and link.last_used_at


def test_link_with_one_use_works_once():
    token = links.issue(purpose=PURPOSE, subject="a", days=30, uses=1)
    links.resolve(token, PURPOSE)
    assert fault_of(token) == Fault.USED


def test_link_expires(settings):
    token = links.issue(purpose=PURPOSE, subject="a", days=30)
    settings.TODAY = today() + timedelta(days=31)
    assert fault_of(token) == Fault.EXPIRED


def test_revoking_stops_all_links_of_a_subject_and_no_others():
    one, two = (links.issue(purpose=PURPOSE, subject="a", days=30) for _ in range(2))
    other = links.issue(purpose=PURPOSE, subject="b", days=30)
    assert links.revoke(purpose=PURPOSE, subject="a") == 2
    assert {fault_of(one), fault_of(two)} == {Fault.REVOKED}
    assert links.resolve(other, PURPOSE) == "b"


def test_forged_or_foreign_links_are_refused_without_a_query(django_assert_num_queries):
    token = links.issue(purpose=PURPOSE, subject="a", days=30)
    raw, _dot, signature = token.partition(".")
    with django_assert_num_queries(0):
        for forged in (
            "",
            ".",
            raw,
            f"{raw}.",
            f"{raw}x.{signature}",
            f"{raw}.{signature}x",
            "ü.ü",
            token * 9,
        ):
            assert fault_of(forged) == Fault.FORGED
        assert fault_of(token, "people.other") == Fault.FORGED


def test_token_fits_into_an_address_and_no_two_are_alike():
    tokens = {links.issue(purpose=PURPOSE, subject="a", days=1) for _ in range(20)}
    assert len(tokens) == 20
    assert all(token.replace("-", "").replace("_", "").replace(".", "").isalnum() for token in tokens)
    assert max(map(len, tokens)) < 90


def test_database_refuses_more_uses_than_allowed():
    links.issue(purpose=PURPOSE, subject="a", days=1, uses=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedLink.objects.update(used_count=2)


def test_old_links_are_forgotten(settings):
    links.issue(purpose=PURPOSE, subject="a", days=1)
    settings.TODAY = today() + timedelta(days=80)
    assert links.forget_old() == 0
    settings.TODAY = today() + timedelta(days=12)
    assert links.forget_old() == 1
