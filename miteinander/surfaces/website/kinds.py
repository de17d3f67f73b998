"""The identity of the installation in programme files."""

from typing import Any

from miteinander.foundation.exchange import fields, kinds, model_kind
from miteinander.foundation.interface.actions import save_identity
from miteinander.foundation.interface.models import Identity


def register() -> None:
    kinds.register(
        model_kind(
            Identity,
            {
                "product_name": fields.Text(),
                "name": fields.Text(required=True),
                "town": fields.Text(),
                "claim": fields.Translated(),
                "intro": fields.Translated(),
                "street": fields.Text(),
                "postal_code": fields.Text(),
                "telephone": fields.Telephone(),
                "email": fields.Email(),
                "office_hours": fields.Translated(),
                "sender_name": fields.Text(),
                "responsible": fields.Translated(),
            },
            name="identity",
            single=True,
            save=_save,
        )
    )


def _save(*, record: Identity | None, slug: str, actor: Any = None, **values: Any) -> Identity:
    return save_identity(values=values, actor=actor)
