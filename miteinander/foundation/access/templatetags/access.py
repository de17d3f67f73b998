"""What the pages of allauth, whose views are not ours, need to know."""

from typing import Any

from django import template

from miteinander.foundation.access import demo, policies

register = template.Library()


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
