"""What the office types in about how people take part: seats, rules, questions, things to bring."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.languages.fields import TranslatedFormField, TranslatedWidget
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import Translated
from miteinander.programme.events.models import Event, EventItem

from .actions import SeatRow
from .enums import GuestKind, QuestionKind, Scope
from .models import BringItem, Question, RegistrationPlan, SeatPool
from .office_fields import MomentField, SeatsField

MOST_QUESTIONS, MOST_TO_BRING, MOST_KINDS = 12, 40, 12
RULES = (
    *("mode", "opens_at", "closes_at", "minimum", "decides_at", "largest_party", "nicknames", "waiting_list"),
    *("strict_order", "offer_hours", "age_reason", "asks_food", "asks_support", "note"),
)


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """The rules of a plan and the seats for all together; saving with the seats alone works."""

    seats = SeatsField(
        label=gettext_lazy("Plätze für alle zusammen"),
        help_text=gettext_lazy("Leer heißt: ohne Grenze. Mehr werden nie vergeben."),
    )
    opens_at = MomentField(
        label=gettext_lazy("Anmeldung ab"), help_text=gettext_lazy("Leer heißt: ab sofort.")
    )
    closes_at = MomentField(
        label=gettext_lazy("Anmeldung bis"), help_text=gettext_lazy("Leer heißt: bis zum Beginn.")
    )
    decides_at = MomentField(
        label=gettext_lazy("Entscheidung am"),
        help_text=gettext_lazy("An diesem Tag wird gezählt und allen gesagt, ob es stattfindet."),
    )

    class Meta:
        model = RegistrationPlan
        fields = RULES
        widgets = {"mode": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Das Ende liegt vor dem Anfang. Bitte tauschen Sie die beiden."))
        minimum, decides = cleaned.get("minimum"), cleaned.get("decides_at")
        if minimum == 0:
            self.add_error("minimum", _("Leer heißt: findet auf jeden Fall statt. Sonst mindestens 1."))
        elif minimum and not decides and "decides_at" not in self.errors:
            self.add_error("decides_at", _("Sagen Sie, wann gezählt wird, ob genug Gäste kommen."))
        elif decides and not minimum and "minimum" not in self.errors:
            self.add_error("minimum", _("Sagen Sie, wie viele Gäste es mindestens sein müssen."))
        for name, least, most in (("largest_party", 1, 100), ("offer_hours", 1, 720)):
            value = cleaned.get(name)
            if value is not None and not least <= value <= most:
                self.add_error(
                    name, _("Erlaubt ist %(least)d bis %(most)d.") % {"least": least, "most": most}
                )
        return cleaned

    def values(self) -> dict[str, Any]:
        """For `actions.save_plan`."""
        return {name: self.cleaned_data[name] for name in RULES}


class KindForm(forms.Form):
    """Seats for one kind of guests. The kind of a row that is there stays what guests chose."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Wer"), required=False, choices=[("", "–"), *GuestKind.choices]
    )
    seats = SeatsField(label=gettext_lazy("Plätze"), help_text=gettext_lazy("Leer heißt: ohne Grenze."))
    stage = forms.IntegerField(
        label=gettext_lazy("Rückt nach als"),
        initial=1,
        required=False,
        min_value=1,
        max_value=9,
        help_text=gettext_lazy("1 vor 2: wer von der Warteliste zuerst drankommt."),
    )
    label = TranslatedFormField(label=gettext_lazy("Eigene Bezeichnung"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("pk"):
            self.fields["kind"].disabled = True
            self.fields["kind"].choices = GuestKind.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        label: Translated = cleaned.get("label") or Translated()
        if not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Bitte wählen Sie, für wen diese Plätze sind."))
        if cleaned.get("kind") == GuestKind.OTHER and not label.base:
            self.add_error("label", _("Bitte geben Sie dieser Art einen deutschen Namen."))
        _check_length(self, "label", 80)
        return cleaned


class KindFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            kind = getattr(form, "cleaned_data", {}).get("kind")
            if not kind or kind == GuestKind.OTHER or form.cleaned_data.get("DELETE"):
                continue
            if kind in seen:
                form.add_error("kind", _("Diese Art steht schon in der Liste. Bitte löschen Sie eine Zeile."))
            seen.add(kind)

    def rows(self) -> list[SeatRow]:
        return [
            SeatRow(
                scope=Scope.KIND,
                kind=one["kind"],
                seats=one["seats"],
                stage=one["stage"] or 1,
                label=one["label"],
                pk=one["pk"],
            )
            for one in kept(self)
        ]


KINDS = forms.formset_factory(
    KindForm, formset=KindFormSet, extra=2, can_delete=True, max_num=MOST_KINDS, validate_max=True
)


class ItemForm(forms.Form):
    """Whether a programme item has seats of its own."""

    wanted = forms.BooleanField(label=gettext_lazy("mit eigener Anmeldung"), required=False)
    seats = SeatsField(label=gettext_lazy("Plätze"))

    def __init__(self, data: Any, *, item: EventItem | None, pool: SeatPool | None) -> None:
        self.item, self.pool = item, pool
        self.title = str(item.title if item else pool)
        name = f"item-{item.pk}" if item else f"pool-{pool.pk}"  # type: ignore[union-attr]
        initial = {"wanted": pool is not None, "seats": pool.seats if pool else None}
        super().__init__(data, prefix=name, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("seats") is not None:
            cleaned["wanted"] = True  # whoever types a number means it
        return cleaned

    def row(self) -> SeatRow | None:
        if not self.cleaned_data["wanted"]:
            return None
        label = self.pool.label if self.pool else Translated()
        stage, pk = (self.pool.stage, self.pool.pk) if self.pool else (1, None)
        return SeatRow(
            Scope.ITEM, self.cleaned_data["seats"], label=label, item=self.item, stage=stage, pk=pk
        )


def item_forms(data: Any, event: Event, pools: Sequence[SeatPool]) -> list[ItemForm]:
    """One for each item of the programme, and for seats whose item is no longer in it."""
    by_item = {pool.item_id: pool for pool in pools if pool.scope == Scope.ITEM and pool.item_id}
    lost = [pool for pool in pools if pool.scope == Scope.ITEM and not pool.item_id]
    return [
        *(ItemForm(data, item=item, pool=by_item.get(item.pk)) for item in event.items.all()),
        *(ItemForm(data, item=None, pool=pool) for pool in lost),
    ]


class QuestionForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = TranslatedFormField(label=gettext_lazy("Frage"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Antwort"), choices=QuestionKind.choices, initial=QuestionKind.TEXT
    )
    choices = TranslatedFormField(
        label=gettext_lazy("Auswahl"),
        required=False,
        widget=TranslatedWidget(multiline=True),
        help_text=gettext_lazy(
            "Nur bei „eine Auswahl“: eine Möglichkeit je Zeile, in jeder Sprache gleich viele."
        ),
    )
    purpose = TranslatedFormField(
        label=gettext_lazy("Wozu fragen wir das?"),
        required=False,
        help_text=gettext_lazy("Steht bei der Frage. Ohne Zweck darf nicht gefragt werden."),
    )
    is_required = forms.BooleanField(label=gettext_lazy("muss beantwortet werden"), required=False)
    is_special = forms.BooleanField(
        label=gettext_lazy("fragt nach Gesundheit, Religion, Herkunft oder Ähnlichem"),
        required=False,
        help_text=gettext_lazy(
            "Das ist besonders geschützt (Art. 9 DSGVO). Die Antwort ist dann immer freiwillig: "
            "Niemand darf gezwungen sein, so etwas zu sagen, um kommen zu können."
        ),
    )
    erase_after_days = forms.IntegerField(
        label=gettext_lazy("Antworten löschen, Tage nach der Veranstaltung"),
        min_value=0,
        max_value=365,
        initial=28,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_answered = bool(self.initial.get("is_answered"))
        if self.is_answered:
            self.fields["kind"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned["text"].base:
            self.add_error("text", _("Bitte schreiben Sie die Frage auf Deutsch."))
        if not cleaned["purpose"].base:
            self.add_error("purpose", _("Bitte sagen Sie auf Deutsch, wozu Sie das fragen."))
        if cleaned.get("is_special") and cleaned.get("is_required"):
            self.add_error(
                "is_required",
                _(
                    "Nach besonders Geschütztem darf nur freiwillig gefragt werden. Nehmen Sie ein Häkchen weg."
                ),
            )
        _check_length(self, "text", 200)
        _check_length(self, "purpose", 200)
        self._check_choices(cleaned)
        return cleaned

    def _check_choices(self, cleaned: dict[str, Any]) -> None:
        texts: Translated = cleaned["choices"]
        if cleaned.get("kind") != QuestionKind.CHOICE:
            cleaned["choices"] = Translated()
            return
        counts = {lang: len(lines_of(text)) for lang, text in texts.texts().items()}
        wanted = counts.get(base_language(), 0)
        if wanted < 2:
            self.add_error("choices", _("Eine Auswahl braucht mindestens zwei Zeilen auf Deutsch."))
        elif wrong := [lang for lang, count in counts.items() if count != wanted]:
            self.add_error(
                "choices",
                _(
                    "Auf Deutsch sind es %(wanted)d Zeilen, auf %(language)s %(count)d. Es müssen gleich viele sein."
                )
                % {"wanted": wanted, "language": wrong[0], "count": counts[wrong[0]]},
            )
        before: Translated = self.initial.get("choices") or Translated()
        if self.is_answered and wanted < len(lines_of(before.base)):
            self.add_error(
                "choices", _("Es gibt schon Antworten. Sie können Zeilen anhängen, aber keine löschen.")
            )


QUESTIONS = forms.formset_factory(
    QuestionForm, extra=2, can_delete=True, max_num=MOST_QUESTIONS, validate_max=True
)
QUESTION_COLUMNS = (
    *("pk", "kind", "text", "choices", "is_required", "is_special", "purpose", "erase_after_days"),
)


class BringForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = TranslatedFormField(label=gettext_lazy("Was"), required=False)
    wanted = forms.IntegerField(label=gettext_lazy("Wie viele"), min_value=1, max_value=1000, initial=1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned["label"].base:
            self.add_error("label", _("Bitte schreiben Sie auf Deutsch, was gebraucht wird."))
        _check_length(self, "label", 80)
        return cleaned


BRING = forms.formset_factory(BringForm, extra=4, can_delete=True, max_num=MOST_TO_BRING, validate_max=True)


def kind_rows(pools: Sequence[SeatPool]) -> list[dict[str, Any]]:
    """What stands in the form of the kinds: those that are there, else adults and children."""
    present = [pool for pool in pools if pool.scope == Scope.KIND]
    if not present:
        return [{"kind": GuestKind.ADULT, "stage": 1}, {"kind": GuestKind.CHILD, "stage": 1}]
    return [
        {"pk": pool.pk, "kind": pool.kind, "seats": pool.seats, "stage": pool.stage, "label": pool.label}
        for pool in present
    ]


def question_rows(plan: RegistrationPlan) -> list[dict[str, Any]]:
    """Two queries."""
    answered = set(
        Question.objects.filter(plan=plan, answers__isnull=False).values_list("pk", flat=True).distinct()
    )
    return [
        {name: getattr(one, name) for name in QUESTION_COLUMNS} | {"is_answered": one.pk in answered}
        for one in plan.questions.all()
    ]


def bring_rows(plan: RegistrationPlan) -> list[dict[str, Any]]:
    return [
        {"pk": one.pk, "label": one.label, "wanted": one.wanted}
        for one in BringItem.objects.filter(plan=plan)
    ]


def kept(formset: Any) -> list[dict[str, Any]]:
    """The rows that were filled in and not deleted, in order."""
    return [
        form.cleaned_data
        for form in formset.forms
        if form.cleaned_data and not form.cleaned_data.get("DELETE") and (form.has_changed() or form.initial)
    ]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _check_length(form: forms.Form, name: str, longest: int) -> None:
    texts: Translated = form.cleaned_data.get(name) or Translated()
    for lang, text in texts.texts().items():
        if len(text) > longest:
            form.add_error(
                name,
                ValidationError(
                    _("Der Text auf %(language)s ist länger als %(longest)d Zeichen. Bitte kürzen Sie ihn.")
                    % {"language": lang, "longest": longest}
                ),
            )
            return
