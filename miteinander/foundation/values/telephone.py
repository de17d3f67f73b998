"""Telephone numbers: kept as +49…, shown as people dial them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def parse_telephone(text: str) -> str:
    """The number in E.164; raises ValueError with a sentence."""
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError(
            _("„%(text)s“ ist keine Telefonnummer. Erlaubt ist zum Beispiel 0214 123456.")
            % {"text": text[:40]}
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_telephone(number: str) -> str:
    """For people in Germany: "0221 4710123"; other countries with their code."""
    if not number:
        return ""
    parsed = phonenumbers.parse(number, "DE")
    shape = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        parsed, shape.NATIONAL if parsed.country_code == 49 else shape.INTERNATIONAL
    )


def validate_telephone(value: str) -> None:
    try:
        parse_telephone(value)
    except ValueError as error:
        raise ValidationError(str(error), code="telephone") from error
