"""What an author from outside fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.guarded_forms import GuardedForm, TypedText

from .actions import Words
from .pasted import blocks_from_text

LONGEST_TEXT = 40_000


class ContributionForm(GuardedForm):
    """`seen`: the number of the version the author had before them."""

    title = TypedText(
        label=_("Überschrift"),
        max_length=160,
        error_messages={"required": _("Bitte geben Sie Ihrem Text eine Überschrift.")},
    )
    standfirst = TypedText(
        label=_("Vorspann"),
        help_text=_("Zwei Sätze: Worum geht es, und warum ist es wichtig?"),
        required=False,
        lines=True,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = TypedText(
        label=_("Ihr Text"),
        help_text=_("Eine leere Zeile beginnt einen Absatz. Eine Zeile mit # davor ist ein Zwischentitel."),
        lines=True,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": _("Bitte schreiben Sie Ihren Text.")},
    )
    author = TypedText(
        label=_("Ihr Name, wie er in der Zeitung steht"),
        help_text=_("Leer: Ihr Name wird nicht genannt."),
        required=False,
        max_length=160,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def words(self) -> Words:
        found = self.cleaned_data
        return Words(found["title"], "", found["standfirst"], blocks_from_text(found["text"]))
