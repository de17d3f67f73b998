"""What the pages of allauth, whose views are not ours, need to know."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from miteinander.foundation.access import demo, policies

register = template.Library()

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux")),
)
"""Words in what browsers say about themselves, the more particular first, and the names people know."""


@register.simple_tag
def demo_accounts() -> list[demo.DemoAccount]:
    return demo.shown()


@register.simple_tag
def demo_code(user: Any) -> str:
    return demo.code_for(user) if user else ""


@register.simple_tag
def second_factor(user: Any) -> dict[str, bool]:
    """`has`: set up; `missing`: demanded by a role and not there."""
    has = policies.has_second_factor(user)
    return {"has": has, "missing": not has and policies.needs_second_factor(user)}


@register.simple_tag
def may_enter_office(user: Any) -> bool:
    return policies.can_enter_office(user)


@register.filter
def device_name(user_agent: str) -> str:
    """ "Firefox, Windows"; what no one knows stays as it was said, cut."""
    known = [next((name for word, name in words if word in user_agent), "") for words in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, known)) or user_agent[:60] or _("unbekanntes Gerät")
