"""The demo's newspaper on its way: loaded with the year, and again without changing anything."""

from datetime import date

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.newspaper.actions import adopt_printed
from miteinander.programme.newspaper.distribution import figures
from miteinander.programme.newspaper.distribution.print_run import propose_run
from miteinander.programme.newspaper.models import Delivery, Edition, Outlet, PostalSubscriber
from miteinander.surfaces.operations.demo_distribution import load_distribution
from tests.support.demo import demo, demo_file  # noqa: F401
from tests.support.newspaper import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_the_demo_has_outlets_in_rounds_and_subscribers():
    assert Outlet.objects.count() == 14
    assert Outlet.objects.exclude(round=None).count() == 13
    assert all(outlet.place for outlet in Outlet.objects.in_rounds())
    assert PostalSubscriber.objects.active().count() == 5


def test_its_printed_editions_have_figures_from_which_the_next_run_follows():
    for number, day in ((901, date(2026, 3, 1)), (902, date(2026, 9, 1))):
        if Edition.objects.filter(state="printed").count() < 2:
            adopt_printed(edition=make_edition(number=number, delivery_on=day, print_run=5000), on=day)
    load_distribution(None)
    printed = list(Edition.objects.filter(state="printed").order_by("delivery_on"))
    assert len(printed) >= 2
    for edition in printed[:2]:
        found = figures.copies_of(edition)
        assert found.printed >= found.delivered + found.by_post and found.leftovers > 0
    counted = Delivery.objects.counted().filter(edition=printed[0])
    assert all(row.counted_on > printed[0].delivery_on for row in counted)
    proposal = propose_run(make_edition(number=903, delivery_on=date(2099, 3, 1)))
    assert 3000 < proposal.run < 5000 and proposal.run % 250 == 0
    entries = AuditEntry.objects.count()
    load_distribution(None)
    assert AuditEntry.objects.count() == entries
