"""Registers the source of money as a subject of print, with its sheets."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting import documents, subjects
from miteinander.foundation.typesetting.documents import Document, Wish
from miteinander.foundation.typesetting.formats import A4_OFFICE
from miteinander.foundation.typesetting.subjects import About, NoSubject, Subject

from ..models import Fund, FundPrint
from .application import ApplicationSheet, read_application
from .request import RequestSheet, read_request

FOLDER = "/stewardship/funding/sheets"
MOST_DIGITS = 9


def find_fund(typed: str) -> int:
    """By slug, or by its number. Raises NoSubject."""
    found = Fund.objects.filter(slug=typed).values_list("pk", flat=True).first()
    if found is None and typed.isdecimal() and len(typed) <= MOST_DIGITS:
        found = Fund.objects.filter(pk=int(typed)).values_list("pk", flat=True).first()
    if found is None:
        raise NoSubject(typed)
    return int(found)


def describe_fund(pk: int, user: Any) -> About:
    """For an account, or for the program itself where there is none. One query. Raises NoSubject."""
    fund = Fund.objects.filter(pk=pk).first()
    if fund is None or (user is not None and not user.has_perm("funding.view_fund")):
        raise NoSubject(pk)
    return About(
        title=str(fund),
        details=_("%(kind)s, %(start)s bis %(end)s")
        % {
            "kind": fund.get_kind_display(),
            "start": f"{fund.period_start:%d.%m.%Y}",
            "end": f"{fund.period_end:%d.%m.%Y}",
        },
        url=reverse("funding_proofs:application", args=[pk]),
        languages=(base_language(),),
    )


def may_print(user: Any, pk: int) -> bool:
    return bool(user.has_perm("funding.view_fund")) and Fund.objects.filter(pk=pk).exists()


def _named(word: Any) -> Any:
    def named(wish: Wish) -> str:
        return f"{word}: {Fund.objects.get(pk=wish.subject)}"

    return named


def register() -> None:
    subjects.register(Subject("fund", find=find_fund, describe=describe_fund, prints=FundPrint))
    request, application = gettext_lazy("Antrag"), gettext_lazy("Angaben zum Antrag")
    documents.register(
        Document(
            key="funding.request", title=request, data=RequestSheet, formats=(A4_OFFICE,),
            template=f"{FOLDER}/request.typ", read=read_request, allowed=may_print, named=_named(request),
            about="fund", most_languages=1, archived=True, order=10,
        )
    )  # fmt: skip
    documents.register(
        Document(
            key="funding.application", title=application, data=ApplicationSheet, formats=(A4_OFFICE,),
            template=f"{FOLDER}/application.typ", read=read_application, allowed=may_print, named=_named(application),
            about="fund", most_languages=1, archived=True, order=11,
        )
    )  # fmt: skip
