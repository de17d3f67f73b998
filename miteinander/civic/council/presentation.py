"""What pages show of members and working groups, ready for a template."""

from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.interface.chips import spoken_chips

from .models import Membership, WorkingGroup


def member_facts(row: Membership) -> dict[str, object]:
    """A member loaded with `person`: the role, and a name only where a person is linked."""
    return {
        "title": row.title.localized(),
        "name": row.person.name if row.person else "",
        "function": row.function.localized(),
        "identity": row.slug,
        "languages": spoken_chips(row.languages),
    }


def group_facts(row: WorkingGroup) -> dict[str, object]:
    """A working group loaded with `lead`; `url` is its own page, perhaps empty."""
    return {
        "name": row.name.localized(),
        "about": row.about.localized(),
        "lead": row.lead.title.localized() if row.lead else None,
        "slug": row.slug,
        "url": address_of(row),
    }
