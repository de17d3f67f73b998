from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PageKey(TextChoices):
    """The fixed pages; each has its own address and is shown by its own view."""

    ACCESSIBILITY = "accessibility", _("Barrierefreiheit")
    EASY_LANGUAGE = "easy-language", _("Leichte Sprache")
    SIGN_LANGUAGE = "sign-language", _("Gebärdensprache")
    IMPRINT = "imprint", _("Impressum")
    PRIVACY = "privacy", _("Datenschutz")
