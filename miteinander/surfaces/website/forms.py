"""The form for barriers. It asks for little."""

from django import forms
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.guarded_forms import GuardedForm, TypedText

LONGEST_REPORT = 4000


class BarrierForm(GuardedForm):
    """What happened, where, and how to reach the person."""

    what = TypedText(
        label=_("Was ist passiert?"),
        help_text=_("Was wollten Sie tun, und was ging nicht?"),
        lines=True,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Bitte schreiben Sie, was passiert ist.")},
    )
    page = TypedText(
        label=_("Auf welcher Seite?"),
        required=False,
        max_length=300,
    )
    reach = TypedText(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("E-Mail-Adresse oder Telefonnummer, wenn Sie eine Antwort möchten."),
        required=False,
        max_length=200,
    )
