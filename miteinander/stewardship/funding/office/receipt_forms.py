"""What is typed about a receipt, and about its payment."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.civic.people.models import Organisation, Person
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import CENT, MoneyFormField, euros

from .. import actions, receipt_duties
from ..actions.files import ACCEPTED
from ..enums import FileKind, OrderState, PaymentKind, ReceiptKind, SplitRule
from ..errors import Refused
from ..models import ZERO, Order
from ..splitting import Share, divided
from .fund_forms import day_field
from .order_forms import shares_in

EURO = "EUR"
EARLIEST = date(2000, 1, 1)
"""An invoice from before is a slip of the finger in the year."""
DETAILS = (
    ("always", gettext_lazy("Steht auf jedem Beleg"), receipt_duties.ALWAYS),
    ("above", gettext_lazy("Steht auf Belegen über der Grenze für kleine Belege"), receipt_duties.ABOVE_THE_LIMIT),
    ("advanced", gettext_lazy("Wenn jemand das Geld ausgelegt hat"), receipt_duties.IF_ADVANCED),
)  # fmt: skip


class FileForm(forms.Form):
    """`capture`: on a telephone the camera opens."""

    photo = forms.FileField(label=gettext_lazy("Beleg fotografieren"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Oder eine Datei wählen"), required=False,
        help_text=gettext_lazy("PDF, JPG, PNG oder eine elektronische Rechnung (XML), höchstens 10 MB"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].widget.attrs |= {"accept": "image/jpeg,image/png", "capture": "environment"}
        self.fields["file"].widget.attrs |= {"accept": ACCEPTED}


class AttachForm(FileForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Was ist das?"), choices=FileKind.choices, initial=FileKind.INVOICE
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("photo") and not values.get("file") and not self.errors:
            self.add_error("file", _("Bitte wählen Sie eine Datei, oder machen Sie ein Foto."))
        return values


class ReceiptForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Art"), choices=[one for one in ReceiptKind.choices if one[0] != ReceiptKind.REVERSAL],
        initial=ReceiptKind.INVOICE,
    )  # fmt: skip
    payee = forms.CharField(label=gettext_lazy("Rechnungssteller"), max_length=160)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), required=False
    )
    invoice_number = forms.CharField(label=gettext_lazy("Rechnungs-Nr."), max_length=80, required=False)
    issued_on = day_field(label=gettext_lazy("Rechnungsdatum"))
    delivered_on = day_field(label=gettext_lazy("Tag der Leistung"), required=False)
    subject = forms.CharField(
        label=gettext_lazy("Gegenstand"),
        max_length=300,
        help_text=gettext_lazy("wofür das Geld ausgegeben wurde"),
    )
    gross = MoneyFormField(label=gettext_lazy("Rechnungsbetrag brutto in Euro"), required=False)
    vat = MoneyFormField(label=gettext_lazy("darin Umsatzsteuer"), required=False)
    vat_note = forms.CharField(
        label=gettext_lazy("Grund, warum keine Umsatzsteuer"), max_length=120, required=False
    )
    discount = MoneyFormField(label=gettext_lazy("Skonto und Rabatt"), required=False)
    currency = forms.CharField(
        label=gettext_lazy("Währung"),
        max_length=3,
        initial=EURO,
        help_text=gettext_lazy("drei Buchstaben, zum Beispiel CHF"),
    )
    foreign_amount = MoneyFormField(label=gettext_lazy("Betrag in der Währung"), required=False)
    rate = forms.CharField(
        label=gettext_lazy("Kurs"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("so viele Einheiten der Währung für einen Euro"),
    )
    rate_on = day_field(label=gettext_lazy("Kurs vom"), required=False)
    order = forms.ModelChoiceField(
        Order.objects.none(), label=gettext_lazy("Auftrag"), required=False,
        help_text=gettext_lazy("Mit einem Auftrag wird geteilt wie dort, wenn Sie unten nichts wählen."),
    )  # fmt: skip
    closes_order = forms.BooleanField(
        label=gettext_lazy("Das ist die letzte Rechnung zu diesem Auftrag"), required=False
    )
    split_rule = forms.ChoiceField(
        label=gettext_lazy("Wie wird der Betrag geteilt?"),
        choices=SplitRule.choices,
        initial=SplitRule.SINGLE,
    )
    split_reason = forms.CharField(
        label=gettext_lazy("Begründung der Teilung"), max_length=200, required=False
    )
    not_eligible = MoneyFormField(label=gettext_lazy("davon nicht zuwendungsfähig"), required=False)
    not_eligible_reason = forms.CharField(label=gettext_lazy("warum nicht"), max_length=200, required=False)
    advanced_by = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("ausgelegt von"), required=False
    )
    paid_on = day_field(
        label=gettext_lazy("schon bezahlt am"),
        required=False,
        help_text=gettext_lazy("leer lassen, wenn noch zu zahlen ist"),
    )
    payment = forms.ChoiceField(
        label=gettext_lazy("Zahlungsart"), choices=[("", "–"), *PaymentKind.choices], required=False
    )
    duties_seen = forms.MultipleChoiceField(required=False)
    remark = forms.CharField(label=gettext_lazy("Bemerkung"), max_length=300, required=False)
    deviation = forms.CharField(
        label=gettext_lazy("Begründung einer Abweichung"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    accept_twice = forms.BooleanField(
        label=gettext_lazy("Ich habe nachgesehen: Es ist eine andere Rechnung."), required=False
    )

    def __init__(self, *args: Any, user: Any, order: Order | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]
        chosen = Q(state=OrderState.PLACED) | Q(pk=order.pk if order else None)
        self.fields["order"].queryset = Order.objects.filter(chosen)  # type: ignore[attr-defined]
        sentences = dict(receipt_duties.duties(Decimal(0), small_up_to=None, advanced=True))
        self.fields["duties_seen"].choices = list(sentences.items())  # type: ignore[attr-defined]
        if user.has_perm("people.view_person"):
            self.fields["advanced_by"].queryset = Person.objects.order_by("name")  # type: ignore[attr-defined]
        else:
            del self.fields["advanced_by"]

    @property
    def details(self) -> list[dict[str, Any]]:
        """The details a receipt must show, in groups, with what is ticked."""
        ticked = self["duties_seen"].value() or []
        sentences = dict(self.fields["duties_seen"].choices)  # type: ignore[attr-defined]
        return [
            {"name": name, "label": label, "boxes": [(key, sentences[key], key in ticked) for key in keys]}
            for name, label, keys in DETAILS
        ]

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).strip().upper()
        if len(code) != 3 or not code.isascii() or not code.isalpha():
            raise forms.ValidationError(_("Eine Währung hat drei Buchstaben, zum Beispiel CHF oder PLN."))
        return code

    def clean_rate(self) -> Decimal | None:
        text = str(self.cleaned_data["rate"]).strip().replace(",", ".")
        if not text:
            return None
        if not text.replace(".", "", 1).isdigit() or not text.isascii() or not 0 < Decimal(text) < 10**7:
            raise forms.ValidationError(
                _("„%(text)s“ ist kein Kurs. Bitte schreiben Sie zum Beispiel 0,9412.") % {"text": text[:20]}
            )
        return Decimal(text).quantize(Decimal("0.000001"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("currency", EURO) == EURO:
            values |= {"foreign_amount": None, "rate": None, "rate_on": None}
        else:
            self._clean_foreign(values)
        if values.get("gross") is None and "gross" not in self.errors:
            self.add_error("gross", _("Bitte geben Sie einen Betrag ein."))
        elif values.get("gross") == 0:
            self.add_error("gross", _("Der Betrag muss größer als null sein."))
        if (values.get("vat") or ZERO) >= (values.get("gross") or values.get("vat") or ZERO) > 0:
            self.add_error("vat", _("Die Umsatzsteuer muss kleiner sein als der Rechnungsbetrag."))
        if not EARLIEST <= (values.get("issued_on") or today()) <= today():
            self.add_error(
                "issued_on",
                _("Das Rechnungsdatum liegt in der Zukunft oder vor 2000. Bitte prüfen Sie das Jahr."),
            )
        if values.get("not_eligible") and not values.get("not_eligible_reason"):
            self.add_error(
                "not_eligible_reason", _("Bitte schreiben Sie, warum dieser Teil nicht zuwendungsfähig ist.")
            )
        if bool(values.get("paid_on")) != bool(values.get("payment")):
            name = "payment" if values.get("paid_on") else "paid_on"
            self.add_error(
                name, _("Tag und Art der Zahlung gehören zusammen. Bitte füllen Sie beides aus oder keines.")
            )
        if (values.get("paid_on") or today()) > today():
            self.add_error(
                "paid_on", _("Der Tag der Zahlung liegt in der Zukunft. Bitte warten Sie, bis gezahlt ist.")
            )
        if values.get("split_rule") == SplitRule.BY_AMOUNT and not values.get("split_reason"):
            self.add_error("split_reason", _("Bitte schreiben Sie, warum gerade so geteilt wird."))
        for name in ("discount", "not_eligible"):
            values[name] = values.get(name) or ZERO
        return values

    def _clean_foreign(self, values: dict[str, Any]) -> None:
        for name in ("foreign_amount", "rate", "rate_on"):
            if not values.get(name) and name not in self.errors:
                self.add_error(
                    name, _("Bei einer anderen Währung braucht es Betrag, Kurs und Tag des Kurses.")
                )
        amount = in_euros(values)
        if values.get("gross") is None and "gross" not in self.errors and amount is not None:
            values["gross"] = amount

    @property
    def record_values(self) -> dict[str, Any]:
        beside = {"order", "closes_order", "accept_twice", "not_eligible"}
        return {name: value for name, value in self.cleaned_data.items() if name not in beside}


def in_euros(values: dict[str, Any]) -> Decimal | None:
    """The amount by the rate; None if one of them is missing."""
    amount, rate = values.get("foreign_amount"), values.get("rate")
    return (amount / rate).quantize(CENT) if amount and rate else None


def shares_of_form(form: ReceiptForm, rows: Any) -> list[Share]:
    """As the rows say, or as the order is divided; the part that is not eligible goes over them in proportion.
    Raises Refused, ValidationError."""
    values = form.cleaned_data
    paid, out, order = values["gross"] - values["discount"], values["not_eligible"], values["order"]
    if paid <= 0:
        raise Refused("discount", _("Der Abzug muss kleiner sein als der Rechnungsbetrag."), field="discount")
    if out > paid:
        raise Refused(
            "not_eligible",
            _("Das ist mehr, als der Beleg kostet (%(paid)s).") % {"paid": euros(paid)},
            field="not_eligible",
        )
    if order is not None and not any(row.cleaned_data.get("cell") for row in rows.forms):
        shares = actions.proposed_shares(paid, order)
        values["split_rule"], values["split_reason"] = order.split_rule, order.split_reason
    else:
        values["amount"] = paid
        shares = shares_in(form, rows)
        del values["amount"]
    parts = divided(out, [one.amount for one in shares]) if out else [ZERO] * len(shares)
    return [Share(one.line, one.activity, one.amount, part) for one, part in zip(shares, parts, strict=True)]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Warum wird er zurückgenommen?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip


class PaidForm(forms.Form):
    """Common to all receipts that are paid together."""

    paid_on = day_field(
        label=gettext_lazy("Zahlungsdatum (Wertstellung)"),
        initial=today,
        help_text=gettext_lazy("der Tag auf dem Kontoauszug"),
    )
    payment = forms.ChoiceField(
        label=gettext_lazy("Zahlungsart"), choices=PaymentKind.choices, initial=PaymentKind.TRANSFER
    )


class DiscountForm(forms.Form):
    discount = MoneyFormField(label=gettext_lazy("Skonto und Rabatt"), required=False)


class TransferForm(DiscountForm):
    name = forms.CharField(label=gettext_lazy("Kontoinhaber"), max_length=70)
    iban = forms.CharField(label=gettext_lazy("IBAN"), max_length=42)
    text = forms.CharField(label=gettext_lazy("Verwendungszweck"), max_length=140)

    field_order = ("name", "iban", "text", "discount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["iban"].widget.attrs |= {"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}


class ExecuteForm(forms.Form):
    execute_on = day_field(label=gettext_lazy("ausführen am"), initial=today)


class ConfirmForm(forms.Form):
    on = day_field(label=gettext_lazy("ausgeführt am (Wertstellung)"), initial=today)
    done = forms.MultipleChoiceField(
        label=gettext_lazy("Was die Bank ausgeführt hat"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("Nehmen Sie weg, was zurückkam. Diese Belege sind dann wieder frei."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].choices = choices  # type: ignore[attr-defined]
        self.fields["done"].initial = [key for key, _label in choices]
