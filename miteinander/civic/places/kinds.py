"""Boroughs, districts and venues in programme files."""

from miteinander.foundation.exchange import fields, kinds, model_kind

from .enums import Availability
from .models import Borough, District, Venue


def register() -> None:
    kinds.register(
        model_kind(
            Borough,
            {
                "number": fields.Integer(required=True, minimum=1, maximum=99),
                "name": fields.Text(required=True),
            },
            name="boroughs",
        )
    )
    position = {
        "latitude": fields.Decimal(places=5, minimum=-90, maximum=90),
        "longitude": fields.Decimal(places=5, minimum=-180, maximum=180),
    }
    kinds.register(
        model_kind(
            District,
            {
                "name": fields.Text(required=True),
                "borough": fields.Reference("boroughs", required=True),
                "synonyms": fields.ListOf(fields.Text(max_length=80)),
                **position,
                "map_column": fields.Integer(minimum=0, maximum=30),
                "map_row": fields.Integer(minimum=0, maximum=30),
            },
            name="districts",
        )
    )
    availability = {
        name: fields.Choice(Availability.values, empty=Availability.UNKNOWN)
        for name in ("step_free", "toilet", "induction_loop")
    }
    kinds.register(
        model_kind(
            Venue,
            {
                "name": fields.Translated(required=True),
                "district": fields.Reference("districts"),
                "street": fields.Text(),
                "postal_code": fields.Text(),
                "town": fields.Text(),
                **position,
                **availability,
                "parking": fields.Translated(),
                "stop": fields.Translated(),
                "access_note": fields.Translated(),
            },
            name="venues",
        )
    )
