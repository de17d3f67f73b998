"""Forms of distribution in the office."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from ..enums import ConsentWay
from ..models import DistributionSettings


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = DistributionSettings
        fields = (
            "reserve_percent",
            "print_step",
            "bundle",
            "takes_subscribers",
            "delivery_name",
            "delivery_street",
            "delivery_town",
            "delivery_note",
        )


class SubscriberForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """The office writes down who asked on paper or by telephone; the web form says so itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way = self.fields.get("consent_way")
        if way is not None and self.instance.consent_way != ConsentWay.FORM:
            way.choices = [one for one in ConsentWay.choices if one[0] != ConsentWay.FORM]
