"""The demo's newspaper on its way: outlets with what they got and what was left, a few subscribers by post.

Outlets and deliveries go through the same import as a council's own; subscribers stand in no file of a council, so
they are entered as the office would.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.values.clock import today
from miteinander.programme.newspaper.distribution.actions import save_settings
from miteinander.programme.newspaper.enums import EditionState
from miteinander.programme.newspaper.models import Delivery, Edition, PostalSubscriber
from miteinander.surfaces.programme_files.actions import import_programme

SOURCE = Path(__file__).resolve().parent / "demo" / "newspaper" / "distribution.yaml"
DAYS_LATER = 45
"""After the delivery, when somebody goes round and counts."""
Record = dict[str, Any]


class DistributionIncomplete(RuntimeError):
    """The shipped outlets do not import; the report says where."""


@transaction.atomic
def load_distribution(actor: Any) -> None:
    """After the newspaper is there. Loading again changes only what differs."""
    content: Record = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    save_settings(values=content["settings"], actor=actor)
    editions = list(Edition.objects.filter(state=EditionState.PRINTED).order_by("delivery_on"))
    report = import_programme(source=[programme(content, editions)], actor=actor)
    if report.problems:
        raise DistributionIncomplete("\n".join(str(problem) for problem in report.problems[:20]))
    for edition in editions:
        date_deliveries(edition)
    for record in content["subscribers"]:
        subscribe(dict(record), editions[0].delivery_on - timedelta(days=30) if editions else today(), actor)


def programme(content: Record, editions: list[Edition]) -> Record:
    """Rounds, outlets and the deliveries of the printed editions as one programme file."""
    outlets = [{key: value for key, value in one.items() if key != "copies"} for one in content["outlets"]]
    return {
        "programme": "1",
        "newspaper_rounds": content["rounds"],
        "newspaper_outlets": [{key: str(value) for key, value in one.items()} for one in outlets],
        "newspaper_deliveries": [
            {"slug": edition.slug, "edition": edition.slug, "outlets": lines(content["outlets"], place)}
            for place, edition in enumerate(editions)
        ],
    }


def lines(outlets: list[Record], place: int) -> list[Record]:
    """What each outlet got of the edition at this place, as text."""
    found = []
    for one in sorted(outlets, key=lambda outlet: str(outlet["slug"])):
        if place < len(one["copies"]):
            delivered, left = one["copies"][place]
            line = {"outlet": one["slug"], "planned": str(delivered), "delivered": str(delivered)}
            found.append(line if left is None else line | {"leftovers": str(left)})
    return found


def date_deliveries(edition: Edition) -> None:
    """Demo figures are from then, not from today."""
    rows = Delivery.objects.filter(edition=edition)
    rows.filter(delivered__isnull=False).update(delivered_on=edition.delivery_on)
    counted = edition.delivery_on + timedelta(days=DAYS_LATER)
    rows.filter(leftovers__isnull=False).update(counted_on=counted)


def subscribe(record: Record, consent_on: date, actor: Any) -> None:
    """Known by name and street."""
    way = record.pop("way")
    known = PostalSubscriber.objects.filter(name=record["name"], street=record["street"]).first()
    subscriber = known or PostalSubscriber()
    save_record(
        record=subscriber, values=record | {"consent_way": way, "consent_on": consent_on}, actor=actor
    )
