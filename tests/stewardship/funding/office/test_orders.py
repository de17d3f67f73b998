"""Orders in the office: drafted with what is left in sight, decided, countersigned, sent back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from miteinander.programme.events import funds
from miteinander.programme.events.companions import engagement_steps_of
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import OrderState, Rule
from miteinander.stewardship.funding.models import DatedRule, Order, OrderShare
from tests.support.accounts import make_account
from tests.support.factories import make_activity, make_engagement, make_event, make_organisation, text
from tests.support.money import euro, first_cell, make_fund, make_line, make_order, make_rule

from .test_overview import plain

pytestmark = pytest.mark.django_db
NEW = "/buero/geld/auftraege/neu/"


@pytest.fixture
def no_second():
    make_rule(Rule.FOUR_EYES, 100_000)


def typed(*cells, rule="single", **values):
    rows = {"anteil-TOTAL_FORMS": str(len(cells)), "anteil-INITIAL_FORMS": "0"}
    for at, (cell, part) in enumerate(cells):
        rows |= {f"anteil-{at}-cell": cell, f"anteil-{at}-part": part}
    given = {
        "purpose": "Plakate", "payee": "Druckerei Muster", "amount": "300,00", "legal_form": "company", "split_rule": rule,
        "resident_abroad": "unknown",
    }  # fmt: skip
    return given | rows | values


def cell_of(fund, at=0):
    row = list(OrderShare._meta.get_field("line").related_model.objects.filter(fund=fund))[
        at
    ].allocations.first()
    return f"{row.line_id}-{row.activity_id}"


def make_two_lines():
    activity = make_activity(title=text("Tour"))
    fund = make_fund({"Druck": {activity: 600}, "Musik": {activity: 200}}, title=text("Haushalt"))
    return fund, cell_of(fund), cell_of(fund, 1)


def test_a_draft_is_written_and_says_what_will_be_left(desk):
    _fund, cell, _other = make_two_lines()
    assert "noch frei 600,00 €" in plain(desk.get(NEW))
    page = desk.post(NEW, typed((cell, ""), rechnen="1"))
    words = plain(page)
    assert "danach frei" in words and "300,00 €" in words and not Order.objects.exists()
    assert 'value="Druckerei Muster"' in page.content.decode()
    assert desk.post(NEW, typed((cell, ""))).status_code == 302
    order = Order.objects.get()
    assert (order.state, order.amount, order.number) == (OrderState.DRAFT, 300, "2026-001")


@pytest.mark.parametrize(
    ("rule", "parts", "expected"),
    [
        ("equal", ("", ""), ["150.00", "150.00"]),
        ("by_plan", ("", ""), ["225.00", "75.00"]),
        ("by_percent", ("33,33", "66,67"), ["99.99", "200.01"]),
        ("by_amount", ("1,00", "299,00"), ["1.00", "299.00"]),
    ],
)
def test_an_order_is_divided_by_its_rule(desk, rule, parts, expected):
    _fund, cell, other = make_two_lines()
    data = typed((cell, parts[0]), (other, parts[1]), rule=rule, split_reason="Wie vereinbart")
    assert desk.post(NEW, data).status_code == 302
    assert [str(row.amount) for row in OrderShare.objects.order_by("pk")] == expected


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"amount": "12,3456"}, "amount", "mehr als zwei Stellen"),
        ({"payee": ""}, "payee", "an wen der Auftrag geht"),
        ({"net_fee": "301"}, None, "höher als der ganze Betrag"),
        ({"split_rule": "by_amount"}, "split_reason", "warum gerade so geteilt"),
        ({"split_rule": "by_percent", "anteil-0-part": "50"}, "split_rule", "zusammen 100 Prozent"),
    ],
)
def test_what_is_wrong_stands_at_its_field(desk, change, field, words):
    _fund, cell, _other = make_two_lines()
    page = desk.post(NEW, typed((cell, "")) | change)
    errors = page.context["form"].errors
    assert page.status_code == 422 and words in str(errors.get(field or "__all__")), errors
    assert not Order.objects.exists() and "Plakate" in page.content.decode()


def test_an_order_without_a_line_says_so_at_the_line(desk):
    make_two_lines()
    page = desk.post(NEW, typed(("", "")))
    assert "aus welcher Kostenposition" in str(page.context["rows"].forms[0].errors["cell"])


def test_one_more_row_loses_nothing(desk):
    _fund, cell, _other = make_two_lines()
    page = desk.post(NEW, typed((cell, "20"), zeile="1"))
    assert len(page.context["rows"].forms) == 2 and 'value="20"' in page.content.decode()
    for strange in ("x", "-4", "99999", ""):
        assert desk.post(
            NEW, typed((cell, "20"), zeile="1") | {"anteil-TOTAL_FORMS": strange}
        ).status_code in (200, 422)


def test_an_order_is_placed_closed_and_its_rest_is_free_again(desk, treasurer, no_second):
    fund, *_cells = make_two_lines()
    order = make_order(fund, 100)
    here = f"/buero/geld/auftraege/{order.pk}/"
    assert desk.post(f"{here}tun/", {"was": "beauftragen", "beauftragen-reason": ""}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.decided_by) == (OrderState.PLACED, treasurer)
    page = desk.post(f"{here}tun/", {"was": "zuruecknehmen", "zuruecknehmen-words": " "})
    assert page.status_code == 422 and page.context["cancel"].errors["words"]
    assert desk.post(f"{here}tun/", {"was": "abschliessen"}).status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED
    assert "erledigt" in plain(desk.get(here))


def test_more_than_is_left_asks_for_a_reason_where_it_is_written(desk, no_second):
    make_rule(Rule.TRANSFER_SHARE, 20)
    fund, *_cells = make_two_lines()
    order = make_order(fund, 650)
    here = f"/buero/geld/auftraege/{order.pk}/tun/"
    page = desk.post(here, {"was": "beauftragen", "beauftragen-reason": ""})
    assert page.status_code == 422
    assert "noch 600,00 € frei" in str(page.context["place"].errors["reason"])
    assert (
        desk.post(here, {"was": "beauftragen", "beauftragen-reason": "Papier ist teurer"}).status_code == 302
    )


def test_the_second_person_agrees_or_sends_back(desk, client, treasurer, chair):
    fund, *_cells = make_two_lines()
    order = make_order(fund, 100, by=chair)
    here = f"/buero/geld/auftraege/{order.pk}/"
    page = desk.get(here)
    assert "Sie sind die zweite Person" in plain(page)
    assert (
        desk.post(
            f"{here}tun/", {"was": "zurueckgeben", "zurueckgeben-words": "Bitte Angebot holen"}
        ).status_code
        == 302
    )
    order.refresh_from_db()
    assert order.state == OrderState.DRAFT and "Bitte Angebot holen" in order.note
    actions.place_order(order=order, actor=chair)
    assert desk.post(f"{here}tun/", {"was": "mitzeichnen"}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.approved_by) == (OrderState.PLACED, treasurer)


def test_quotes_are_asked_for_and_kept_with_their_file(desk, no_second, treasurer):
    make_rule(Rule.QUOTES, 50)
    fund, *_cells = make_two_lines()
    order = make_order(fund, 100)
    here = f"/buero/geld/auftraege/{order.pk}/"
    assert "Es fehlen noch 3 Angebote" in plain(desk.get(here))
    page = desk.post(f"{here}tun/", {"was": "beauftragen", "beauftragen-reason": ""})
    assert page.status_code == 422 and "braucht es 3 Angebote" in plain(page)
    bad = SimpleUploadedFile("angebot.pdf", b"MZ not a pdf")
    data = {"supplier": "Druckerei A", "amount": "99,00", "received_on": "2026-06-01", "is_chosen": "on"}
    page = desk.post(f"{here}angebot/", data | {"file": bad})
    assert page.status_code == 422 and not order.quotes.exists()
    assert page.context["form"].errors["file"] and "[" not in page.context["form"].errors["file"][0]
    good = SimpleUploadedFile("angebot.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")
    assert desk.post(f"{here}angebot/", data | {"file": good}).status_code == 302
    quote = order.quotes.get()
    assert quote.is_chosen and desk.get(quote.file.url).status_code == 200
    assert "genommen: Druckerei A" in plain(desk.get(here))


def test_the_list_finds_by_state_source_line_activity_and_words(desk, treasurer, no_second):
    fund, *_cells = make_two_lines()
    placed = make_order(fund, 10, by=treasurer, payee="Chor Morgenlicht")
    draft = make_order(make_fund(), 20, payee="Bäckerei Krume")
    line, activity = first_cell(fund)

    def found(**query):
        words = plain(desk.get("/buero/geld/auftraege/", query))
        return [order for order in (placed, draft) if order.payee in words]

    assert found() == [placed, draft]
    assert found(stand="placed") == [placed] and found(q="krume") == [draft]
    assert found(quelle=fund.pk) == found(position=line) == found(vorhaben=activity) == [placed]
    assert found(position=make_line(fund, "Leer").pk) == []
    assert found(q="\x00'--", stand="x", quelle="x") == []


# --- Engagements ------------------------------------------------------------------------------------------------------


def test_an_engagement_becomes_an_order_without_typing_anything_twice(client, chair, no_second):
    client.force_login(chair)
    tour = make_activity(title=text("Tour"))
    fund = make_fund({"Musik": {tour: 500}})
    choir = make_organisation(name="Chor Morgenlicht")
    one = make_engagement(
        event=make_event(title="Sommerfest", activity=tour), organisation=choir, person=None, name="", kind="music",
        fee=euro(200), legal_form="self_employed", state="agreed",
    )  # fmt: skip
    (step,) = engagement_steps_of([one], chair)[one.pk]
    assert step.label == "Auftrag vorbereiten"
    page = client.get(step.url)
    form = page.context["form"]
    assert form["payee"].value() == "Chor Morgenlicht" and form["net_fee"].value() == "200,00"
    assert form["work"].value() == "music" and form["legal_form"].value() == "self_employed"
    chosen = page.context["rows"].forms[0]["cell"].value()
    assert chosen == "-".join(str(key) for key in first_cell(fund))
    data = typed((chosen, ""), amount="238,00", net_fee="200,00", payee="", organisation=choir.pk, work="music",
                 legal_form="self_employed", purpose="Musik: Sommerfest")  # fmt: skip
    page = client.post(step.url, data)
    assert page.status_code == 302, (page.context["form"].errors, page.context["rows"].errors)
    order = Order.objects.get()
    assert (order.engagement, order.event, order.payee) == (one, one.event, "Chor Morgenlicht")
    assert client.get(step.url).headers["Location"] == f"/buero/geld/auftraege/{order.pk}/"
    actions.place_order(order=order, actor=chair)
    assert list(funds.ordered([one.pk])) == [one.pk]
    one.fee = euro(300)
    one.save()
    (step,) = engagement_steps_of([one], chair)[one.pk]
    assert "das Honorar ist jetzt ein anderes" in step.label
    assert "Vereinbart sind jetzt 300,00 €" in plain(client.get(step.url))
    actions.cancel_order(order=order, reason="neu vereinbart", actor=chair)
    (step,) = engagement_steps_of([one], chair)[one.pk]
    assert step.label == "Auftrag vorbereiten"


def test_lower_rooms_hear_what_is_left(treasurer, no_second):
    tour = make_activity()
    make_fund({"Druck": {tour: 100}, "Musik": {tour: 300}})
    assert funds.left(make_activity()) is None
    left = funds.left(tour)
    assert left.amount == 400 and [line.amount for line in left.lines] == [100, 300]
    assert not funds.check(tour, euro(400))
    (sentence,) = funds.check(tour, euro("400.01"))
    assert "noch 400,00 € frei" in sentence and "0,01 € zu wenig" in sentence


# --- Four eyes ----------------------------------------------------------------------------------------------------------


def test_who_sets_the_limit_is_not_freed_by_it(client, treasurer, chair):
    client.force_login(treasurer)
    DatedRule.objects.filter(rule=Rule.FOUR_EYES).delete()
    data = {"rule": "four_eyes", "value": "100.000,00", "valid_from": "2026-01-01", "source": "Ich selbst"}
    assert client.post("/buero/geld/regeln/", data).status_code == 302
    fund = make_fund()
    own, other = make_order(fund, 40), make_order(fund, 40)
    client.post(f"/buero/geld/auftraege/{own.pk}/tun/", {"was": "beauftragen", "beauftragen-reason": ""})
    own.refresh_from_db()
    assert own.state == OrderState.WAITING
    assert actions.place_order(order=other, actor=chair).state == OrderState.PLACED


ROLES = (
    "chair", "office", "treasurer", "working_group_lead", "editor", "translator", "volunteer_coordinator", "member",
    "auditor", "administrator",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_a_waiting_order_placed_alone(client, chair, role):
    """Every address of the room, as whoever decided; with the verb of every button."""
    user = make_account(
        role, email="selbst@example.org", **({"languages": ["tr"]} if role == "translator" else {})
    )
    fund = make_fund()
    order = make_order(fund, 40)
    line, activity = first_cell(fund)
    client.force_login(user)
    client.post(f"/buero/geld/auftraege/{order.pk}/tun/", {"was": "beauftragen", "beauftragen-reason": ""})
    order.refresh_from_db()
    may = role in ("chair", "office", "treasurer", "administrator")
    assert order.state == (OrderState.WAITING if may else OrderState.DRAFT)
    if not may:
        order = actions.place_order(order=order, actor=user)
    here = f"/buero/geld/auftraege/{order.pk}/"
    everything = typed((f"{line}-{activity}", ""), state="placed", approved_by=chair.pk, decided_by=chair.pk,
                       needs_second="", amount="1,00")  # fmt: skip
    for deed in ("mitzeichnen", "abschliessen", "beauftragen"):
        client.post(f"{here}tun/", everything | {"was": deed})
    for address in (
        here, f"{here}aendern/", f"{here}angebot/", NEW,
        *(f"/buero/snippets/funding/order/{way}/" for way in (
            "add", f"edit/{order.pk}", f"delete/{order.pk}", f"copy/{order.pk}", f"history/{order.pk}")),
        f"/buero/bulk/funding/order/delete/?id={order.pk}",
        f"/buero/bulk/funding/order/publish/?id={order.pk}",
    ):  # fmt: skip
        client.get(address)
        client.post(address, everything)
    order.refresh_from_db()
    assert (order.state, order.approved_by, order.decided_by, order.amount) == (
        OrderState.WAITING,
        None,
        user,
        40,
    )
    assert not Order.objects.filter(state__in=(OrderState.PLACED, OrderState.CLOSED)).exists()


def test_no_programme_file_decides_an_order():
    from miteinander.foundation.exchange import kinds

    assert not {"orders", "receipts", "proofs"} & {kind.name for kind in kinds.all()}


def test_no_record_of_money_has_a_generic_form():
    from django.apps import apps
    from django.urls import reverse
    from wagtail.snippets.models import get_snippet_models

    reverse("wagtailadmin_home")
    assert not set(apps.get_app_config("funding").get_models()) & set(get_snippet_models())
