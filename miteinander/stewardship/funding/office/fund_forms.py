"""Forms about sources of money. What was typed stays in the form until it is saved."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.people.models import Organisation
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import MoneyFormField

from ..models import CostLine, Fund, Instalment, PlannedIncome


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **options)


DAYS = (
    "period_start", "period_end", "apply_until", "early_start_from", "interim_until", "report_until",
)  # fmt: skip


class FundForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words and dates; amounts and state have their own pages."""

    call_address = forms.URLField(label=_("Adresse des Aufrufs"), required=False, assume_scheme="https")

    class Meta:
        model = Fund
        fields = (
            *("title", "slug", "kind", "funder", "is_additional", "is_sample", "period_start", "period_end"),
            *("purpose", "reason", "call", "call_address", "apply_until", "file_number", "early_start_from"),
            *("conditions", "eligible_kinds", "transfer_share", "interim_until", "report_until"),
        )
        widgets = {
            **{name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in DAYS},
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("purpose", "reason", "conditions")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].label = _("Kurzname in Adressen")
        self.fields["slug"].help_text = _(
            "nur Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel foerderung-2027"
        )
        self.fields["funder"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and writes the record; here only the single fields are read."""


class LineForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CostLine
        fields = ("number", "title", "kind")

    def _post_clean(self) -> None:
        """The action checks the record."""


class GrantForm(forms.Form):
    amount = MoneyFormField(label=_("bewilligter Betrag"))
    on = day_field(label=_("Bescheid oder Beschluss vom"))
    file_number = forms.CharField(label=_("Aktenzeichen"), max_length=80, required=False)
    notice = forms.FileField(
        label=_("Bescheid als Datei"),
        required=False,
        help_text=_("PDF oder Bild. Nur das Büro kann die Datei lesen."),
    )


class DayForm(forms.Form):
    on = day_field(label=_("am"))

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        if label:
            self.fields["on"].label = label


class ArrivalForm(DayForm):
    payer = forms.CharField(label=_("von wem"), max_length=160)


class CellChoice(forms.ChoiceField):
    """A cell of the plan as "line-activity"; cleans to the two primary keys, or None."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return tuple(int(part) for part in text.split("-")) if text else None


class TransferForm(forms.Form):
    source = CellChoice(label=_("von"))
    target_line = forms.ModelChoiceField(CostLine.objects.none(), label=_("nach Kostenposition"))
    target_activity = forms.ModelChoiceField(Activity.objects.none(), label=_("für Vorhaben"))
    amount = MoneyFormField(label=_("Betrag"))
    reason = forms.CharField(label=_("Grund"), max_length=300)
    on = day_field(label=_("am"), initial=today)

    def __init__(self, *args: Any, fund: Fund, cells: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", "–"), *cells]  # type: ignore[attr-defined]
        self.fields["target_line"].queryset = fund.lines.order_by("number")  # type: ignore[attr-defined]
        self.fields["target_activity"].queryset = Activity.objects.all()  # type: ignore[attr-defined]


class CarryOverForm(forms.Form):
    target_line = forms.ModelChoiceField(CostLine.objects.none(), label=_("nach Kostenposition"))
    target_activity = forms.ModelChoiceField(Activity.objects.none(), label=_("für Vorhaben"))
    amount = MoneyFormField(label=_("Betrag"))
    on = day_field(label=_("beschlossen am"), initial=today)
    source = forms.CharField(label=_("Beschluss oder Bescheid"), max_length=200)

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = CostLine.objects.exclude(fund=fund).filter(fund__state="granted").select_related("fund")
        chosen = self.fields["target_line"]
        chosen.queryset = lines.order_by("fund", "number")  # type: ignore[attr-defined]
        chosen.label_from_instance = lambda line: f"{line.fund}: {line}"  # type: ignore[attr-defined]
        self.fields["target_activity"].queryset = Activity.objects.all()  # type: ignore[attr-defined]


class PlannedIncomeForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = PlannedIncome
        fields = ("kind", "title", "amount")


class InstalmentForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Instalment
        fields = ("due_on", "amount")
        widgets = {"due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}


PlannedIncomeRows = forms.modelformset_factory(
    PlannedIncome, form=PlannedIncomeForm, extra=3, can_delete=True
)
InstalmentRows = forms.modelformset_factory(Instalment, form=InstalmentForm, extra=2, can_delete=True)
