"""Choosers whose start script carries the nonce of the request.

Wagtail appends the script of a chooser to its HTML in Python, where no template can add the nonce; without it the
strict content security policy stops the script, and nothing can be chosen.
"""

from typing import Any

from django.db.models import ForeignKey
from django.utils.safestring import SafeString
from wagtail.admin.forms.models import register_form_field_override
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.widgets import AdminSnippetChooser

from miteinander.foundation.interface.csp import nonce_of_request
from miteinander.foundation.media.forms import PublishablePictureField

SCRIPT = "<script>"


class WithNonce:
    """Beside a chooser of Wagtail: its own script, the last one, gets the nonce."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        before, found, script = super().render(*args, **kwargs).rpartition(SCRIPT)  # type: ignore[misc]
        if not found:
            return SafeString(script)
        return SafeString(f'{before}<script nonce="{nonce_of_request.get()}">{script}')


class SnippetChooser(WithNonce, AdminSnippetChooser):  # type: ignore[misc]
    pass


class ImageChooser(WithNonce, AdminImageChooser):  # type: ignore[misc]
    pass


def register() -> None:
    """For every foreign key to an image or to a record of the office; after all of these are registered."""
    register_form_field_override(
        ForeignKey,
        to=get_image_model(),
        override={"widget": ImageChooser, "form_class": PublishablePictureField},
    )
    for model in get_snippet_models():
        widget = SnippetChooser(model=model, icon=model.snippet_viewset.icon)
        register_form_field_override(ForeignKey, to=model, override={"widget": widget})
