"""Rules with a date, and the Künstlersozialabgabe that follows from them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import MoneyFormField

from .. import actions, policies
from ..artists_levy import levy_of
from ..enums import Rule
from ..models import DatedRule
from .doors import attempt, number_in, posted, show
from .fund_forms import day_field
from .funds import FORMS

LIST = "funding_office:rule-list"
LEVY = "funding_office:ksk"

MISSING = {
    Rule.TRANSFER_SHARE: gettext_lazy("Eine Kostenposition darf dann gar nicht überschritten werden."),
    Rule.FOUR_EYES: gettext_lazy("Jeder Auftrag braucht dann eine zweite Person."),
    Rule.QUOTES: gettext_lazy(
        "Das Programm verlangt dann keine Angebote. Fragen Sie, was in Ihrer Stadt gilt."
    ),
    Rule.SMALL_RECEIPT: gettext_lazy("Jeder Beleg muss dann alle Angaben einer großen Rechnung haben."),
    Rule.ORDER_NEEDED: gettext_lazy("Belege lassen sich dann auch ohne Auftrag buchen."),
    Rule.INVENTORY: gettext_lazy("Das Programm sagt dann nicht, was in die Inventarliste gehört."),
    Rule.KSK_RATE: gettext_lazy("Die Künstlersozialabgabe lässt sich dann nicht ausrechnen."),
    Rule.KSK_THRESHOLD: gettext_lazy(
        "Das Programm weiß dann nicht, ob die Künstlersozialabgabe fällig wird."
    ),
    Rule.INTEREST: gettext_lazy("Zinsen auf Geld, das zurückgeht, lassen sich dann nicht ausrechnen."),
    Rule.PUBLIC_NAME: gettext_lazy("Auf der öffentlichen Seite wird dann keine Organisation genannt."),
    Rule.KEEP_GRANT: gettext_lazy("Das Programm sagt dann nicht, ab wann Belege gelöscht werden dürfen."),
    Rule.KEEP_RECEIPT: gettext_lazy("Das Programm sagt dann nicht, ab wann Belege gelöscht werden dürfen."),
}


class RuleForm(forms.Form):
    rule = forms.ChoiceField(label=gettext_lazy("Regel"), choices=Rule.choices)
    value = MoneyFormField(
        label=gettext_lazy("Wert"), help_text=gettext_lazy("ohne Zeichen, zum Beispiel 500 oder 4,9")
    )
    valid_from = day_field(label=gettext_lazy("gilt ab"))
    source = forms.CharField(
        label=gettext_lazy("Quelle"),
        max_length=200,
        help_text=gettext_lazy("Gesetz, Bescheid oder Beschluss"),
    )


@dataclass
class RuleHistory:
    rule: Rule
    rows: list[DatedRule]
    current: DatedRule | None
    missing: Any


@FORMS
def rule_list(request: HttpRequest) -> HttpResponse:
    """What holds today, what held before, what is missing; and one more value."""
    check(policies.can_see_rules(request.user))
    form = RuleForm(posted(request), initial={"rule": request.GET.get("regel", ""), "valid_from": today()})
    if request.method == "POST":
        check(policies.can_set_rules(request.user))
        if form.is_valid() and attempt(form, lambda: _set(form, request.user)):
            messages.success(request, _("Die Regel ist eingetragen."))
            return redirect(LIST)
    histories = _histories()
    context = {
        "form": form,
        "known": [one for one in histories if one.current],
        "missing": [one for one in histories if not one.current],
        "may_set": policies.can_set_rules(request.user),
    }
    return show(request, "rule_list.html", context, tab=LIST, status=422 if form.errors else 200)


def _set(form: forms.Form, user: Any) -> None:
    values = form.cleaned_data
    actions.set_rule(
        rule=Rule(values["rule"]), valid_from=values["valid_from"], value=values["value"], source=values["source"],
        actor=user,
    )  # fmt: skip


def _histories() -> list[RuleHistory]:
    """One query."""
    rows = list(DatedRule.objects.select_related("entered_by").order_by("-valid_from"))
    found = []
    for rule in Rule:
        of_rule = [row for row in rows if row.rule == rule]
        current = next((row for row in of_rule if row.valid_from <= today()), None)
        found.append(RuleHistory(rule, of_rule, current, MISSING[rule]))
    return found


@require_safe
def ksk(request: HttpRequest) -> HttpResponse:
    """The fees of a year to self-employed artists. A constant number of queries."""
    check(policies.can_see_orders(request.user))
    asked = number_in(request, "jahr")
    present = today().year
    year = asked if asked is not None and 2000 <= asked <= present + 1 else present
    context = {
        "levy": levy_of(year),
        "year": year,
        "years": range(present, present - 5, -1),
        "present": present,
    }
    return show(request, "ksk.html", context, tab=LEVY)
