"""Distribution in programme files: `newspaper_rounds`, `newspaper_outlets`, `newspaper_deliveries`.

A record of deliveries belongs to one edition and has its slug; it lists what each outlet got and what was left.
Subscribers are people and stand in no file.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import Kind, RecordError, fields, kinds, model_kind

from ..models import MOST_COPIES, CarrierRound, Delivery, Edition, Outlet
from .actions import Line, save_deliveries
from .errors import GridRefused


def register() -> None:
    kinds.register(
        model_kind(
            CarrierRound,
            {
                "name": fields.Text(required=True),
                "carrier": fields.Reference("persons"),
                "note": fields.Text(),
            },
            name="newspaper_rounds",
        )
    )
    kinds.register(
        model_kind(
            Outlet,
            {
                "name": fields.Text(required=True),
                "organisation": fields.Reference("organisations"),
                "venue": fields.Reference("venues"),
                "street": fields.Text(),
                "postal_code": fields.Text(),
                "town": fields.Text(),
                "district": fields.Reference("districts"),
                "place_note": fields.Text(),
                "usual_copies": fields.Integer(minimum=0, maximum=MOST_COPIES, empty=0),
                "round": fields.Reference("newspaper_rounds"),
                "stop": fields.Integer(minimum=0, maximum=9999, empty=0),
                "is_active": fields.Boolean(empty=True),
            },
            name="newspaper_outlets",
        )
    )
    line = fields.Mapping(
        {
            "outlet": fields.Reference("newspaper_outlets", required=True),
            "planned": fields.Integer(minimum=0, maximum=MOST_COPIES, empty=0),
            "delivered": fields.Integer(minimum=0, maximum=MOST_COPIES),
            "leftovers": fields.Integer(minimum=0, maximum=MOST_COPIES),
        }
    )
    kinds.register(
        Kind(
            name="newspaper_deliveries",
            fields={
                "edition": fields.Reference("editions", required=True),
                "outlets": fields.ListOf(line, longest=2000),
            },
            load=_load,
            current=_current,
            save=_save,
            known=lambda: (
                Edition.objects.filter(deliveries__isnull=False).distinct().values_list("slug", flat=True)
            ),
        )
    )


def _load(slugs: Iterable[str]) -> dict[str, Edition]:
    """Editions that have deliveries, with them. Two queries."""
    found = Edition.objects.filter(slug__in=set(slugs), deliveries__isnull=False).distinct()
    return {edition.slug: edition for edition in found.prefetch_related("deliveries__outlet")}


def _current(edition: Edition) -> Mapping[str, object]:
    rows = sorted(edition.deliveries.all(), key=lambda row: row.outlet.slug)
    return {
        "edition": edition,
        "outlets": [
            {
                "outlet": row.outlet,
                "planned": row.planned,
                "delivered": row.delivered,
                "leftovers": row.leftovers,
            }
            for row in rows
        ],
    }


def _save(*, slug: str, record: Edition | None, values: dict[str, Any], actor: Any = None) -> Edition:
    edition: Edition | None = values.get("edition") or record
    if edition is None or edition.slug != slug:
        raise RecordError(
            {"edition": [_("Die Lieferungen heißen wie ihre Ausgabe: slug und edition sind gleich.")]}
        )
    lines: dict[int, Line] = {}
    for one in values.get("outlets") or []:
        outlet: Outlet = one["outlet"]
        if outlet.pk in lines:
            raise RecordError({"outlets": [_("%(outlet)s steht zweimal da.") % {"outlet": outlet.name}]})
        lines[outlet.pk] = Line(one.get("planned") or 0, one.get("delivered"), one.get("leftovers"))
    gone = Delivery.objects.filter(edition=edition).exclude(outlet__in=lines).values_list("outlet", flat=True)
    lines |= {outlet: Line() for outlet in gone} if "outlets" in values else {}
    try:
        save_deliveries(edition=edition, lines=lines, actor=actor)
    except GridRefused as refused:
        raise RecordError({"outlets": sorted(set(refused.wrong.values()))}) from refused
    return edition
