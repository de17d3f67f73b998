"""Fixed pages and reports in the office, through Wagtail's own forms."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.models import TextRow
from miteinander.surfaces.website.actions import report_barrier
from miteinander.surfaces.website.models import BarrierReport, FixedPage, FixedPageText

pytestmark = pytest.mark.django_db
TEXTS, PAGES, REPORTS = (
    f"wagtailsnippets_website_{name}" for name in ("fixedpagetext", "fixedpage", "barrierreport")
)


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


def body(*blocks):
    """What Wagtail's stream form posts for the blocks."""
    data = {"body-count": str(len(blocks))}
    for number, (kind, value) in enumerate(blocks):
        part = f"body-{number}"
        data |= {f"{part}-type": kind, f"{part}-order": str(number), f"{part}-id": "", f"{part}-deleted": ""}
        data[f"{part}-value"] = value
    return data


def rich(text):
    import json

    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def row(page, language):
    kind = ContentType.objects.get_for_model(FixedPage)
    return TextRow.objects.get(content_type=kind, record_id=page.pk, language=language)


@pytest.mark.parametrize("name", [TEXTS, PAGES, REPORTS])
def test_lists_open(office_client, name):
    report_barrier(what="Knopf fehlt", page="/de/", reach="", language="de")
    assert office_client.get(reverse(f"{name}:list")).status_code == 200


def test_text_written_in_the_office_is_cleaned_stamped_found_and_kept_in_the_trail(office_client, office):
    page = FixedPage.objects.get(key="sign-language")
    page.texts.filter(language="sq").delete()
    before = content_version()
    response = office_client.post(
        reverse(f"{TEXTS}:add"),
        {
            "page": page.pk,
            "language": "sq",
            "title": "Gjuha e shenjave",
            "made_by": "human",
            **body(("heading", "Titull"), ("paragraph", rich("Përshëndetje <b>"))),
        },
    )
    assert response.status_code == 302, response.content.decode()[:3000]
    text = FixedPageText.objects.get(page=page, language="sq")
    assert [block["value"] for block in text.blocks] == ["Titull", "<p>Përshëndetje &lt;b&gt;</p>"]
    german = FixedPageText.objects.get(page=page, language="de")
    assert text.made_from == german.stamp and text.state(german) == "draft"
    assert "pershendetje" in row(page, "sq").body
    assert AuditEntry.objects.filter(record_id=str(text.pk), verb="created", actor=office).exists()
    assert content_version() > before
    html = office_client.get("/sq/gebaerdensprache/").content.decode()
    assert "<h1>Gjuha e shenjave</h1>" in html and "Përshëndetje &lt;b&gt;" in html


def test_shipped_text_opens_in_the_office_and_is_saved_unchanged(office_client):
    text = FixedPageText.objects.get(page__key="accessibility", language="de")
    html = office_client.get(reverse(f"{TEXTS}:edit", args=[text.pk])).content.decode()
    assert "Ombudsstelle" in html


def test_second_text_of_a_language_gets_a_sentence(office_client):
    page = FixedPage.objects.get(key="sign-language")
    data = {"page": page.pk, "language": "de", "title": "Noch einer", "made_by": "human", **body()}
    html = office_client.post(reverse(f"{TEXTS}:add"), data).content.decode()
    assert "Diese Seite hat in dieser Sprache schon einen Text." in html


def test_deleted_text_is_forgotten_by_search(office_client):
    text = FixedPageText.objects.get(page__key="easy-language", language="de-simple")
    assert row(text.page, "de-simple").body
    office_client.post(reverse(f"{TEXTS}:delete", args=[text.pk]))
    assert not FixedPageText.objects.filter(pk=text.pk).exists()
    assert row(text.page, "de-simple").body == "" and row(text.page, "de-simple").state == "missing"
    assert row(text.page, "de").body


def test_pages_are_neither_added_nor_deleted_in_the_office(office_client):
    page = FixedPage.objects.first()
    office_client.post(reverse(f"{PAGES}:delete", args=[page.pk]))
    office_client.post(reverse(f"{PAGES}:add"), {"published": "on"})
    assert FixedPage.objects.count() == 5


def test_withdrawn_page_disappears_from_search(office_client):
    page = FixedPage.objects.get(key="easy-language")
    office_client.post(reverse(f"{PAGES}:edit", args=[page.pk]), {"as_of": "", "film_url": "", "film": ""})
    page.refresh_from_db()
    assert not page.published
    assert row(page, "de").body == ""


def test_report_is_read_and_marked_done_and_nothing_else_can_be_changed(office_client, office):
    report = report_barrier(what="Knopf fehlt", page="/de/kalender/", reach="0214 1", language="de")
    address = reverse(f"{REPORTS}:edit", args=[report.pk])
    html = office_client.get(address).content.decode()
    assert "Knopf fehlt" in html and "/de/kalender/" in html and "0214 1" in html
    office_client.post(address, {"done": "on", "what": "anders", "reach": ""})
    report.refresh_from_db()
    assert report.closed_at is not None
    assert (report.what, report.reach) == ("Knopf fehlt", "0214 1")
    assert AuditEntry.objects.filter(record_id=str(report.pk), verb="changed", actor=office).exists()
    closed = report.closed_at
    office_client.post(address, {"done": "on"})
    report.refresh_from_db()
    assert report.closed_at == closed
    office_client.post(address, {})
    report.refresh_from_db()
    assert report.closed_at is None


def test_reports_are_not_added_or_deleted_in_the_office(office_client):
    report = report_barrier(what="x", page="", reach="", language="de")
    office_client.post(reverse(f"{REPORTS}:delete", args=[report.pk]))
    office_client.post(reverse(f"{REPORTS}:add"), {"what": "y"})
    assert list(BarrierReport.objects.values_list("what", flat=True)) == ["x"]


def test_menu_says_how_many_reports_wait(office_client):
    assert "Barrieren (" not in office_client.get("/buero/").content.decode()
    for _ in range(2):
        report_barrier(what="x", page="", reach="", language="de")
    BarrierReport.objects.filter(pk=BarrierReport.objects.first().pk).update(closed_at="2026-01-01T00:00Z")
    assert "Barrieren (1)" in office_client.get("/buero/").content.decode()


def test_strangers_stay_out(client, outsider):
    client.force_login(outsider)
    for name in (TEXTS, PAGES, REPORTS):
        assert client.get(reverse(f"{name}:list")).status_code == 302
