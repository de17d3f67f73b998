"""Kinds that files may hold already although the rooms for them are not built yet."""

from miteinander.foundation.exchange import coming_kind, fields

COMING = (
    coming_kind("purposes", {"name": fields.Translated(required=True)}),
    coming_kind(
        "budget_requests",
        {
            "year": fields.Integer(required=True, minimum=1900, maximum=2200),
            "amount": fields.Money(required=True),
            "purposes": fields.ListOf(fields.Reference("purposes")),
            "reason": fields.Translated(),
        },
    ),
)
