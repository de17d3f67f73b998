"""The logos of the demo's invented supporters: `demo/logos/<slug of the organisation>.svg`, their letters as paths."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from miteinander.civic.people.logos import logo_kind_and_size
from miteinander.civic.people.models import Organisation
from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb

FOLDER = Path(__file__).resolve().parent / "demo" / "logos"


def load_logos(actor: Any) -> None:
    """After the organisations are there. Loading again adds nothing to those that have a logo."""
    files = {path.stem: path for path in sorted(FOLDER.glob("*.svg"))}
    for organisation in Organisation.objects.filter(slug__in=files):
        if is_readable(organisation):
            continue
        file = files[organisation.slug]
        organisation.logo.save(file.name, ContentFile(file.read_bytes()))
        write_entry(record=organisation, verb=Verb.CHANGED, actor=actor, fields=["logo"])


def is_readable(organisation: Organisation) -> bool:
    """A demo's database may outlive its files."""
    try:
        with organisation.logo.open() as file:
            return logo_kind_and_size(file.read())[0] == "svg"
    except (OSError, ValueError):
        return False
