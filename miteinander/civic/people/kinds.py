"""Organisations and persons in programme files."""

from miteinander.foundation.exchange import fields, kinds, model_kind

from .enums import LogoPosition, OrganisationKind
from .models import Organisation, Person


def register() -> None:
    kinds.register(
        model_kind(
            Organisation,
            {
                "name": fields.Text(required=True),
                "kinds": fields.ListOf(fields.Choice(OrganisationKind.values)),
                "district": fields.Reference("districts"),
                "venues": fields.ListOf(fields.Reference("venues")),
                "telephone": fields.Telephone(),
                "email": fields.Email(),
                "website": fields.URL(),
                "languages": fields.ListOf(fields.LanguageCode()),
                "about": fields.Translated(),
                "logo_width": fields.Integer(minimum=5, maximum=200, empty=20),
                "logo_position": fields.Choice(LogoPosition.values, empty=LogoPosition.BOTTOM),
                "logo_rule": fields.Translated(),
                "funding_sentence": fields.Translated(),
            },
            name="organisations",
        )
    )
    kinds.register(
        model_kind(
            Person,
            {
                "name": fields.Text(required=True),
                "name_other_script": fields.Text(),
                "form_of_address": fields.Text(),
                "pronunciation": fields.Text(),
                "organisation": fields.Reference("organisations"),
                "telephone": fields.Telephone(),
                "email": fields.Email(),
            },
            name="persons",
        )
    )
