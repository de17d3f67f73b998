"""Addresses that mails came back from, in the office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .addresses import ReasonMissing, lift_stop
from .models import MailAddress
from .office_parts import PER_PAGE, allowed

VIEW, LIFT = "mailing.view_mailaddress", "mailing.lift_stop"


@allowed(VIEW)
@require_safe
def address_list(request: HttpRequest) -> HttpResponse:
    """Stopped addresses and those that had trouble, or all that match. Constant number of queries."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = MailAddress.objects.annotate(opted_out=Count("opt_outs")).order_by("-failed_at", "address")
    found = (
        found.filter(address__icontains=query) if query else found.exclude(failed_at=None, stopped_at=None)
    )
    context = {
        "addresses": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        "query": query,
        "may_lift": request.user.has_perm(LIFT),
    }
    return render(request, "mailing/office/addresses.html", context)


@allowed(LIFT)
@require_POST
def address_free(request: HttpRequest, pk: int) -> HttpResponse:
    address = get_object_or_404(MailAddress, pk=pk)
    try:
        lift_stop(address=address, reason=request.POST.get("reason", ""), actor=request.user)
    except ReasonMissing:
        messages.error(request, _("Bitte schreiben Sie, warum die Adresse wieder geht."))
    else:
        messages.success(
            request,
            _(
                "An diese Adresse gehen wieder E-Mails. Was nicht gesendet wurde, senden Sie bitte noch einmal."
            ),
        )
    return redirect("mailing:address-list")
