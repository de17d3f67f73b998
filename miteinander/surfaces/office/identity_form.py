"""The form of the council's identity: the uploaded wordmark is checked by its content and drawn anew."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from miteinander.foundation.media.pictures import LARGEST_PICTURE, checked_picture


class IdentityForm(WagtailAdminModelForm):  # type: ignore[misc]
    def clean_wordmark(self) -> Any:
        file = self.cleaned_data["wordmark"]
        if not file or "wordmark" not in self.changed_data:
            return file
        file.seek(0)
        return checked_picture(file.read(LARGEST_PICTURE + 1), file.name, formats=("PNG", "JPEG", "WEBP"))
