"""Forms of the office's own pages."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from miteinander.foundation.languages.registry import base_language

from .actions import Words
from .models import Article, ArticleComment, ArticleText, ContributionLink, Edition, FlatplanPage, Slot
from .pasted import blocks_from_html, blocks_from_text

LONGEST_PASTE = 400_000


class IdeaForm(forms.ModelForm[Article]):
    title = forms.CharField(label=_("Arbeitstitel"), max_length=160)
    note = forms.CharField(
        label=_("Worum geht es?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steht als erster Kommentar beim Beitrag."),
    )

    class Meta:
        model = Article
        fields = ["edition", "section", "kind", "activity", "languages"]

    field_order = ["title", "note", "section", "edition", "kind", "activity", "languages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.open()  # type: ignore[attr-defined]


class TextForm(forms.ModelForm[ArticleText]):
    """One language of an article. `seen`: the number of the version the form was opened with."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    pasted = forms.CharField(
        label=_("Text aus einem Schreibprogramm einfügen"),
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-paste": ""}),
        help_text=_(
            "Er wird unten angefügt: Zwischentitel, Listen und Tabellen bleiben, fremde Schriften nicht."
        ),
    )
    pasted_html = forms.CharField(required=False, max_length=LONGEST_PASTE, widget=forms.HiddenInput)

    class Meta:
        model = ArticleText
        fields = ["kicker", "title", "standfirst", "body"]
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kicker", "title", "standfirst"):
            self.fields[name].widget.attrs.update(lang=language, dir="auto")
        if language != base_language():
            del self.fields["pasted"], self.fields["pasted_html"]

    def _post_clean(self) -> None:
        """The action checks the record; the form's own fields are enough here."""

    def see(self, number: int) -> None:
        """Let the bound form be sent again over this version."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["seen"] = str(number)
        self.data = data

    def words(self) -> Words:
        found = self.cleaned_data
        html, text = found.get("pasted_html") or "", found.get("pasted") or ""
        added = blocks_from_html(html) if html else blocks_from_text(text)
        body = list(found["body"].get_prep_value()) if found["body"] else []
        return Words(found["title"], found["kicker"], found["standfirst"], [*body, *added])


class CommentForm(forms.ModelForm[ArticleComment]):
    class Meta:
        model = ArticleComment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class LinkForm(forms.ModelForm[ContributionLink]):
    days = forms.IntegerField(label=_("gilt so viele Tage"), min_value=1, max_value=90, initial=21)

    class Meta:
        model = ContributionLink
        fields = ["name", "email", "language", "wanted_length", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"email": _("Für Ihre Unterlagen. Den Link schicken Sie selbst.")}


class PageForm(forms.ModelForm[FlatplanPage]):
    class Meta:
        model = FlatplanPage
        fields = ["section", "pattern"]


class SlotForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """Built by `slot_form`, when the choosers of the office are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.article_id is not None:
            for name in ("title", "text", "picture", "is_paid"):
                self.fields.pop(name)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        page = found.get("continued_on")
        if page and page > self.instance.page.edition.pages:
            self.add_error("continued_on", _("So viele Seiten hat die Ausgabe nicht."))
        return found


@lru_cache
def slot_form() -> type[SlotForm]:
    names = ["kind", "language", "wanted_length", "title", "text", "picture", "is_paid", "continued_on"]
    labels: dict[str, Any] = {
        "title": _("Überschrift (Hinweis oder Anzeige)"),
        "text": _("Text (Hinweis oder Anzeige)"),
    }
    widgets: dict[str, Any] = {"text": forms.Textarea(attrs={"rows": 5})}
    found: type[SlotForm] = forms.modelform_factory(  # type: ignore[assignment]  # typed as its parent
        Slot, form=SlotForm, fields=names, labels=labels, widgets=widgets
    )
    return found
