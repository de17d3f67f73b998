"""Amounts on the pages of money."""

from decimal import Decimal

from django import template

from miteinander.foundation.values.money import euros

from ..limits import percents

register = template.Library()


@register.filter
def euro(amount: Decimal | None) -> str:
    """ "1.234,50 €"; a dash for nothing known."""
    return "–" if amount is None else euros(amount)


@register.filter
def number(value: Decimal) -> str:
    """The value of a rule: "300" or "4,9"."""
    return percents(value)
