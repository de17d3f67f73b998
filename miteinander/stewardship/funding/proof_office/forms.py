"""Forms of proofs of use."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import ProofKind
from ..models import MoneyReturn, Proof

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class BeginForm(forms.ModelForm):  # type: ignore[type-arg]
    kind = forms.ChoiceField(
        label=_("Art"),
        choices=ProofKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Ein Zwischennachweis lässt die Geldquelle offen. Der Verwendungsnachweis schließt sie ab."
        ),
    )

    class Meta:
        model = Proof
        fields = ("kind", "period_start", "period_end")
        widgets = {"period_start": DAY, "period_end": DAY}


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands beside the narrative; the paragraphs have fields of their own, named by their place."""

    added = forms.CharField(
        label=_("Noch ein Absatz"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )

    class Meta:
        model = Proof
        fields = ("effects", "deviations", "place")
        widgets = {
            "effects": forms.Textarea(attrs={"rows": 5}),
            "deviations": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "effects": _("Was hat es gebracht? Woran merkt man es?"),
            "deviations": _("Was kam anders als geplant, und warum?"),
        }


class ReturnForm(forms.ModelForm):  # type: ignore[type-arg]
    """`rate` is asked for only where no rule of dates knows it."""

    rate = forms.DecimalField(
        label=_("Zinssatz (Prozent im Jahr)"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(50),
        decimal_places=2,
        help_text=_("nur wenn unter „Regeln“ keiner steht; er steht im Bescheid"),
    )

    class Meta:
        model = MoneyReturn
        fields = ("amount", "returned_on", "interest_from", "reason")
        widgets = {"returned_on": DAY, "interest_from": DAY}
        help_texts = {"interest_from": _("leer: es werden keine Zinsen verlangt")}

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("Bitte geben Sie einen Betrag über null ein."))
        return amount
