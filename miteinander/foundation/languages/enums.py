"""Origins and states of a translated text."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    MACHINE = "machine", _("maschinell übersetzt")
    HUMAN = "human", _("von einem Menschen übersetzt")
    CHECKED = "checked", _("geprüft")


class TextState(TextChoices):
    """From worst to best; `rank` orders them."""

    MISSING = "missing", _("fehlt")
    OUTDATED = "outdated", _("veraltet")
    MACHINE = "machine", _("maschinell")
    DRAFT = "draft", _("ungeprüft")
    CHECKED = "checked", _("geprüft")

    @property
    def rank(self) -> int:
        return list(TextState).index(self)
