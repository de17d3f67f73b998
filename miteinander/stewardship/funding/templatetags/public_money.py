import re
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from miteinander.foundation.languages.templatetags.languages import bidi
from miteinander.foundation.values import money

register = template.Library()
WHOLE_FROM = 10


@register.filter
def euros(amount: Decimal) -> SafeString:
    """As the active language writes it, isolated from the direction of the text around it."""
    return bidi(money.euros(amount))


@register.filter
def about(amount: Decimal) -> SafeString:
    """A rounded amount: whole euros without places that nobody knows."""
    text = money.euros(amount)
    return bidi(re.sub(r"[.,]00(?!\d)", "", text) if amount >= WHOLE_FROM else text)


@register.filter
def percent(share: str) -> SafeString:
    """ "12" or "<1" with its sign."""
    return bidi(f"{share.replace('<', '< ')} %")
