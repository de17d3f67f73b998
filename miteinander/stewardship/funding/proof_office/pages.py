"""Proofs of use: list, begin, checks, words, handing in, verifying."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.work import enqueue

from .. import actions, policies
from ..enums import FundState, ProofKind, ProofState
from ..errors import Refused
from ..models import Fund, Proof
from ..proofs.archives import kept_files, total_size
from ..proofs.canonical import Altered, fingerprint
from ..proofs.checks import findings_of
from ..proofs.narrative import is_edited, missing_of
from ..proofs.printing import MOST_AT_ONCE, MOST_EMBEDDED
from ..proofs.reading import data_of
from ..proofs.retention import proof_retention
from .doors import HERE, get_fund_or_404, get_proof_or_404
from .forms import BeginForm, WordsForm
from .links import page_of
from .waiting import is_being_made

ROWS_ON_A_PAGE = 100
LETTERS_IN_A_LINE = 60


@require_safe
def proof_list(request: HttpRequest) -> HttpResponse:
    """Every source that was granted, with its proofs. Two queries."""
    check(policies.can_see_proofs(request.user))
    funds = Fund.objects.filter(state__in=(FundState.GRANTED, FundState.PROVED)).select_related("funder")
    rows = [
        (fund, fund.is_open and all(one.state == ProofState.SUBMITTED for one in fund.proofs.all()))
        for fund in funds.prefetch_related("proofs").order_by("state", "-period_end", "pk")
    ]
    context = {
        "rows": rows,
        "can_begin": policies.can_begin_proofs(request.user),
        "can_return": policies.can_return_money(request.user),
        "can_see_funds": policies.can_see(request.user),
    }
    return render(request, "funding/proof/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, fund: int) -> HttpResponse:
    source = get_fund_or_404(request, fund, allowed=policies.can_begin_proofs(request.user))
    start, end = actions.proposed_period(source)
    initial = {"kind": ProofKind.FINAL, "period_start": start, "period_end": end}
    form = BeginForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            proof = actions.begin_proof(fund=source, actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Der Nachweis ist angelegt, der Sachbericht ist entworfen."))
            return redirect(f"{HERE}:proof", proof.pk)
    status = 422 if form.errors else 200
    return render(request, "funding/proof/begin.html", {"form": form, "fund": source}, status=status)


@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The checks, the sums, the files, what to do next. Constant queries."""
    return _proof_page(request, get_proof_or_404(request, pk))


def _proof_page(request: HttpRequest, found: Proof, *, status: int = 200) -> HttpResponse:
    is_draft = found.state == ProofState.DRAFT
    data = data_of(found)
    findings = findings_of(found, data) if is_draft else []
    context = {
        "proof": found,
        "tab": "proof",
        "data": data,
        "findings": [(one, page_of(one.record, found)) for one in findings],
        "blocked": any(one.blocking for one in findings),
        "files": len(kept_files(data)),
        "size": total_size(data),
        "embeds": total_size(data) <= MOST_EMBEDDED,
        "at_once": len(data.receipts) <= MOST_AT_ONCE,
        "is_being_made": is_being_made(found),
        "retention": proof_retention(found),
        "can_write": policies.can_write_proofs(request.user),
        "can_return": policies.can_return_money(request.user),
    }
    return render(request, "funding/proof/proof.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """The narrative: each paragraph beside its draft."""
    found = get_proof_or_404(request, pk, to_write=request.method == "POST")
    form = WordsForm(request.POST if request.method == "POST" else None, instance=found)
    typed = {part["key"]: request.POST.get(f"p{at}", part["text"]) for at, part in enumerate(found.narrative)}
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("place", "effects", "deviations")}
        try:
            actions.save_proof_words(
                proof=found, paragraphs=typed, values=values, added=form.cleaned_data["added"],
                seen=request.POST.get("seen", ""), actor=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Der Text ist gespeichert."))
            return redirect(f"{HERE}:words", pk)
    stored = Proof.objects.get(pk=pk)
    parts = [
        {
            **part,
            "name": f"p{at}",
            "text": typed.get(part["key"], part["text"]),
            "edited": is_edited(part),
            "rows": _rows(part["text"]),
        }
        for at, part in enumerate(stored.narrative)
    ]
    context = {
        "proof": found, "tab": "words", "form": form, "parts": parts, "seen": actions.words_version(stored),
        "missing": missing_of(found) if stored.state == ProofState.DRAFT else [],
        "is_draft": stored.state == ProofState.DRAFT, "can_write": policies.can_write_proofs(request.user),
    }  # fmt: skip
    return render(request, "funding/proof/words.html", context, status=422 if form.errors else 200)


def _rows(text: str) -> int:
    """So high that a paragraph shows whole."""
    return min(14, 1 + text.count("\n") + len(text) // LETTERS_IN_A_LINE + 1)


@require_safe
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the figures consist of; the receipts by pages."""
    found = get_proof_or_404(request, pk)
    data = data_of(found)
    context = {
        "proof": found,
        "tab": "numbers",
        "data": data,
        "page": Paginator(data.receipts, ROWS_ON_A_PAGE).get_page(request.GET.get("seite")),
    }
    return render(request, "funding/proof/numbers.html", context)


@require_safe
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """The hash of the frozen set, computed anew."""
    found = get_proof_or_404(request, pk)
    again = fingerprint(found.frozen) if found.state == ProofState.SUBMITTED else ""
    try:
        data = data_of(found)
    except Altered:
        data = None
    context = {
        "proof": found, "tab": "verify", "again": again, "fits": bool(again) and again == found.frozen_sha256, "data": data,
    }  # fmt: skip
    return render(request, "funding/proof/verify.html", context)


def _do(request: HttpRequest, pk: int, act: Any, done: str, *, to: str = "proof") -> HttpResponse:
    found = get_proof_or_404(request, pk, to_write=True)
    try:
        act(found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(f"{HERE}:proof", pk)
    messages.success(request, done)
    return redirect(f"{HERE}:list") if to == "list" else redirect(f"{HERE}:{to}", pk)


@require_POST
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Der Sachbericht ist neu entworfen. Was Sie geändert haben, ist geblieben.")
    return _do(
        request, pk, lambda one: actions.redraft_proof(proof=one, actor=request.user), done, to="words"
    )


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Der Nachweis ist eingereicht. Sein Datensatz ist eingefroren, die Belege sind gesperrt.")
    return _do(request, pk, lambda one: actions.submit_proof(proof=one, actor=request.user), done)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Der Entwurf ist verworfen. Die Belege sind davon nicht berührt.")
    return _do(request, pk, lambda one: actions.discard_proof(proof=one, actor=request.user), done, to="list")


@require_POST
def make_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a large PDF; the page shows when it is there."""
    found = get_proof_or_404(request, pk, to_write=True)
    if not is_being_made(found):
        enqueue("funding.make_proof_file", proof_id=found.pk)
    messages.success(request, _("Das PDF wird erstellt. Es erscheint auf dieser Seite."))
    return redirect(f"{HERE}:proof", pk)
