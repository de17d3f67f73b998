"""Who supports an event, and how each wants to be shown: for every sheet that names the event."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.people.logos import logo_kind_and_size
from miteinander.civic.people.models import Organisation
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.ingredients import Picture

from .enums import OrganisationRole
from .models import Event


@dataclass(frozen=True)
class Supporter:
    """One supporter: its logo if it gave one, the least width in millimetres, the place it asks for, its sentence."""

    name: str
    picture: Picture | None
    width: int
    position: str
    """One of `people.enums.LogoPosition`."""
    sentence: LocalText


def supporters(event: Event) -> tuple[Supporter, ...]:
    """Supporters of the event and of its activity, each once; sentences in the active language. One query."""
    lang = get_language() or base_language()
    of_event = event.event_organisations.filter(role=OrganisationRole.SUPPORTER).order_by()
    of_activity = Activity.supporters.through.objects.filter(activity=event.activity_id)
    rows = Organisation.objects.filter(
        Q(pk__in=of_event.values("organisation")) | Q(pk__in=of_activity.values("organisation"))
    )
    return tuple(_supporter(one, lang) for one in rows.order_by("pk"))


def _supporter(organisation: Organisation, lang: str) -> Supporter:
    return Supporter(
        name=organisation.name,
        picture=logo_picture(organisation),
        width=organisation.logo_width,
        position=organisation.logo_position,
        sentence=organisation.funding_sentence.localized(lang),
    )


def logo_picture(organisation: Organisation) -> Picture | None:
    """The kept logo; None without one, and when its file is gone."""
    if not organisation.logo:
        return None
    try:
        with organisation.logo.open() as file:
            content = file.read()
    except OSError:
        return None
    kind, width, height = logo_kind_and_size(content)
    says = _("Logo: %(name)s") % {"name": organisation.name}
    return Picture(content, kind, width, height, says)
