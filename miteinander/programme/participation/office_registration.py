"""One registration in the office: everything about it, changing it, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.interface.record_links import links_of
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.mailing.enums import OPEN
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.values.telephone import format_telephone

from . import own_links, policies
from .actions import accept_offer, book_anyway, cancel_party, change_party, renew_link
from .counting import answer_words
from .enums import HOLDING, IN_PLAY, RegistrationState
from .errors import CannotTakePart
from .models import Registration
from .office_forms import ChangeForm, choices_of
from .office_list import rows_of
from .office_parts import allowed, get_registration_or_404, head_of

PAGES = ["GET", "HEAD", "POST"]
LONGEST_REASON = 300
LATEST_ENTRIES = 20
DETAILS = {
    "participation.out_of_turn": lambda: _("außer der Reihe hereingenommen"),
    "participation.offer_accepted": lambda: _("Angebot angenommen"),
}


@allowed(policies.can_see_people)
@require_safe
def registration_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one registration, its mails and its trail. Constant number of queries."""
    registration = get_registration_or_404(request.user, pk)
    user, plan = request.user, registration.plan
    (row,) = rows_of(plan, [registration])
    answers = registration.answers.select_related("question")
    context = head_of(plan.event, user, "") | {
        "registration": registration,
        "row": row,
        "guests": registration.guests.select_related("pool__item"),
        "answers": [(one.question, answer_words(one.question, one.text)) for one in answers],
        "claims": registration.claims.select_related("item"),
        "invitation": getattr(registration, "invitation", None),
        "code": code_of(registration),
        "phone": format_telephone(registration.phone),
        "language": _language_name(registration.language),
        "mails": _mails(user, registration),
        "trail": _trail(user, registration),
        "links": links_of(user, registration),
        "is_in_play": registration.state in IN_PLAY,
        "holds": registration.state in HOLDING,
        "can_change": policies.can_change_people(user),
        "may_enter_out_of_turn": registration.state in (RegistrationState.WAITING, RegistrationState.LAPSED),
        "place_in_line": _place_in_line(registration),
    }
    return render(request, "participation/office/registration.html", context)


def _language_name(code: str) -> str:
    return next((one.name for one in site_languages() if one.code == code), code)


def code_of(registration: Registration) -> str:
    return own_links.code(own_links.Purpose.REGISTRATION, registration.uid, registration.link_round)


def _place_in_line(registration: Registration) -> int:
    """Counted as they came; 0 for who does not wait."""
    if registration.state != RegistrationState.WAITING:
        return 0
    before = Registration.objects.waiting().filter(plan=registration.plan_id, pk__lt=registration.pk)
    return before.count() + 1


def _mails(user: Any, registration: Registration) -> list[tuple[OutgoingMail, bool]]:
    """The newest first, each with whether it can be sent again."""
    if not user.has_perm("mailing.view_outgoingmail"):
        return []
    about = f"{registration._meta.label_lower}:{registration.pk}"
    found = OutgoingMail.objects.filter(about=about).defer("text", "html")[:LATEST_ENTRIES]
    may = user.has_perm("mailing.resend_mail")
    return [(mail, may and mail.state not in OPEN) for mail in found]


def _trail(user: Any, registration: Registration) -> list[dict[str, Any]]:
    if not user.has_perm("audit.view_auditentry"):
        return []
    kind = ContentType.objects.get_for_model(registration)
    entries = AuditEntry.objects.filter(content_type=kind, record_id=str(registration.pk))
    return [
        {"entry": one, "what": DETAILS[one.detail]() if one.detail in DETAILS else one.get_verb_display()}
        for one in entries.select_related("actor")[:LATEST_ENTRIES]
    ]


@allowed(policies.can_change_people)
@require_http_methods(PAGES)
def registration_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another party than before, for example two more on the telephone."""
    registration = get_registration_or_404(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, choices=choices_of(registration.plan), registration=registration)
    if data is not None and form.is_valid():
        try:
            change_party(registration=registration, wish=form.wish(), actor=request.user)
        except CannotTakePart as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Geändert. Die Anmeldung steht so in der Liste."))
            return redirect("participation_office:registration", pk=registration.pk)
    context = head_of(registration.plan.event, request.user, "") | {
        "registration": registration,
        "form": form,
    }
    status = 422 if data is not None else 200
    return render(request, "participation/office/registration_change.html", context, status=status)


@allowed(policies.can_change_people)
@require_POST
def registration_do(request: HttpRequest, pk: int) -> HttpResponse:
    """One of the verbs of the page; `was` says which."""
    registration = get_registration_or_404(request.user, pk)
    verb = VERBS.get(request.POST.get("was", ""))
    if verb is None:
        return HttpResponseBadRequest()
    try:
        messages.success(request, verb(request, registration))
    except CannotTakePart as error:
        messages.error(request, error.sentence)
    except ValueError:
        messages.error(request, _("Bitte schreiben Sie den Grund dazu. Er steht später im Protokoll."))
    return redirect("participation_office:registration", pk=registration.pk)


def _cancel(request: HttpRequest, registration: Registration) -> str:
    cancel_party(registration=registration, actor=request.user)
    return _("„%(name)s“ ist abgemeldet. Freie Plätze sind der Warteliste angeboten.") % {
        "name": registration.name
    }


def _renew(request: HttpRequest, registration: Registration) -> str:
    renewed = renew_link(registration=registration, actor=request.user)
    return _("Der neue Code ist %(code)s. Der alte Link und der alte Code gelten nicht mehr.") % {
        "code": code_of(renewed)
    }


def _accept(request: HttpRequest, registration: Registration) -> str:
    accept_offer(registration=registration, actor=request.user)
    return _("„%(name)s“ hat den Platz angenommen.") % {"name": registration.name}


def _anyway(request: HttpRequest, registration: Registration) -> str:
    reason = request.POST.get("grund", "").replace("\x00", "").strip()[:LONGEST_REASON]
    book_anyway(registration=registration, reason=reason, actor=request.user)
    return _("„%(name)s“ ist außer der Reihe angemeldet.") % {"name": registration.name}


VERBS: dict[str, Callable[[HttpRequest, Registration], str]] = {
    "absagen": _cancel,
    "neuer-link": _renew,
    "zusagen": _accept,
    "ausser-der-reihe": _anyway,
}
