"""What people hear of a picture to share who do not see it."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Event
from .printing import event_text


def social_alt(event: Event, lang: str) -> str:
    """The words that stand in the social images of an event, in the order they stand there, and what is drawn.

    No query for an event from `event_to_print`; two for another one.
    """
    if "venues_on_card" not in vars(event):
        event.venues_on_card = list(event.venues.select_related("district"))
    with override(lang):
        text = event_text(event, lang, registers=False)
        said = [str(part).rstrip(".") for part in (text.notice, text.title, text.when, text.place) if part]
        mosaic = _("Dazu ein Mosaik aus bunten Kreisen, Bögen und Vierecken.")
        return f"{'. '.join(said)}. {mosaic}"
