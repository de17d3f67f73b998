"""The form of a door in the office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from miteinander.programme.events.models import Event

from .enums import Scope
from .models import Door, SeatPool


class PoolChoices(forms.ModelMultipleChoiceField[SeatPool]):
    def label_from_instance(self, pool: SeatPool) -> str:
        return str(pool)


class DoorForm(forms.ModelForm[Door]):
    pools = PoolChoices(
        SeatPool.objects.none(),
        label=_("Nur für"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Nichts ausgewählt heißt: für alle Gäste. Wer einen Programmpunkt auswählt, führt dort eine eigene Liste."
        ),
    )

    class Meta:
        model = Door
        fields = ("label", "pools")
        help_texts = {"label": _("Wie die Tür vor Ort heißt, zum Beispiel „Haupteingang“ oder „Küche“.")}

    def __init__(self, *args: object, event: Event, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        pools = SeatPool.objects.filter(plan__event=event).exclude(scope=Scope.ALL).select_related("item")
        self.fields["pools"].queryset = pools  # type: ignore[attr-defined]
        if not pools:
            del self.fields["pools"]
