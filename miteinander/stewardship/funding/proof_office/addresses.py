"""Where the pages of proofs stand."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .. import policies
from . import applications, files, pages, returns
from .doors import HERE


class ProofItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def is_shown(self, request: Any) -> bool:
        return policies.can_see_proofs(request.user)


def menu_item() -> MenuItem:
    return ProofItem(
        _("Nachweise"),
        reverse(f"{HERE}:list"),
        name="funding-proofs",
        icon_name="doc-full-inverse",
        order=380,
    )


def urls() -> list[Any]:
    patterns = [
        path("", pages.proof_list, name="list"),
        path("neu/<int:fund>/", pages.begin, name="begin"),
        path("rueckzahlung/<int:fund>/", returns.money_return, name="return"),
        path("beleg/<int:pk>/", returns.receipt, name="receipt"),
        path("beleg/<int:pk>/datei/<int:file>/", returns.file_delete, name="file-delete"),
        path("antrag/<int:fund>/", applications.application, name="application"),
        path("antrag/<int:fund>/angaben.csv", applications.application_csv, name="application-csv"),
        path("antrag/<int:fund>/angaben.txt", applications.application_text, name="application-text"),
        path("<int:pk>/", pages.proof, name="proof"),
        path("<int:pk>/text/", pages.words, name="words"),
        path("<int:pk>/zahlen/", pages.numbers, name="numbers"),
        path("<int:pk>/pruefen/", pages.verify, name="verify"),
        path("<int:pk>/entwerfen/", pages.redraft, name="redraft"),
        path("<int:pk>/einreichen/", pages.submit, name="submit"),
        path("<int:pk>/verwerfen/", pages.discard, name="discard"),
        path("<int:pk>/erstellen/", pages.make_file, name="make-file"),
        path("<int:pk>/nachweis.pdf", files.pdf, name="pdf"),
        path("<int:pk>/nachweis.xlsx", files.xlsx, name="xlsx"),
        path("<int:pk>/nachweis.json", files.data_set, name="json"),
        path("<int:pk>/belegliste.csv", files.receipts_csv, name="receipts-csv"),
        path("<int:pk>/einnahmen.csv", files.income_csv, name="income-csv"),
        path("<int:pk>/belege.zip", files.receipts_zip, name="zip"),
    ]
    return [path("nachweise/", include((patterns, HERE)))]
