"""One receipt: what stands on it, its files, its cells, its bookings, and taking it back."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.interface.office_doors import check, one_or_404

from .. import actions, policies
from ..enums import FileKind, ReceiptKind
from ..models import Receipt, ReceiptFile
from .doors import attempt, posted, say_refusal, show
from .funds import FORMS
from .receipt_entry import PAGE, missing_of
from .receipt_forms import AttachForm, ReasonForm
from .receipts import LIST

NO_PICTURE = (".pdf", ".xml")
RELATED = (
    "order",
    "organisation",
    "advanced_by",
    "proof",
    "booked_by",
    "reverses",
    "reversal",
    "transfer__run",
)


def get_receipt_or_404(request: HttpRequest, pk: int, *, to_change: bool = False) -> Receipt:
    user = request.user
    check(policies.can_pay_receipts(user) if to_change else policies.can_see_receipts(user))
    return one_or_404(Receipt.objects.select_related(*RELATED), pk)


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_receipt_or_404(request, pk), AttachForm())


def _page(request: HttpRequest, found: Receipt, attach: AttachForm, *, status: int = 200) -> HttpResponse:
    """A constant number of queries."""
    kind = ContentType.objects.get_for_model(Receipt)
    history = AuditEntry.objects.filter(content_type=kind, record_id=str(found.pk)).select_related("actor")
    back = getattr(found, "reversal", None)
    is_standing = back is None and found.kind != ReceiptKind.REVERSAL
    may_change = policies.can_pay_receipts(request.user)
    transfer = getattr(found, "transfer", None)
    context = {
        "receipt": found,
        "shares": list(found.shares.select_related("line__fund", "activity")),
        "files": _files(found),
        "movements": list(found.movements.select_related("line", "fund")),
        "history": list(history.order_by("-pk")[:50]),
        "missing": missing_of(found) if is_standing else [],
        "back": back,
        "transfer": transfer,
        "is_standing": is_standing,
        "may_change": may_change,
        "may_attach": may_change and found.proof_id is None,
        "may_pay": may_change and is_standing and found.paid_on is None and found.proof_id is None and transfer is None,
        "may_transfer": policies.can_make_runs(request.user) and not actions.payments.payable(found),
        "may_reverse": may_change and is_standing,
        "attach": attach,
    }  # fmt: skip
    return show(request, "receipt.html", context, tab=LIST, status=status)


def _files(found: Receipt) -> list[ReceiptFile]:
    files = list(found.files.select_related("document"))
    for file in files:
        file.is_picture = not str(file.document.file.name).endswith(NO_PICTURE)  # type: ignore[attr-defined]
    return files


@require_POST
def file_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_receipt_or_404(request, pk, to_change=True)
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        values = form.cleaned_data
        upload = values["photo"] or values["file"]
        field = "photo" if values["photo"] else "file"
        if attempt(
            form,
            lambda: actions.attach_file(
                receipt=found,
                file=upload,
                name=upload.name,
                kind=FileKind(values["kind"]),
                actor=request.user,
            ),
            fields={"file": field},
        ):
            messages.success(request, _("Die Datei gehört jetzt zum Beleg."))
            return redirect(f"{reverse(PAGE, args=[pk])}#dateien")
    return _page(request, found, form, status=422)


@require_POST
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    check(policies.can_pay_receipts(request.user))
    file = one_or_404(ReceiptFile.objects.select_related("document", "receipt"), pk)
    say_refusal(
        request, lambda: actions.remove_file(file=file, actor=request.user), _("Die Datei ist entfernt.")
    )
    return redirect(PAGE, file.receipt_id)


@FORMS
def receipt_reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """A reason, and a receipt of its own takes the first one back."""
    found = get_receipt_or_404(request, pk, to_change=True)
    form, written = ReasonForm(posted(request)), []
    if form.is_valid() and attempt(
        form,
        lambda: written.append(
            actions.reverse_receipt(receipt=found, reason=form.cleaned_data["reason"], actor=request.user)
        ),
    ):
        messages.success(
            request,
            _("Beleg %(number)s ist zurückgenommen. War etwas falsch, geben Sie ihn jetzt richtig neu ein.")
            % {"number": found.number},
        )
        return redirect(PAGE, written[0].pk)
    hints = [
        _(
            "%(number)s, %(payee)s, bleibt stehen. Ein Storno nimmt den Betrag zurück, und beide stehen in der Liste."
        )
        % {"number": found.number, "payee": found.payee}
    ]
    if found.paid_on is not None:
        hints.append(
            _(
                "Der Beleg ist bezahlt. Das Storno bucht auch die Zahlung zurück: Nur so ist es richtig, wenn das Geld zurückkommt oder neu gebucht wird."
            )
        )
    context = {
        "form": form, "heading": _("Beleg %(number)s stornieren") % {"number": found.number}, "hints": hints,
        "button": _("Stornieren"), "back": reverse(PAGE, args=[pk]), "back_label": _("Zurück zum Beleg"),
    }  # fmt: skip
    return show(request, "money_step.html", context, tab=LIST, status=422 if form.errors else 200)
