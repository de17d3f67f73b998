"""Addresses, menu entries and tabs of receipts, income and payments."""

from collections.abc import Callable
from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .. import policies
from . import income, receipt_entry, receipt_export, receipt_page, receipt_payments, receipts, tabs
from .addresses import MoneyItem

HERE = "funding_receipts"


def menu_items() -> list[Callable[[], MenuItem]]:
    return [
        lambda: _item(_("Belege"), "receipt-list", "doc-full", 505, policies.can_see_receipts),
        lambda: _item(_("Einnahmen"), "income-list", "plus-inverse", 506, policies.can_see_income),
        lambda: _item(_("Überweisungen"), "run-list", "arrow-right-full", 507, policies.can_see_runs),
    ]


def _item(label: Any, page: str, icon: str, order: int, is_open: Callable[[Any], bool]) -> MenuItem:
    url = reverse_lazy(f"{HERE}:{page}")
    return MoneyItem(label, url, name=f"money-{page}", icon_name=icon, order=order, is_open=is_open)


def register_tabs() -> None:
    tabs.register(tabs.Tab(receipts.LIST, _("Belege"), policies.can_see_receipts, 50))
    tabs.register(tabs.Tab(receipts.MISSING, _("Was fehlt"), policies.can_see_receipts, 52))
    tabs.register(tabs.Tab(income.LIST, _("Einnahmen"), policies.can_see_income, 54))
    tabs.register(tabs.Tab(receipt_payments.RUNS, _("Überweisungen"), policies.can_see_runs, 56))


def urls() -> list[Any]:
    about_receipts = [
        path("", receipts.receipt_list, name="receipt-list"),
        path("belege.csv", receipt_export.export_csv, name="receipts-csv"),
        path("belege.xlsx", receipt_export.export_xlsx, name="receipts-xlsx"),
        path("dateien.zip", receipt_export.files_zip, name="files-zip"),
        path("fehlt/", receipts.missing, name="missing"),
        path("neu/", receipt_entry.receipt_start, name="receipt-start"),
        path("neu/angaben/", receipt_entry.receipt_add, name="receipt-add"),
        path("neu/angaben/<int:pk>/", receipt_entry.receipt_add, name="receipt-from-file"),
        path("neu/<int:pk>/verwerfen/", receipt_entry.waiting_discard, name="waiting-discard"),
        path("bezahlen/", receipt_payments.pay, name="pay"),
        path("<int:pk>/", receipt_page.receipt, name="receipt"),
        path("<int:pk>/datei/", receipt_page.file_add, name="file-add"),
        path("<int:pk>/storno/", receipt_page.receipt_reverse, name="receipt-reverse"),
        path("datei/<int:pk>/entfernen/", receipt_page.file_remove, name="file-remove"),
    ]
    about_runs = [
        path("", receipt_payments.run_list, name="run-list"),
        path("neu/", receipt_payments.run_add, name="run-add"),
        path("konto/", receipt_payments.account, name="account"),
        path("<int:pk>/", receipt_payments.run, name="run"),
        path("<int:pk>/datei.xml", receipt_payments.run_file, name="run-file"),
        path("<int:pk>/bestaetigen/", receipt_payments.run_confirm, name="run-confirm"),
        path("<int:pk>/verwerfen/", receipt_payments.run_discard, name="run-discard"),
    ]
    about_income = [
        path("", income.income_list, name="income-list"),
        path("neu/", income.income_add, name="income-add"),
        path("<int:pk>/storno/", income.income_reverse, name="income-reverse"),
    ]
    pages = [
        path("belege/", include(about_receipts)),
        path("ueberweisungen/", include(about_runs)),
        path("einnahmen/", include(about_income)),
    ]
    return [path("geld/", include((pages, HERE)))]
