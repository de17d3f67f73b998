from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from miteinander.civic.concept.models import Activity
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import now, today

from ..blocks import motif_choices
from ..enums import FROZEN, SIZES, Binding, EditionState, PageFormat, Step
from ..querysets import EditionDeadlineQuerySet, EditionQuerySet

IMPRINT_FIELDS = (
    "publisher_name",
    "publisher_address",
    "responsible_name",
    "responsible_address",
    "ads_responsible",
    "printer_name",
    "printer_address",
)
"""Without these nothing is printed (§ 8 LPresseG NRW, `shared/domain.md` 5.3)."""

TAKEN_SLUGS = frozenset({"abo", "mitschreiben"})
"""Words that stand below `zeitung/` in other addresses; an edition of that name could not be opened."""


class Edition(models.Model):
    """Ausgabe. Nothing of it changes once it is released for print, until somebody opens it again."""

    number = models.PositiveSmallIntegerField(_("Nummer"), unique=True)
    slug = models.SlugField(_("Adresse"), max_length=80, unique=True)
    title = TranslatedField(_("Thema"), blank=False, longest=120)
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("Vorhaben"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    format = models.CharField(_("Format"), max_length=10, choices=PageFormat.choices, default=PageFormat.A4)
    pages = models.PositiveSmallIntegerField(_("Seiten"), default=16, help_text=_("Ein Vielfaches von vier."))
    print_run = models.PositiveIntegerField(_("Auflage"), default=0)
    delivery_on = models.DateField(_("Lieferung am"))
    state = models.CharField(
        _("Stand"), max_length=10, choices=EditionState.choices, default=EditionState.PLANNED, editable=False
    )
    released_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True, editable=False)
    printed_on = models.DateField(_("gedruckt am"), null=True, blank=True, editable=False)
    web_published_at = models.DateTimeField(_("im Netz seit"), null=True, blank=True, editable=False)
    motifs = models.CharField(
        _("Mosaik des Titels"), max_length=40, choices=motif_choices, default="newspaper"
    )

    publisher_name = models.CharField(_("Herausgeber"), max_length=160, blank=True)
    publisher_address = models.CharField(_("Anschrift des Herausgebers"), max_length=200, blank=True)
    responsible_name = models.CharField(
        _("Verantwortlich im Sinne des Presserechts"), max_length=120, blank=True
    )
    responsible_address = models.CharField(
        _("Anschrift der verantwortlichen Person"), max_length=200, blank=True
    )
    ads_responsible = models.CharField(
        _("Verantwortlich für Anzeigen"), max_length=200, blank=True, help_text=_("Name und Anschrift.")
    )
    printer_name = models.CharField(_("Druckerei"), max_length=160, blank=True)
    printer_address = models.CharField(_("Anschrift der Druckerei"), max_length=200, blank=True)
    editorial_contact = models.CharField(
        _("Kontakt zur Redaktion"), max_length=200, blank=True, help_text=_("Telefon, E-Mail, Internet.")
    )
    layout_credit = models.CharField(_("Gestaltung"), max_length=120, blank=True)
    deadline_note = models.CharField(
        _("Redaktionsschluss, wie er im Impressum steht"), max_length=160, blank=True
    )
    picture_credits = models.TextField(_("Bildnachweise"), max_length=2000, blank=True)
    issn = models.CharField(
        "ISSN",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{4}-\d{3}[\dX]$", _("Eine ISSN sieht so aus: 1234-567X."))],
    )

    paper = models.CharField(_("Papier"), max_length=120, blank=True)
    binding = models.CharField(_("Bindung"), max_length=10, choices=Binding.choices, default=Binding.STAPLED)
    bleed = models.PositiveSmallIntegerField(_("Beschnitt in mm"), default=3)
    crop_marks = models.BooleanField(_("Schnittmarken"), default=False)
    mark_offset = models.PositiveSmallIntegerField(_("Abstand der Schnittmarken in mm"), default=3)
    as_spreads = models.BooleanField(_("Seiten als Doppelseiten liefern"), default=False)
    order_note = models.TextField(_("Hinweise an die Druckerei"), max_length=1000, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ausgabe")
        verbose_name_plural = _("Ausgaben")
        ordering = ["-delivery_on", "-number"]
        permissions = [("release_edition", "Can release an edition for print")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="newspaper_edition_number_from_one",
                violation_error_message=_("Die Nummer beginnt bei 1."),
            ),
            models.CheckConstraint(
                condition=Q(pages__in=range(4, 129, 4)),
                name="newspaper_edition_pages_by_four",
                violation_error_message=_("Die Zahl der Seiten ist ein Vielfaches von vier, höchstens 128."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=FROZEN) | Q(released_at__isnull=True),
                name="newspaper_edition_released_is_frozen",
            ),
            models.CheckConstraint(
                condition=(Q(state=EditionState.PRINTED) & Q(printed_on__isnull=False))
                | (~Q(state=EditionState.PRINTED) & Q(printed_on__isnull=True)),
                name="newspaper_edition_printed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(bleed__lte=10) & Q(mark_offset__lte=20),
                name="newspaper_edition_bleed_is_small",
                violation_error_message=_("Beschnitt höchstens 10 mm, Abstand der Marken höchstens 20 mm."),
            ),
        ]

    def __str__(self) -> str:
        return _("Nr. %(number)d: %(title)s") % {"number": self.number, "title": self.title}

    def clean(self) -> None:
        if self.slug.lower() in TAKEN_SLUGS:
            raise ValidationError(
                {
                    "slug": _(
                        "Unter „%(slug)s“ steht schon eine andere Seite der Zeitung. Bitte wählen Sie eine andere "
                        "Adresse, zum Beispiel „herbst-2026“."
                    )
                    % {"slug": self.slug}
                }
            )
        if self.pk and self.flatplan.filter(number__gt=self.pages, slots__isnull=False).exists():
            raise ValidationError(
                {
                    "pages": _(
                        "Hinter dieser Zahl von Seiten steht im Seitenplan noch etwas. Verschieben Sie es zuerst."
                    )
                }
            )

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.title], []

    @property
    def live(self) -> bool:
        """Agrees with `EditionQuerySet.published`."""
        return self.web_published_at is not None and self.web_published_at <= now()

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the trimmed page in millimetres."""
        return SIZES[self.format]

    def missing_imprint(self) -> list[str]:
        """Names of the fields that press law asks for and that are empty."""
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in IMPRINT_FIELDS
            if not getattr(self, name).strip()
        ]

    def spreads(self) -> list[tuple[int, ...]]:
        """Page numbers as they lie open: the front alone, pairs, the back alone."""
        inner = [(left, left + 1) for left in range(2, self.pages, 2)]
        return [(1,), *inner, (self.pages,)]


class EditionDeadline(models.Model):
    """Until when a step is done; counted back from the delivery unless somebody moved it."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("Ausgabe"), on_delete=models.CASCADE, related_name="deadlines"
    )
    step = models.CharField(_("Schritt"), max_length=12, choices=Step.choices)
    due_on = models.DateField(_("bis"))
    is_moved = models.BooleanField(_("von Hand verschoben"), default=False)
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)

    objects = EditionDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Termin einer Ausgabe")
        verbose_name_plural = _("Termine der Ausgaben")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "step"], name="newspaper_deadline_one_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_step_display()}"

    def is_overdue(self, day: date | None = None) -> bool:
        return self.done_on is None and self.due_on < (day or today())

    def left(self, day: date | None = None) -> str:
        """How many days are left, in words."""
        days = (self.due_on - (day or today())).days
        if days < 0:
            return ngettext("seit %(days)d Tag überfällig", "seit %(days)d Tagen überfällig", -days) % {
                "days": -days
            }
        return ngettext("noch %(days)d Tag", "noch %(days)d Tage", days) % {"days": days}
