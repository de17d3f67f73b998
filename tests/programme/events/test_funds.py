"""What the office hears of money while it plans: what is left, what is promised, what would not fit."""

from decimal import Decimal

import pytest
from django.urls import reverse

from miteinander.programme.events import companions, funds
from miteinander.programme.events.companions import Companion, Step
from miteinander.programme.events.funds import Funds, Left, LineLeft
from miteinander.programme.events.models import Engagement
from miteinander.programme.events.office_money import money_of, promised_fees
from tests.support.accounts import make_account
from tests.support.factories import make_activity, make_engagement, make_event, make_organisation

pytestmark = pytest.mark.django_db
SENTENCE = "Für „Referenten“ fehlen 88,00 €."


class Purse(Funds):
    """Stands for the room that knows the money: 312 euros for every activity."""

    def __init__(self, amount="312.00"):
        self.amount, self.orders, self.checked = Decimal(amount), [], []

    def left(self, activity):
        return Left(self.amount, [LineLeft("<b>Referenten</b>", self.amount)], "/buero/mittel/")

    def check(self, activity, amount):
        self.checked.append(amount)
        return [SENTENCE] if amount > self.amount else []

    def ordered(self, engagements):
        return [pk for pk in engagements if pk in self.orders]


@pytest.fixture(autouse=True)
def nobody(monkeypatch):
    """The room above that knows the money stays outside."""
    monkeypatch.setattr(funds, "_funds", funds._NOBODY)


@pytest.fixture
def purse(nobody):
    answering = Purse()
    funds.register(answering)
    return answering


def event_form(client, event):
    response = client.get(reverse("wagtailsnippets_events_event:edit", args=[event.pk]))
    assert response.status_code == 200
    return response.content.decode()


def engagement_form(engagement, **values):
    return {
        "event": engagement.event_id, "person": "", "organisation": "", "name": engagement.name, "kind": "music",
        "state": "agreed", "fee": "400", "legal_form": "unknown", "resident_abroad": "unknown", "note": "",
    } | values  # fmt: skip


def test_nobody_answers_for_funds(client, office):
    event = make_event()
    make_engagement(event=event, state="agreed", fee=400)
    assert funds.left(event.activity) is None and funds.check(event.activity, Decimal(1)) == ()
    assert funds.ordered([1]) == () and money_of(event.activity) is None and money_of(None) is None
    client.force_login(office)
    assert "Noch frei" not in event_form(client, event)


def test_only_one_room_answers(purse):
    funds.register(purse)
    with pytest.raises(ValueError, match="already"):
        funds.register(Purse())


def test_promised_is_what_is_agreed_and_not_ordered_and_not_long_ago(purse, settings):
    activity = make_activity()
    coming, undated = (make_event(activity=activity, dates=dates) for dates in (["2035-05-05"], []))
    make_engagement(event=coming, state="agreed", fee=Decimal("100.10"))
    make_engagement(event=undated, state="agreed", fee=Decimal("50.05"))
    ordered = make_engagement(event=coming, state="agreed", fee=30)
    purse.orders = [ordered.pk]
    for values in (
        {"state": "asked", "fee": 9},
        {"state": "declined", "fee": 9},
        {"state": "agreed", "fee": 0},
        {"state": "agreed"},
    ):
        make_engagement(event=coming, **values)  # fmt: skip
    make_engagement(event=make_event(activity=activity, dates=["2011-05-05"]), state="agreed", fee=9)
    make_engagement(event=make_event(dates=["2035-05-05"]), state="agreed", fee=9)
    assert promised_fees(activity) == Decimal("150.15")
    several = make_event(activity=activity, dates=["2035-06-05", "2035-06-06"])
    make_engagement(event=several, state="agreed", fee=Decimal("1.00"))
    assert promised_fees(activity) == Decimal("151.15")


def test_the_form_of_an_event_says_what_is_left(client, office, purse):
    event = make_event(dates=["2035-05-05"])
    make_engagement(event=event, name="<i>Trio</i>", state="agreed", fee=150)
    client.force_login(office)
    page = event_form(client, event)
    assert "Noch frei für dieses Vorhaben: 312,00 €" in page
    assert "Zugesagt und noch nicht beauftragt: 150,00 €." in page
    assert "&lt;b&gt;Referenten&lt;/b&gt;: 312,00 €" in page and "&lt;i&gt;Trio&lt;/i&gt;" in page
    assert SENTENCE not in page and "Sie können trotzdem speichern" not in page
    assert f"?veranstaltung={event.pk}" in page
    make_engagement(event=event, state="agreed", fee=250)
    page = event_form(client, event)
    assert SENTENCE in page and "Sie können trotzdem speichern." in page
    assert purse.checked[-1] == Decimal(400)


def test_who_may_not_see_fees_sees_no_money(client, purse):
    event = make_event(dates=["2035-05-05"])
    make_engagement(event=event, name="Trio Beispiel", state="agreed", fee=150)
    client.force_login(make_account("editor"))
    page = event_form(client, event)
    assert "Noch frei" not in page and "Trio Beispiel" not in page


def test_planning_again_says_what_is_left(client, office, purse):
    event = make_event(dates=["2024-05-05 18:00"])
    client.force_login(office)
    address = reverse("event_office:plan-again", args=[event.pk])
    assert "Noch frei für dieses Vorhaben: 312,00 €" in client.get(address).content.decode()
    client.force_login(make_account("editor"))
    response = client.get(address)
    assert response.status_code == 200 and "Noch frei" not in response.content.decode()


def test_a_fee_that_does_not_fit_is_saved_with_a_warning(client, office, purse):
    engagement = make_engagement(event=make_event(dates=["2035-05-05"]))
    client.force_login(office)
    address = reverse("wagtailsnippets_events_engagement:edit", args=[engagement.pk])
    assert "Noch frei für dieses Vorhaben: 312,00 €" in client.get(address).content.decode()
    page = client.post(address, engagement_form(engagement), follow=True).content.decode()
    assert Engagement.objects.get(pk=engagement.pk).fee == Decimal(400)
    assert f"Die Mitwirkung ist gespeichert. {SENTENCE} Klären Sie das Geld" in page
    page = client.post(address, engagement_form(engagement, fee="312"), follow=True).content.decode()
    assert Engagement.objects.get(pk=engagement.pk).fee == Decimal(312) and SENTENCE not in page


def test_a_new_engagement_knows_its_event(client, office, purse):
    event = make_event(dates=["2035-05-05"], title="Fest im Park")
    client.force_login(office)
    address = reverse("wagtailsnippets_events_engagement:add")
    page = client.get(f"{address}?veranstaltung={event.pk}").content.decode()
    assert "Noch frei" in page and "Fest im Park" in page
    for wanted in ("", "x", "9" * 30, "999999"):
        page = client.get(f"{address}?veranstaltung={wanted}")
        assert page.status_code == 200 and "Noch frei" not in page.content.decode()
    page = client.post(
        address, engagement_form(Engagement(event=event, name="Trio")), follow=True
    ).content.decode()
    assert SENTENCE in page and Engagement.objects.get().name == "Trio"


def test_rooms_above_offer_a_step_for_each_engagement(client, office, monkeypatch, count_queries):
    asked = []

    class Orders(Companion):
        def engagement_steps(self, engagements, user):
            asked.append(len(engagements))
            return {one.pk: [Step("Auftrag anlegen", f"/buero/auftrag/{one.pk}/")] for one in engagements}

    monkeypatch.setattr(companions, "_companions", [Orders()])
    event = make_event(dates=["2035-05-05"])
    first = make_engagement(event=event)
    client.force_login(office)
    event_form(client, event)

    def cost():
        with count_queries() as queries:
            assert f'href="/buero/auftrag/{first.pk}/">Auftrag anlegen</a>' in event_form(client, event)
        return len(queries)

    before = cost()
    for _each in range(3):
        make_engagement(event=event, organisation=make_organisation())
    assert cost() == before and asked[-1] == 4
    page = client.get(reverse("wagtailsnippets_events_engagement:edit", args=[first.pk])).content.decode()
    assert f'href="/buero/auftrag/{first.pk}/">Auftrag anlegen</a>' in page
