"""A small newspaper as readers meet it: records written straight, without the desk that makes them."""

from datetime import UTC, date, datetime
from itertools import count

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.media.pictures import grey_tile
from miteinander.programme.newspaper.models import Article, ArticleText, Edition, FlatplanPage, Section, Slot

_numbers = count(1)
PUBLISHED = datetime(2026, 4, 16, 6, tzinfo=UTC)


def make_edition(**values):
    n = next(_numbers)
    defaults = {
        "number": n, "slug": f"ausgabe-{n}", "title": Translated.of(f"Thema {n}"), "delivery_on": date(2026, 4, 16),
        "state": "released", "released_at": PUBLISHED, "web_published_at": PUBLISHED,
    }  # fmt: skip
    values = defaults | values
    if values["state"] not in ("released", "printed"):
        values["released_at"] = None
    return Edition.objects.create(**values)


def make_article(edition, *, texts=None, section="council", **values):
    """`texts`: by language a title, or the fields of a text with `body` as plain blocks."""
    n = next(_numbers)
    defaults = {
        "slug": f"beitrag-{n}",
        "state": "placed",
        "order": n,
        "section": Section.objects.get(slug=section),
    }
    article = Article.objects.create(edition=edition, **(defaults | values))
    german_stamp = ""
    for language, given in (texts or {"de": f"Beitrag {n}"}).items():
        fields = {"title": given} if isinstance(given, str) else dict(given)
        body = fields.pop("body", [{"type": "paragraph", "value": f"Absatz von {fields['title']}."}])
        text = ArticleText(article=article, language=language, made_from=german_stamp, **fields)
        text.set_blocks(body)
        text.save()
        if language == "de":
            german_stamp = text.stamp
    after_write(record=article, verb=Verb.CREATED, actor=None, fields=[])
    return article


def make_notice(edition, *, kind="notice", page=2, **values):
    """A notice or an advertisement on a page of the edition."""
    page, _made = FlatplanPage.objects.get_or_create(edition=edition, number=page)
    return Slot.objects.create(page=page, order=page.slots.count() + 1, kind=kind, **values)


def make_photo(**values):
    defaults = {
        "title": "Foto", "consent_basis": ConsentBasis.CONSENT,
        "credit": "Foto: Beispiel", "alternative": Translated.of("Ein Platz mit Tischen"),
    }  # fmt: skip
    image = CouncilImage(**(defaults | values))
    image.file.save("foto.png", grey_tile(), save=False)
    image.save()
    return image
