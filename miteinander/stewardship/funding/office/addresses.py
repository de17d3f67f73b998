"""Addresses and menu entries of the office of money."""

from collections.abc import Callable
from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .. import policies
from . import fund_steps, funds, order_page, orders, overview, plan, rules

HERE = "funding_office"


class MoneyItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def __init__(self, *args: Any, is_open: Callable[[Any], bool], **options: Any) -> None:
        self.is_open = is_open
        super().__init__(*args, **options)

    def is_shown(self, request: Any) -> bool:
        return self.is_open(request.user)


def _item(label: Any, page: str, icon: str, order: int, is_open: Callable[[Any], bool]) -> MenuItem:
    url = reverse_lazy(f"{HERE}:{page}")
    return MoneyItem(label, url, name=f"money-{page}", icon_name=icon, order=order, is_open=is_open)


def menu_items() -> list[Callable[[], MenuItem]]:
    return [
        lambda: _item(_("Geld im Überblick"), "cockpit", "table", 500, policies.can_see),
        lambda: _item(_("Geldquellen"), "fund-list", "folder-open-inverse", 501, policies.can_see),
        lambda: _item(_("Aufträge"), "order-list", "form", 502, policies.can_see_orders),
        lambda: _item(_("Künstlersozialabgabe"), "ksk", "pick", 503, policies.can_see_orders),
        lambda: _item(_("Regeln für Geld"), "rule-list", "list-ol", 504, policies.can_see_rules),
    ]


def urls() -> list[Any]:
    pages = [
        path("", overview.cockpit, name="cockpit"),
        path("ausgaben/", overview.spent, name="spent"),
        path("quellen/", funds.fund_list, name="fund-list"),
        path("quellen/neu/", funds.fund_add, name="fund-add"),
        path("quellen/<int:pk>/", funds.fund, name="fund"),
        path("quellen/<int:pk>/aendern/", funds.fund_edit, name="fund-edit"),
        path("quellen/<int:pk>/plan/", plan.plan, name="plan"),
        path("quellen/<int:pk>/finanzierung/", plan.financing, name="financing"),
        path("quellen/<int:pk>/position/", funds.line_add, name="line-add"),
        path("quellen/<int:pk>/beantragen/", fund_steps.fund_request, name="fund-request"),
        path("quellen/<int:pk>/bewilligen/", fund_steps.fund_grant, name="fund-grant"),
        path("quellen/<int:pk>/ablehnen/", fund_steps.fund_refuse, name="fund-refuse"),
        path("quellen/<int:pk>/umschichten/", fund_steps.transfer, name="transfer"),
        path("quellen/<int:pk>/uebertragen/", fund_steps.carry_over, name="carry-over"),
        path("position/<int:pk>/", funds.line_edit, name="line-edit"),
        path("position/<int:pk>/streichen/", funds.line_remove, name="line-remove"),
        path("teilbetrag/<int:pk>/abrufen/", fund_steps.instalment_call, name="instalment-call"),
        path("teilbetrag/<int:pk>/eingang/", fund_steps.instalment_receive, name="instalment-receive"),
        path("auftraege/", orders.order_list, name="order-list"),
        path("auftraege/neu/", orders.order_add, name="order-add"),
        path("auftraege/mitzeichnen/", orders.approval_list, name="approval-list"),
        path("auftraege/<int:pk>/", order_page.order, name="order"),
        path("auftraege/<int:pk>/aendern/", orders.order_edit, name="order-edit"),
        path("auftraege/<int:pk>/tun/", order_page.order_do, name="order-do"),
        path("auftraege/<int:pk>/angebot/", order_page.quote_add, name="quote-add"),
        path("kuenstlersozialabgabe/", rules.ksk, name="ksk"),
        path("regeln/", rules.rule_list, name="rule-list"),
    ]
    return [path("geld/", include((pages, HERE)))]
