"""What a report says of the newspaper."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from miteinander.civic.concept.results import FileKind, Part, Period, UnitKind, results, results_of
from miteinander.programme.newspaper.actions import adopt_printed
from miteinander.programme.newspaper.enums import ArticleState
from miteinander.programme.newspaper.models import (
    Article,
    ArticleText,
    Edition,
    EditionPrint,
    PostalSubscriber,
)
from tests.support.distribution import deliver, make_outlet, make_subscriber
from tests.support.factories import make_activity, text
from tests.support.newspaper import make_article, make_edition, words

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def activity():
    return make_activity()


def printed(activity, on=date(2025, 10, 15), **values):
    edition = make_edition(activity=activity, delivery_on=on, **({"print_run": 3000} | values))
    return adopt_printed(edition=edition, on=on)


def add_article(edition, *, state=ArticleState.PRINTED, **values):
    """Put into an edition that nobody can change any more."""
    article = make_article(**values)
    Article.objects.filter(pk=article.pk).update(state=state, edition=edition)
    return article


def keep_pages(edition, *, for_print, document="newspaper.edition", file=True):
    name = f"prints/{edition.pk}-{EditionPrint.objects.count()}.pdf"
    if file:
        default_storage.save(name, ContentFile(b"%PDF"))
    return EditionPrint.objects.create(
        edition=edition, document=document, title="Zeitung", run=EditionPrint.objects.count() + 1,
        sha256=sha256(b"%PDF").hexdigest(), size=4, file=name if file else "", for_print=for_print,
        printed_at=datetime(2025, 10, 1, tzinfo=UTC),
    )  # fmt: skip


def texts(found, part):
    return [one.text for one in found.part(part)]


def own(found):
    return {one.key.partition(".")[2]: one.value for one in found.figures if one.key.startswith("newspaper.")}


def test_an_edition_becomes_whole_sentences(activity):
    edition = printed(activity, number=105, title=text("Zusammen „am“ Tisch"), pages=16)
    add_article(edition, texts={"de": words("Eins"), "tr": words("Bir")})
    add_article(edition)
    add_article(edition, title="Liegt noch da", state=ArticleState.DRAFT)
    hidden = add_article(edition, texts={"de": words("Zwei"), "ar": words("اثنان")})
    ArticleText.objects.filter(article=hidden, language="ar").update(held_back=True)
    first, second, third = (make_outlet() for _each in range(3))
    deliver(edition, {first: (1200, 1200), second: (800, 800), third: (100,)})
    for outlet, left in ((first, 200), (second, 0)):
        outlet.deliveries.update(leftovers=left, counted_on=date(2026, 1, 10))
    make_subscriber(copies=3)
    PostalSubscriber.objects.update(consent_on=date(2025, 1, 1))
    found = results(activity, YEAR)
    assert texts(found, Part.DONE) == [
        "Am 15. Oktober 2025 erschien Nr. 105 der Zeitung mit dem Thema „Zusammen ‚am‘ Tisch“. "
        "Darin stehen 3 Beiträge auf 16 Seiten. Beiträge gibt es in diesen Sprachen: Deutsch und Türkisch. "
        "Gedruckt wurden 3.000 Exemplare."
    ]
    assert texts(found, Part.EFFECT) == [
        "Von Nr. 105 der Zeitung wurden 2.000 Exemplare an 2 Stellen ausgelegt. "
        "An 2 Stellen wurde gezählt, was übrig blieb: 200 von 2.000 Exemplaren. "
        "Von Nr. 105 der Zeitung waren 3 Exemplare mit der Post bestellt."
    ]
    assert own(found) == {
        "editions": 1, "articles": 3, "languages": 2, "copies": 3000, "delivered": 2000, "counted": 2000,
        "left_over": 200, "by_post": 3,
    }  # fmt: skip
    (unit,) = found.units
    assert (unit.kind, unit.count, unit.key) == (UnitKind.COPY, 3000, f"newspaper.edition:{edition.pk}")
    assert found.missing == ()
    assert "Beispiel" not in repr(found)  # the subscriber


def test_one_copy_and_one_article_are_singular(activity):
    edition = printed(activity, number=106, print_run=1)
    add_article(edition)
    found = results(activity, YEAR)
    assert "Darin steht 1 Beitrag auf 4 Seiten. Gedruckt wurde 1 Exemplar." in texts(found, Part.DONE)[0]
    assert [one.text for one in found.missing] == [
        "Von Nr. 106 der Zeitung steht nicht, wo sie ausgelegt wurde. Tragen Sie die Lieferungen ein."
    ]


def test_an_edition_belongs_to_the_period_of_its_day(activity):
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    inside = [printed(activity, on=day) for day in days][1:3]
    make_edition(activity=activity, delivery_on=date(2025, 5, 5))
    on_web = make_edition(activity=activity, delivery_on=date(2025, 5, 5))
    Edition.objects.filter(pk=on_web.pk).update(web_published_at=datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    too_late = make_edition(activity=activity, delivery_on=date(2025, 5, 5))
    Edition.objects.filter(pk=too_late.pk).update(web_published_at=datetime(2025, 12, 31, 23, 0, tzinfo=UTC))
    found = results(activity, YEAR)
    assert [one.record for one in found.part(Part.DONE)] == [
        f"newspaper.edition:{one.pk}" for one in (*inside, on_web)
    ]
    web = found.part(Part.DONE)[-1]
    assert web.text.endswith("im Internet.") and web.public_url.endswith(f"/zeitung/{on_web.slug}/")
    assert len(found.units) == 2


def test_other_activities_stay_out_but_what_was_written_about_this_one_counts(activity):
    newspaper = make_activity()
    edition = printed(newspaper, number=107)
    add_article(edition, title="Frühstück für <alle>", activity=activity)
    add_article(edition, title="Nie gedruckt", activity=activity, state=ArticleState.APPROVED)
    add_article(printed(activity, number=108), title="Im eigenen Blatt", activity=activity)
    found = results_of([activity, newspaper], YEAR)
    assert texts(found[activity.pk], Part.EFFECT) == [
        "Darüber berichtete Nr. 107 der Zeitung (15. Oktober 2025) unter der Überschrift „Frühstück für <alle>“."
    ]
    assert found[activity.pk].part(Part.EFFECT)[0].typed
    assert (own(found[activity.pk])["editions"], own(found[activity.pk])["articles_about"]) == (1, 1)
    assert "articles_about" not in own(found[newspaper.pk])
    assert own(results(make_activity(), YEAR)) == {}


def test_the_pages_that_went_to_the_press_are_evidence(activity):
    edition = printed(activity)
    press = keep_pages(edition, for_print=True)
    keep_pages(edition, for_print=False)
    keep_pages(edition, for_print=True, document="newspaper.print-order")
    keep_pages(printed(activity), for_print=True, file=False)
    (file,) = results(activity, YEAR).files
    assert (file.kind, file.sha256, file.day) == (FileKind.NEWSPAPER, press.sha256, date(2025, 10, 15))
    assert file.name == f"zeitung-{edition.number}.pdf" and file.read() == b"%PDF"


def test_queries_do_not_grow(activity, count_queries):
    other = make_activity()

    def add():
        edition = printed(activity)
        add_article(edition, texts={"de": words("Eins"), "tr": words("Bir")})
        add_article(printed(other), activity=activity)
        deliver(edition, {make_outlet(): (10, 10)})
        keep_pages(edition, for_print=True)

    def cost():
        with count_queries() as queries:
            found = results_of([activity, other], YEAR)
        return len(queries), len(found[activity.pk].sentences)

    add()
    first, said = cost()
    for _each in range(3):
        add()
    assert cost() == (first, 4 * said)
