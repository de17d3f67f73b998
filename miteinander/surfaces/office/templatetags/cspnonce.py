"""The nonce of the running request; form widgets render without one, so it comes from the middleware's context."""

from django import template

from miteinander.foundation.interface.csp import nonce_of_request

register = template.Library()


@register.simple_tag
def csp_nonce() -> str:
    return nonce_of_request.get()
