from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PageFormat(TextChoices):
    """Trimmed pages; sizes in `SIZES`."""

    A4 = "a4", _("A4-Heft (210 × 297 mm)")
    TABLOID = "tabloid", _("Tabloid (235 × 315 mm)")
    BERLINER = "berliner", _("Berliner (315 × 470 mm)")


SIZES: dict[str, tuple[int, int]] = {
    PageFormat.A4: (210, 297),
    PageFormat.TABLOID: (235, 315),
    PageFormat.BERLINER: (315, 470),
}
"""Width and height in millimetres (`shared/domain.md` 6)."""


class EditionState(TextChoices):
    PLANNED = "planned", _("geplant")
    IN_WORK = "in_work", _("in Arbeit")
    RELEASED = "released", _("freigegeben zum Druck")
    PRINTED = "printed", _("gedruckt")


FROZEN = (EditionState.RELEASED, EditionState.PRINTED)


class Step(TextChoices):
    """What has to be done until an edition lies on the doormat, in this order."""

    COPY = "copy", _("Redaktionsschluss")
    EDITING = "editing", _("Redigieren")
    TRANSLATION = "translation", _("Übersetzen")
    PROOF = "proof", _("Korrekturabzug")
    PRINT = "print", _("Druckabgabe")
    DELIVERY = "delivery", _("Lieferung")


class ArticleKind(TextChoices):
    LEAD = "lead", _("Aufmacher")
    FEATURE = "feature", _("Hintergrund")
    REPORT = "report", _("Bericht")
    SHORT = "short", _("Kurzmeldung")
    SERVICE = "service", _("Service")
    TEASER = "teaser-only", _("nur Anreißer")


class ArticleState(TextChoices):
    """From the first thought to paper."""

    IDEA = "idea", _("Idee")
    DRAFT = "draft", _("Entwurf")
    EDITED = "edited", _("redigiert")
    TRANSLATED = "translated", _("übersetzt")
    APPROVED = "approved", pgettext_lazy("Beitrag", "freigegeben")
    PLACED = "placed", _("platziert")
    PRINTED = "printed", _("gedruckt")

    @property
    def rank(self) -> int:
        return list(ArticleState).index(self)


READY = (ArticleState.APPROVED, ArticleState.PLACED, ArticleState.PRINTED)
"""States in which somebody has said that the words may go to print."""


class Pattern(TextChoices):
    """How a page is divided; the layout draws it."""

    FRONT = "front", _("Titelseite")
    LEAD_TWO = "lead-two", _("Aufmacher und zwei Beiträge")
    ONE_LONG = "one-long", _("ein langer Beitrag")
    TWO_HALVES = "two-halves", _("zwei halbe Seiten")
    THREE = "three", _("drei Beiträge")
    MULTILINGUAL = "multilingual", _("ein Beitrag in mehreren Sprachen")
    SERVICE = "service", _("Service")
    CALENDAR = "calendar", _("Kalender")
    IMPRINT_BACK = "imprint-back", _("Rückseite mit Impressum")


class SlotKind(TextChoices):
    ARTICLE = "article", _("Beitrag")
    ADVERTISEMENT = "advertisement", _("Anzeige")
    NOTICE = "notice", _("Hinweis")
    CALENDAR = "calendar", _("Kalender")
    VOLUNTEERS = "volunteers", _("Mitmachen")
    CONSULTATION = "consultation", _("Sprechstunden")
    CONCERNS = "concerns", _("beantwortete Anliegen")
    TOURNAMENT = "tournament", _("Turnier")
    ADDRESSES = "addresses", _("Adressen")
    IMPRINT = "imprint", _("Impressum")
    FILLER = "filler", _("Füller")


FILLS_ITSELF = (
    SlotKind.CALENDAR,
    SlotKind.VOLUNTEERS,
    SlotKind.CONSULTATION,
    SlotKind.CONCERNS,
    SlotKind.TOURNAMENT,
    SlotKind.ADDRESSES,
    SlotKind.IMPRINT,
)
"""Their words come from the records of other rooms or of the edition, when the page is laid out."""


class Light(TextChoices):
    """What a slot still lacks; worst first."""

    LOST = "lost", _("Beitrag gelöscht")
    EMPTY = "empty", _("leer")
    UNTRANSLATED = "untranslated", _("nicht übersetzt")
    TOO_LONG = "too_long", _("zu lang")
    TOO_SHORT = "too_short", _("zu kurz")
    UNAPPROVED = "unapproved", _("nicht freigegeben")
    FITS = "fits", _("passt")

    @property
    def rank(self) -> int:
        return list(Light).index(self)


class Binding(TextChoices):
    FOLDED = "folded", _("nur gefalzt")
    STAPLED = "stapled", _("Rückenheftung")
