"""The draft of an order, its quotes, and what is said with a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.civic.people.models import Organisation, Person
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import MoneyFormField, euros, parse_money

from .. import actions
from ..cockpit import Cockpit, cockpit_of
from ..enums import FundState, SplitRule
from ..errors import Refused
from ..figures import Cell
from ..models import ZERO, CostLine, Fund, Order
from ..splitting import Share
from .fund_forms import CellChoice, day_field

MOST_SHARES = 20
WITH_PARTS = (SplitRule.BY_PERCENT, SplitRule.BY_AMOUNT)


class OrderForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Order
        fields = (
            *("purpose", "payee", "organisation", "person", "amount", "net_fee", "work", "legal_form"),
            *("resident_abroad", "quotes_waived", "note", "split_rule", "split_reason"),
        )
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payee"].required = False
        self.fields["payee"].help_text = _(
            "Leer lassen, wenn Sie unten eine Organisation oder Person wählen."
        )
        self.fields["organisation"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["resident_abroad"].widget.choices = [
            ("unknown", _("noch nicht bekannt")),
            ("true", _("ja")),
            ("false", _("nein")),
        ]
        self.fields["split_rule"].label = _("Wie wird der Betrag geteilt?")
        if not user.has_perm("people.view_person"):
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("payee"):
            who = values.get("organisation") or values.get("person")
            if who is None:
                self.add_error("payee", _("Bitte schreiben Sie, an wen der Auftrag geht."))
            else:
                values["payee"] = str(who)[:160]
        if values.get("split_rule") == SplitRule.BY_AMOUNT and not values.get("split_reason"):
            self.add_error("split_reason", _("Bitte schreiben Sie, warum gerade so geteilt wird."))
        return values

    def _post_clean(self) -> None:
        """The action checks the record."""


class ShareForm(forms.Form):
    cell = CellChoice(label=gettext_lazy("Kostenposition und Vorhaben"), required=False)
    part = forms.CharField(label=gettext_lazy("Anteil"), max_length=30, required=False)

    def __init__(self, *args: Any, choices: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = choices  # type: ignore[attr-defined]
        self.fields["part"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}


ShareRows = forms.formset_factory(ShareForm, extra=0, max_num=MOST_SHARES, absolute_max=MOST_SHARES)


@dataclass
class Cells:
    """What may be chosen: the cells of granted sources, with what is left of each."""

    choices: list[Any]
    left: dict[Cell, Decimal]
    board: Cockpit


def open_cells() -> Cells:
    """A constant number of queries."""
    board = cockpit_of(list(Fund.objects.filter(state=FundState.GRANTED)), today())
    choices: list[Any] = [("", "–")]
    left = {}
    for block in board.blocks:
        group = []
        for line in block.lines:
            for cell in line.cells:
                if line.row.line is None or cell.activity is None:
                    continue
                key = (line.row.line.pk, cell.activity.pk)
                left[key] = cell.figures.left
                words = _("%(line)s, %(activity)s: noch frei %(left)s") % {
                    "line": line.row.title, "activity": cell.title, "left": euros(cell.figures.left)
                }  # fmt: skip
                group.append((f"{key[0]}-{key[1]}", words))
        if group:
            choices.append((str(block.fund), group))
    return Cells(choices, left, board)


def shares_in(form: forms.BaseForm, rows: Any) -> list[Share]:
    """How the amount is divided by what the form says. Raises Refused, ValidationError."""
    rule, amount = SplitRule(form.cleaned_data["split_rule"]), form.cleaned_data["amount"]
    chosen = [row for row in rows.forms if row.cleaned_data.get("cell")]
    if not chosen:
        raise Refused(
            "no_line", _("Bitte wählen Sie, aus welcher Kostenposition das bezahlt wird."), field="line"
        )
    if rule == SplitRule.SINGLE and len(chosen) > 1:
        raise Refused(
            "single",
            _("Sie haben mehrere Kostenpositionen gewählt. Bitte sagen Sie, wie geteilt wird."),
            field="split_rule",
        )
    keys = {row.cleaned_data["cell"][0] for row in chosen}
    lines = {line.pk: line for line in CostLine.objects.filter(pk__in=keys).select_related("fund")}
    cells = [
        (lines[row.cleaned_data["cell"][0]], row.cleaned_data["cell"][1], _part(row, rule)) for row in chosen
    ]
    return actions.split_by_rule(amount, rule, cells)


def _part(row: ShareForm, rule: SplitRule) -> Decimal:
    if rule not in WITH_PARTS:
        return ZERO
    text = row.cleaned_data.get("part", "").replace("%", "")
    try:
        return parse_money(text, negative=False)
    except ValueError as error:
        row.add_error("part", str(error) if text else _("Bitte schreiben Sie, wie viel hierher gehört."))
        raise ValidationError(_("Bitte berichtigen Sie die Anteile.")) from None


class QuoteForm(forms.Form):
    supplier = forms.CharField(label=gettext_lazy("von wem"), max_length=160)
    amount = MoneyFormField(label=gettext_lazy("Betrag"))
    received_on = day_field(label=gettext_lazy("Angebot vom"), initial=today)
    file = forms.FileField(label=gettext_lazy("Angebot als Datei"), required=False)
    is_chosen = forms.BooleanField(label=gettext_lazy("Dieses Angebot nehmen wir"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Begründung der Wahl"), max_length=300, required=False,
        help_text=gettext_lazy("nötig, wenn es nicht das günstigste ist"),
    )  # fmt: skip


class PlaceForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Warum mehr als frei ist"), max_length=300, required=False,
        help_text=gettext_lazy("nur nötig, wenn ein Ansatz nicht reicht; steht später im Verwendungsnachweis"),
    )  # fmt: skip


class WordsForm(forms.Form):
    """One sentence that goes with a decision."""

    words = forms.CharField(max_length=300, label="")

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
