from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import Language, base_language, site_languages
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.telephone import format_telephone, validate_telephone


def hideable_languages() -> list[tuple[str, str]]:
    """Every language of the site but the one all texts have."""
    return [(one.code, one.name) for one in site_languages() if one.code != base_language()]


class Identity(models.Model):
    """Who runs this installation; one row."""

    product_name = models.CharField(_("Name der Seite"), max_length=40, default="Miteinander")
    name = models.CharField(_("Name"), max_length=120)
    town = models.CharField(_("Stadt"), max_length=80, blank=True)
    wordmark = models.ImageField(
        _("Bildmarke"),
        upload_to="images/wordmark",
        blank=True,
        help_text=_("PNG, JPG oder WebP, höchstens 10 MB. Steht oben auf jeder Seite. Leer: unser Mosaik."),
    )
    claim = TranslatedField(_("Leitsatz"))
    intro = TranslatedField(_("Einleitung"))
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postal_code = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    telephone = models.CharField(_("Telefon"), max_length=30, blank=True, validators=[validate_telephone])
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    office_hours = TranslatedField(_("Öffnungszeiten"))
    sender_name = models.CharField(_("Absendername in E-Mails"), max_length=80, blank=True)
    responsible = TranslatedField(_("Verantwortlich für den Inhalt"))
    hidden_languages = ChoiceListField(
        _("Noch nicht zeigen"),
        options=hideable_languages,
        help_text=_(
            "Diese Sprachen stehen in keiner Auswahl und in keiner Suchmaschine, bis genug übersetzt ist. Wer die "
            "Adresse kennt, kann sie schon ansehen."
        ),
    )
    is_sample = models.BooleanField(_("Beispieldaten"), default=False)

    class Meta:
        verbose_name = _("Auftritt")
        verbose_name_plural = _("Auftritt")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="interface_identity_one_row")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self._state.adding and Identity.objects.exists():
            raise ValidationError(_("Den Auftritt gibt es schon. Bitte ändern Sie den vorhandenen."))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @property
    def shown_languages(self) -> list[Language]:
        """The languages that visitors are offered, in the order of the site."""
        return [one for one in site_languages() if one.code not in self.hidden_languages]

    @property
    def telephone_text(self) -> str:
        return format_telephone(self.telephone)

    @property
    def telephone_link(self) -> str:
        return f"tel:{self.telephone}" if self.telephone else ""


class ShortLink(models.Model):
    """A short address for print: `/t/<code>` leads to `path` in the visitor's best language."""

    code = models.CharField(max_length=12, unique=True)
    path = models.CharField(max_length=300, unique=True)
    """Without the language, for example "/termine/fruehstueck-mai/"."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Kurzadresse")
        verbose_name_plural = _("Kurzadressen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path__startswith="/"), name="interface_shortlink_stays_here"
            )
        ]

    def __str__(self) -> str:
        return self.code


def present_identity() -> Identity:
    """The row, or an unsaved empty one before the first set-up. Costs one query."""
    found = Identity.objects.filter(pk=1).first()
    return found or Identity(pk=1, name="Miteinander", claim=Translated(), intro=Translated())
