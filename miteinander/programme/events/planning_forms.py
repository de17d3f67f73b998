"""What people of the office type in while they plan an event, cancel or postpone it."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from miteinander.civic.concept.models import Activity
from miteinander.civic.places.models import Venue
from miteinander.civic.planning.forms import DayField
from miteinander.foundation.languages.fields import TranslatedFormField
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate, Precision, local_moment

from .proposals import Proposal, kept_title

CLOCK = {"type": "time"}


class PlanForm(forms.Form):
    """At most six fields; everything else comes from the proposal. Without `with_activity` that of the old event."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=300)
    activity = forms.ModelChoiceField(
        label=gettext_lazy("Vorhaben"),
        queryset=Activity.objects.all(),
        help_text=gettext_lazy("Wozu die Veranstaltung gehört: der rote Faden zum Konzept."),
    )
    day = DayField(
        label=pgettext_lazy("calendar day", "Tag"),
        required=False,
        help_text=gettext_lazy("Leer: der Termin folgt noch."),
    )
    starts = forms.TimeField(
        label=gettext_lazy("Beginn"),
        required=False,
        widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"),
        help_text=gettext_lazy("Leer: den ganzen Tag."),
    )
    ends = forms.TimeField(
        label=gettext_lazy("Ende"), required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Ort"),
        queryset=Venue.objects.select_related("district"),
        required=False,
        empty_label=gettext_lazy("steht noch nicht fest"),
    )

    def __init__(self, data: Any = None, *, proposal: Proposal, with_activity: bool = True) -> None:
        self.proposal = proposal
        super().__init__(data, initial=initial_of(proposal))
        if not with_activity:
            del self.fields["activity"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["ends"] and not cleaned["starts"]:
            self.add_error("starts", _("Zu einem Ende gehört ein Beginn."))
        elif cleaned["starts"] and not cleaned["day"]:
            self.add_error("day", _("Zu einer Uhrzeit gehört ein Tag."))
        else:
            try:
                self.partials = [self._partial(cleaned)]
            except ValueError as error:
                self.add_error("starts", _("Diese Zeit gibt es nicht: %(reason)s.") % {"reason": error})
        return cleaned

    def _partial(self, cleaned: dict[str, Any]) -> PartialDate:
        day, starts = cleaned["day"], cleaned["starts"]
        if day is None:
            return PartialDate.unknown()
        if starts is None:
            return PartialDate.parse(day)
        start = local_moment(day, starts)
        end = local_moment(day, cleaned["ends"]) if cleaned["ends"] else start + self.proposal.duration
        if end <= start:  # past midnight
            end = local_moment(day + timedelta(days=1), cleaned["ends"])
        return PartialDate(Precision.TIME, start, end)

    def title_texts(self) -> Translated:
        return kept_title(self.proposal.title, self.cleaned_data["title"])

    def venues(self) -> list[Venue]:
        """The one that was chosen; all of the last time when that is still the first of them."""
        chosen, before = self.cleaned_data["venue"], list(self.proposal.venues)
        if chosen and before and chosen == before[0]:
            return before
        return [chosen] if chosen else []


def initial_of(proposal: Proposal) -> dict[str, Any]:
    starts = proposal.starts
    return {
        "title": proposal.title.base,
        "activity": proposal.activity.pk if proposal.activity else None,
        "day": proposal.day,
        "starts": starts,
        "ends": _later(starts, proposal.duration) if starts else None,
        "venue": proposal.venues[0].pk if proposal.venues else None,
    }


def _later(start: time, by: timedelta) -> time:
    return (datetime.combine(datetime(2000, 1, 1), start) + by).time()


class ReasonForm(forms.Form):
    reason = TranslatedFormField(
        label=gettext_lazy("Grund"),
        help_text=gettext_lazy("Ein Satz für alle, ohne Namen. Auf Deutsch; weitere Sprachen sind möglich."),
    )

    def clean_reason(self) -> Translated:
        reason: Translated = self.cleaned_data["reason"]
        if any(len(text) > 300 for text in reason.texts().values()):
            raise ValidationError(_("Der Grund ist länger als 300 Zeichen. Bitte kürzen Sie ihn."))
        return reason


class MoveForm(forms.Form):
    day = DayField(label=gettext_lazy("Neuer Tag"))
