"""The newspaper in the office: its pages, what buttons and arrow keys do, two authors at once, numbers of queries."""

import json
import re

import pytest
from django.urls import reverse

from miteinander.programme.newspaper import actions
from miteinander.programme.newspaper.enums import ArticleState, SlotKind, Step
from miteinander.programme.newspaper.models import Article, ArticleText, Edition, Section, Slot
from tests.support.accounts import make_account
from tests.support.factories import make_identity, text
from tests.support.newspaper import make_article, make_edition, make_slot, words

pytestmark = pytest.mark.django_db
SPACE = "newspaper_office"


@pytest.fixture
def editor(client):
    make_identity()
    client.force_login(make_account("editor"))
    return client


def address(page, *args):
    return reverse(f"{SPACE}:{page}", args=args)


def sent(article, language="de", **values):
    """What the form of a text sends: one paragraph."""
    state = json.dumps(
        {
            "entityMap": {},
            "blocks": [
                {
                    "key": "a1",
                    "text": values.pop("body", "Neu."),
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
            ],
        }
    )
    return {
        "kicker": "",
        "title": "Neuer Titel",
        "standfirst": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": state,
        "seen": str(article.versions.filter(language=language).count()),
        **values,
    }


def test_a_plan_shows_spreads_lights_and_what_is_marked_as_advertising(editor):
    edition = make_edition()
    make_slot(edition, 2, make_article(edition, title="Tisch für alle", state=ArticleState.APPROVED))
    make_slot(edition, 3, kind=SlotKind.ADVERTISEMENT, title="Tag der offenen Tür", is_paid=True)
    make_article(edition, title="Wartet noch")
    html = editor.get(address("flatplan", edition.pk)).content.decode()
    assert html.count('class="paper-spread"') == 3
    assert len(re.findall(r'data-page="\d"', html)) == 4
    assert re.search(r"<em>Anzeige</em> Tag der offenen Tür", html)
    assert "passt" in html and "Wartet noch" in html
    assert "<style" not in html.split("<main")[-1]


def test_everything_in_the_plan_goes_with_buttons(editor):
    edition = make_edition()
    article = make_article(edition)
    do = address("flatplan-do", edition.pk)
    editor.post(do, {"was": "platz-neu", "seite": "2", "zurueck": "2"})
    slot = Slot.objects.get()
    editor.post(do, {"was": "platzieren", "platz": slot.pk, "beitrag": article.pk})
    editor.post(do, {"was": "verschieben", "platz": slot.pk, "seite": "4"})
    slot = Slot.objects.select_related("page").get()
    assert (slot.article, slot.page.number) == (article, 4)
    editor.post(
        do, {"was": "seite", "seite": "4", "section": Section.objects.first().pk, "pattern": "service"}
    )
    assert edition.flatplan.get(number=4).pattern == "service"
    editor.post(address("slot", slot.pk), {"kind": "article", "language": "tr", "wanted_length": "1200"})
    slot.refresh_from_db()
    assert (slot.wanted_length, slot.language, slot.article) == (1200, "tr", article)
    editor.post(do, {"was": "leeren", "platz": slot.pk})
    assert Slot.objects.get().article is None
    editor.post(do, {"was": "entfernen", "platz": slot.pk})
    assert not Slot.objects.exists()


def test_a_script_places_and_moves_and_hears_why_not(editor):
    edition = make_edition()
    one, two = (make_article(edition) for _ in range(2))
    do, json_answer = address("flatplan-do", edition.pk), {"HTTP_ACCEPT": "application/json"}
    for article in (one, two):
        answer = editor.post(do, {"was": "platzieren", "beitrag": article.pk, "seite": "2"}, **json_answer)
        assert answer.json() == {"ok": True}
    second = Slot.objects.get(article=two)
    editor.post(do, {"was": "verschieben", "platz": second.pk, "seite": "2", "stelle": "1"}, **json_answer)
    assert list(edition.flatplan.get(number=2).slots.values_list("article", "order")) == [
        (two.pk, 1),
        (one.pk, 2),
    ]
    foreign = make_slot(make_edition())
    for values, status in (
        ({"was": "verschieben", "platz": second.pk, "seite": "99"}, 422),
        ({"was": "leeren", "platz": foreign.pk}, 422),
        ({"was": "platzieren", "beitrag": "²", "seite": "2"}, 422),
        ({"was": "platzieren", "beitrag": make_article(make_edition()).pk, "seite": "2"}, 409),
    ):
        answer = editor.post(do, values, **json_answer)
        assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert editor.post(do, {"was": "sprengen"}).status_code == 400


@pytest.mark.parametrize("model", [Edition, Article])
@pytest.mark.parametrize("many", [False, True])
def test_wagtail_deletes_nothing_of_a_frozen_edition(client, office, model, many):
    client.force_login(office)
    edition = make_edition()
    record = make_article(edition) if model is Article else edition
    one = reverse(f"wagtailsnippets_newspaper_{model._meta.model_name}:delete", args=[record.pk])
    bulk = reverse("wagtail_bulk_action", args=("newspaper", model._meta.model_name, "delete"))
    actions.adopt_printed(edition=edition, on=edition.delivery_on)
    answer = client.post(f"{bulk}?id={record.pk}" if many else one, follow=True)
    assert "Diese Ausgabe ist freigegeben" in answer.content.decode()
    assert model.objects.filter(pk=record.pk).exists()


def test_a_frozen_plan_offers_nothing_and_takes_nothing(editor):
    edition = make_edition()
    slot = make_slot(edition)
    Edition.objects.filter(pk=edition.pk).update(state="released")
    html = editor.get(address("flatplan", edition.pk) + "?seite=2").content.decode()
    assert "steht fest" in html and "platz-neu" not in html
    editor.post(address("flatplan-do", edition.pk), {"was": "entfernen", "platz": slot.pk})
    assert Slot.objects.count() == 1
    form = editor.get(reverse("wagtailsnippets_newspaper_edition:edit", args=[edition.pk])).context["form"]
    assert form.instance.is_frozen


def test_a_text_is_saved_in_its_blocks_and_what_was_pasted_is_cleaned(editor):
    article = make_article()
    page = address("article", article.pk)
    pasted = '<h2 class="MsoTitle">Zwischen</h2><p class="MsoNormal" style="color:red">Aus <o:p></o:p><b>Word</b></p><script>böse()</script>'
    assert editor.post(page, sent(article, pasted_html=pasted, pasted="Aus Word")).status_code == 302
    text = ArticleText.objects.get(article=article)
    assert [(block["type"], block["value"]) for block in text.blocks][1:] == [
        ("heading", "Zwischen"),
        ("paragraph", "<p>Aus <b>Word</b></p>"),
    ]
    assert text.blocks[0]["value"].startswith("<p") and "Neu." in text.blocks[0]["value"]


def test_two_authors_at_once_and_nothing_is_lost(editor):
    article = make_article()
    page, mine = address("article", article.pk), sent(article, body="Meine Fassung.")
    actions.save_text(article=article, language="de", words=words("Die andere Fassung"))
    answer = editor.post(page, mine)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Jemand hat diesen Text inzwischen geändert" in html and "Meine Fassung." in html
    assert ArticleText.objects.get(article=article).title == "Die andere Fassung"
    again = mine | {"seen": re.search(r'name="seen" value="(\d+)"', html)[1]}
    assert editor.post(page, again).status_code == 302
    assert ArticleText.objects.get(article=article).title == "Neuer Titel"
    assert article.versions.filter(title="Die andere Fassung").exists()


def test_a_translator_writes_their_language_only(client):
    make_identity()
    article = make_article(texts={"de": words("Tisch")})
    client.force_login(make_account("translator", languages=["tr"]))
    page = address("article", article.pk)
    client.post(page, sent(article))
    assert ArticleText.objects.get(language="de").title == "Tisch"
    client.post(f"{page}?sprache=ar", sent(article, "ar"))
    assert not ArticleText.objects.filter(language="ar").exists()
    client.post(f"{page}?sprache=tr", sent(article, "tr", title="Masa"))
    assert ArticleText.objects.get(language="tr").title == "Masa"
    html = client.get(f"{page}?sprache=tr").content.decode()
    assert "Tisch" in html  # the German beside it


def test_an_idea_is_noted_in_the_pool_and_in_an_edition(editor):
    edition = make_edition()
    section = Section.objects.get(slug="sport")
    values = {"title": "Wer pfeift?", "section": section.pk, "kind": "report", "languages": ["tr"]}
    editor.post(address("idea-add"), values | {"note": "Schiedsrichter fragen"})
    article = Article.objects.get()
    assert (article.edition, article.languages, article.comments.count()) == (None, ["tr"], 1)
    editor.post(address("idea-add"), values | {"edition": edition.pk})
    assert edition.articles.get().state == ArticleState.IDEA
    empty = editor.post(address("idea-add"), values | {"title": ""})
    assert (empty.status_code, Article.objects.count()) == (422, 2)


def test_steps_and_approval_on_the_desk(editor):
    article = make_article()
    do = address("article-do", article.pk)
    editor.post(do, {"was": "edited"})
    editor.post(do, {"was": "freigeben"})
    article.refresh_from_db()
    assert article.state == ArticleState.APPROVED
    editor.post(do, {"was": "printed"})
    article.refresh_from_db()
    assert article.state == ArticleState.APPROVED


def test_dates_are_moved_and_ticked_off_on_the_page_of_the_edition(editor):
    edition = make_edition()
    step = edition.deadlines.get(step=Step.PROOF)
    editor.post(address("deadline-do", step.pk), {"bis": "2099-09-28"})
    editor.post(address("deadline-do", step.pk), {"erledigt": "1"})
    editor.post(address("deadline-do", step.pk), {"bis": "gestern"})
    step.refresh_from_db()
    assert (step.due_on.isoformat(), step.is_moved, step.done_on is not None) == ("2099-09-28", True, True)
    html = editor.get(address("edition", edition.pk) + "?pruefen=1").content.decode()
    assert "Auf Seite 1 steht noch nichts." in html
    editor.post(address("edition-do", edition.pk), {"was": "freigeben"})
    edition.refresh_from_db()
    assert edition.state == "planned"


def test_lists_and_forms_open(editor):
    edition = make_edition()
    make_article(edition)
    for kind in ("edition", "article", "section"):
        assert editor.get(reverse(f"wagtailsnippets_newspaper_{kind}:list")).status_code == 200
    html = editor.get(reverse("wagtailsnippets_newspaper_article:list")).content.decode()
    assert address("article", edition.articles.get().pk) in html
    assert editor.get(reverse("wagtailsnippets_newspaper_edition:add")).status_code == 200


@pytest.mark.parametrize(("page", "queries"), [("edition", 0), ("flatplan", 0)])
def test_pages_of_an_edition_cost_the_same_whatever_they_show(editor, count_queries, page, queries):
    edition = make_edition(pages=8)

    def fill(number):
        article = make_article(
            edition, texts={"de": words(f"T{number}"), "tr": words(f"B{number}")}, state=ArticleState.APPROVED
        )
        make_slot(edition, number, article)

    fill(2)
    editor.get(address(page, edition.pk))
    with count_queries() as one:
        editor.get(address(page, edition.pk))
    for number in (3, 4, 5):
        fill(number)
    with count_queries() as several:
        editor.get(address(page, edition.pk))
    assert len(one) == len(several)


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
@pytest.mark.parametrize("model", [Edition, Section], ids=lambda model: model.__name__)
def test_what_still_holds_articles_is_kept_and_the_office_says_which(client, office, model, many):
    client.force_login(office)
    reverse("wagtailadmin_home")
    edition = make_edition(title=text("Brot und Salz"))
    for title in ("Der lange Tisch", "Das Salz", "Das Brot", "Der Tee"):
        make_article(edition, title=title)
    record = edition if model is Edition else Section.objects.get(slug="culture")
    name = model._meta.model_name
    address = (
        reverse("wagtail_bulk_action", args=("newspaper", name, "delete")) + f"?id={record.pk}"
        if many
        else reverse(model.snippet_viewset.get_url_name("delete"), args=[record.pk])
    )
    for method in (client.get, client.post):
        answer = method(address, follow=True)
        (said,) = [str(one) for one in answer.context["messages"]]
        assert str(record) in said
        assert "4 Beiträge („Der lange Tisch“, „Das Salz“, „Das Brot“ …)" in said
        assert answer.status_code == 200
    assert model.objects.filter(pk=record.pk).exists()
    Article.objects.all().delete()
    client.post(address)
    assert not model.objects.filter(pk=record.pk).exists()


def test_the_desk_opens_a_text_with_line_breaks(editor):
    article = make_article(texts={"de": words("Stühle", "<p>Erste Zeile<br>zweite &amp; <b>dritte</b></p>")})
    page = editor.get(address("article", article.pk))
    assert page.status_code == 200 and "zweite" in page.content.decode()
