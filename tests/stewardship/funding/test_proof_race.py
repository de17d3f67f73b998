"""A receipt that is booked while a proof is handed in is either in it, or refused."""

from datetime import date

import pytest

from miteinander.stewardship.funding.enums import Rule
from miteinander.stewardship.funding.models import Proof, Receipt
from miteinander.stewardship.funding.proofs.reading import data_of
from tests.support.accounts import make_account
from tests.support.money import make_fund, make_rule
from tests.support.proofs import make_paid, make_proof
from tests.support.racers import racers

pytestmark = [pytest.mark.data_layer]

RACER = """
from datetime import date
from decimal import Decimal
from django.conf import settings
settings.TODAY = date(2026, 11, 30)
from miteinander.foundation.access.models import User
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.models import Proof, Fund
from miteinander.stewardship.funding.splitting import Share

def race(me, fund, proof, user, cell):
    try:
        if me == 0:
            actions.submit_proof(proof=Proof.objects.get(pk=proof), actor=User.objects.get(pk=user))
            return "handed in"
        actions.enter_receipt(
            values={"payee": "Druckerei", "issued_on": date(2026, 6, 1), "subject": "Plakate", "gross": Decimal("40.00"),
                    "paid_on": date(2026, 6, 2), "payment": "transfer"},
            shares=[Share(cell[0], cell[1], Decimal("40.00"))], accept_twice=True,
        )
        return "booked"
    except Refused as refused:
        return refused.code
"""


@pytest.mark.django_db(transaction=True)
def test_a_receipt_of_the_same_moment_is_in_or_refused(settings):
    settings.TODAY = date(2026, 11, 30)
    make_rule(Rule.FOUR_EYES, 100_000)
    treasurer = make_account("treasurer")
    seen = set()
    with racers(RACER, 2) as race:
        for _ in range(12):
            fund = make_fund()
            make_paid(fund, 10, filed=False)  # real transactions leave no collection for files behind
            proof = make_proof(fund)
            cell = fund.lines.first().allocations.values_list("line_id", "activity_id").get()
            answers = race.run(fund=fund.pk, proof=proof.pk, user=treasurer.pk, cell=list(cell))
            assert "handed in" in answers
            proof = Proof.objects.get(pk=proof.pk)
            settled = {row.receipt for row in data_of(proof).receipts}
            assert settled == set(Receipt.objects.filter(proof=proof).values_list("pk", flat=True))
            other = next(answer for answer in answers if answer != "handed in")
            seen.add(other)
            assert (other, len(settled)) in {("booked", 2), ("closed", 1)}
            assert Receipt.objects.filter(shares__line__fund=fund).count() == len(settled)
