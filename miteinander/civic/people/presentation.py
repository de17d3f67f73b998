"""What pages show of an organisation: plain values in the visitor's language, ready for a template."""

from collections.abc import Iterable
from dataclasses import dataclass

from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.interface.chips import Chip, spoken_chips
from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.languages.text import LocalText

from .enums import OrganisationKind
from .models import Organisation


@dataclass(frozen=True)
class OrganisationFacts:
    """`url` is the organisation's own page; `website` stands elsewhere. Empty is what nobody has told."""

    name: str
    url: str
    identity: str
    kinds: tuple[str, ...]
    about: LocalText
    languages: tuple[Chip, ...]
    district: str
    telephone: str
    telephone_link: str
    email: str
    website: str


def organisation_facts(organisation: Organisation, lang: str) -> OrganisationFacts:
    """Costs a query unless `district` is loaded."""
    known = OrganisationKind.values
    return OrganisationFacts(
        name=organisation.name,
        url=address_of(organisation),
        identity=organisation.slug,
        kinds=tuple(str(OrganisationKind(kind).label) for kind in organisation.kinds if kind in known),
        about=organisation.about.localized(lang),
        languages=tuple(spoken_chips(organisation.languages)),
        district=organisation.district.name if organisation.district else "",
        telephone=organisation.telephone_text,
        telephone_link=f"tel:{organisation.telephone}" if organisation.telephone else "",
        email=organisation.email,
        website=organisation.website,
    )


def organisation_cards(organisations: Iterable[Organisation], lang: str) -> list[OrganisationFacts]:
    """Organisations loaded with their district."""
    return [organisation_facts(organisation, lang) for organisation in organisations]


def entry_rows(organisation: Organisation) -> list[tuple[str, str]]:
    """The entry as its association reads it: name of the field and value, in the visitor's language."""
    spoken = dict(spoken_choices())
    return [
        (field_title(name), value)
        for name, value in (
            ("name", organisation.name),
            ("telephone", organisation.telephone_text),
            ("email", organisation.email),
            ("website", organisation.website),
            ("languages", ", ".join(str(spoken.get(code, code)) for code in organisation.languages)),
            ("about", organisation.about.base),
        )
    ]


def field_title(name: str) -> str:
    return str(getattr(Organisation._meta.get_field(name), "verbose_name", name))
