"""The body, its terms, members and working groups in programme files."""

from miteinander.foundation.exchange import fields, kinds, model_kind

from .enums import SeatKind
from .models import Body, Membership, Term, WorkingGroup


def register() -> None:
    kinds.register(
        model_kind(
            Body,
            {
                "name": fields.Translated(required=True),
                "about": fields.Translated(),
                "legal_basis": fields.Translated(),
            },
            name="bodies",
        )
    )
    kinds.register(
        model_kind(
            Term,
            {
                "body": fields.Reference("bodies", required=True),
                "label": fields.Text(required=True),
                "starts": fields.Day(required=True),
                "ends": fields.Day(),
            },
            name="terms",
        )
    )
    position = fields.Integer(minimum=0, maximum=9999, empty=0)
    kinds.register(
        model_kind(
            Membership,
            {
                "term": fields.Reference("terms", required=True),
                "kind": fields.Choice(SeatKind.values, required=True),
                "title": fields.Translated(required=True),
                "function": fields.Translated(),
                "person": fields.Reference("persons"),
                "languages": fields.ListOf(fields.LanguageCode()),
                "position": position,
            },
            name="memberships",
        )
    )
    kinds.register(
        model_kind(
            WorkingGroup,
            {
                "body": fields.Reference("bodies", required=True),
                "name": fields.Translated(required=True),
                "about": fields.Translated(),
                "lead": fields.Reference("memberships"),
                "members": fields.ListOf(fields.Reference("memberships")),
                "position": position,
            },
            name="working_groups",
        )
    )
