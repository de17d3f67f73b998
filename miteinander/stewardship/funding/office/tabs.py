"""The pages of money beside each other; other parts of the room add theirs with `register`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import policies


@dataclass(frozen=True)
class Tab:
    """`url_name` without arguments; also what a page says to be current."""

    url_name: str
    label: str | Promise
    is_open: Callable[[Any], bool]
    order: int


@dataclass(frozen=True)
class ShownTab:
    label: str | Promise
    url: str
    is_current: bool


_tabs: list[Tab] = [
    Tab("funding_office:cockpit", _("Überblick"), policies.can_see, 10),
    Tab("funding_office:fund-list", _("Geldquellen"), policies.can_see, 20),
    Tab("funding_office:order-list", _("Aufträge"), policies.can_see_orders, 30),
    Tab("funding_office:approval-list", _("Mitzeichnen"), policies.can_approve, 40),
    Tab("funding_office:ksk", _("Künstlersozialabgabe"), policies.can_see_orders, 70),
    Tab("funding_office:rule-list", _("Regeln"), policies.can_see_rules, 90),
]


def register(tab: Tab) -> None:
    if tab not in _tabs:
        _tabs.append(tab)


def tabs_for(user: Any, current: str) -> list[ShownTab]:
    return [
        ShownTab(tab.label, reverse(tab.url_name), tab.url_name == current)
        for tab in sorted(_tabs, key=lambda one: one.order)
        if tab.is_open(user)
    ]
