"""A consent that is withdrawn: gone at once from every page, listed where it stands on paper."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from miteinander.foundation.media.consents import rendition_for_web, withdraw_image
from miteinander.foundation.media.models import CouncilImage
from miteinander.programme.newspaper import actions, own_checks, release_checks
from miteinander.programme.newspaper.actions import adopt_state
from miteinander.programme.newspaper.enums import ArticleState, SlotKind
from miteinander.programme.newspaper.models import Edition
from tests.support.factories import text
from tests.support.newspaper import make_article, make_edition, make_slot, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_image():
    return CouncilImage.objects.create(
        title="Am Tisch",
        file=get_test_image_file(),
        consent_basis="consent",
        alternative=text("Ein Tisch"),
        credit="Kim Muster",
    )


def with_picture_in_body(edition, image):
    blocks = [{"type": "picture", "value": {"image": image.pk, "alternative": "Tisch"}}]
    article = make_article(edition, title="Im Text")
    said = actions.Words("Im Text", "", "", [*words("x").blocks, *blocks])
    actions.save_text(article=article, language="de", words=said)
    return article


def test_withdrawing_lists_what_is_printed_and_takes_the_picture_from_the_web():
    image, other = make_image(), make_image()
    printed, open_edition = make_edition(), make_edition()
    make_article(printed, title="Als Bild", picture=image)
    with_picture_in_body(printed, image)
    make_slot(printed, 3, kind=SlotKind.ADVERTISEMENT, picture=image)
    make_article(printed, title="Anderes Bild", picture=other)
    make_article(open_edition, title="Noch offen", picture=image)
    Edition.objects.filter(pk=printed.pk).update(state="released")
    assert rendition_for_web(image, "max-100x100") is not None
    uses = withdraw_image(image=image)
    assert [str(one.label).partition("), ")[2] or str(one.label) for one in uses] == [
        f"Zeitung {printed}, Beitrag „Als Bild“",
        f"Zeitung {printed}, Beitrag „Im Text“",
        f"Zeitung {printed}, Seite 3",
    ]
    image.refresh_from_db()
    assert rendition_for_web(image, "max-100x100") is None


def test_a_picture_without_consent_or_without_words_stops_the_release():
    image = make_image()
    edition = make_edition()
    for page in range(1, 5):
        make_slot(edition, page, make_article(edition, state=ArticleState.APPROVED))
    make_slot(edition, 4, kind=SlotKind.IMPRINT)
    assert release_checks.findings(edition) == []
    first, second, *_rest = edition.articles.all()
    type(first).objects.filter(pk=first.pk).update(picture=image)
    type(second).objects.filter(pk=second.pk).update(motifs="breakfast")
    CouncilImage.objects.filter(pk=image.pk).update(consent_basis="unclear")
    said = [one.message for one in release_checks.findings(edition)]
    assert said == [
        f"Das Bild zu „{first}“ darf nicht gedruckt werden.",
        f"Dem Bild zu „{second}“ fehlt die Beschreibung.",
    ]


def test_pictures_in_texts_and_in_notices_are_checked_before_the_release():
    unclear, nameless, gone = make_image(), make_image(), make_image()
    edition = make_edition()
    articles = [with_picture_in_body(edition, image) for image in (unclear, nameless, gone)]
    for page, article in enumerate(articles, start=1):
        adopt_state(article=article, state=ArticleState.APPROVED, actor=None)
        make_slot(edition, page, article)
    make_slot(edition, 4, kind=SlotKind.NOTICE, title="Fest", picture=unclear)
    make_slot(edition, 4, kind=SlotKind.IMPRINT)
    CouncilImage.objects.filter(pk=unclear.pk).update(consent_basis="unclear")
    CouncilImage.objects.filter(pk=nameless.pk).update(credit="")
    CouncilImage.objects.filter(pk=gone.pk).delete()
    said = [(one.page, one.message, one.blocking) for one in own_checks.check_slots(edition)]
    assert said == [
        (1, "Das Bild zu „Im Text“ darf nicht gedruckt werden.", True),
        (2, "Beim Bild zu „Im Text“ steht nicht, von wem es ist.", False),
        (3, "Ein Bild zu „Im Text“ gibt es nicht mehr.", True),
        (4, "Das Bild zu „Fest“ darf nicht gedruckt werden.", True),
    ]


def test_the_checks_cost_the_same_for_many_pictures(django_assert_num_queries):
    edition = make_edition()
    make_slot(edition, 1, with_picture_in_body(edition, make_image()))
    with django_assert_num_queries(3):
        list(own_checks.check_slots(edition))
    for page in (2, 3):
        make_slot(edition, page, with_picture_in_body(edition, make_image()))
    with django_assert_num_queries(3):
        list(own_checks.check_slots(edition))
