"""What the office's pages of print share: the subject, its documents, checking an order, answering with a file."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .batches import is_large
from .composing import Composed, compose, set_composed
from .documents import CannotPrint, Document, document, documents
from .findings import Finding, Level
from .orders import Order
from .printing import not_set
from .rendering import NotSet, Printed
from .subjects import About, NoSubject, Subject, subject

LONGEST_NUMBER = 18
logger = logging.getLogger(__name__)
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
CHANGE_SETTINGS = "typesetting.change_printsettings"


def get_about_or_404(user: Any, about: str, pk: int) -> tuple[Subject, About]:
    """The subject for whoever may see it; 404 for others, 403 for an account that may print nothing of it."""
    if len(str(pk)) > LONGEST_NUMBER:
        raise Http404
    try:
        one = subject(about)
        shown = one.describe(pk, user)
    except NoSubject:
        raise Http404 from None
    if not allowed_documents(user, about, pk):
        raise PermissionDenied
    return one, shown


def allowed_documents(user: Any, about: str, pk: int) -> list[Document]:
    """Those that this account may print. Asks once for each rule, not for each document."""
    answers: dict[Callable[[Any, int], bool], bool] = {}
    found = []
    for one in documents(about):
        if one.allowed not in answers:
            answers[one.allowed] = one.allowed(user, pk)
        if answers[one.allowed]:
            found.append(one)
    return found


def get_document_or_404(user: Any, about: str, pk: int, key: str) -> Document:
    try:
        found = document(key)
    except KeyError:
        raise Http404 from None
    if found.about != about:
        raise Http404
    if not found.allowed(user, pk):
        raise PermissionDenied
    return found


def head_of(user: Any, about: str, pk: int, shown: About, here: str) -> dict[str, Any]:
    """For `typesetting/office/page.html`."""
    pages = [
        ("print_office:sheets", _("Blätter")),
        ("print_office:kit", _("Papiermappe")),
        ("print_office:kept", _("Gedrucktes")),
    ]
    tabs = [
        {"label": label, "url": reverse(name, args=[about, pk]), "is_here": name == here}
        for name, label in pages
    ]
    if user.has_perm(CHANGE_SETTINGS):
        tabs.append({"label": _("Einstellungen"), "url": reverse("print_office:settings"), "is_here": False})
    return {"shown": shown, "about": about, "pk": pk, "tabs": tabs}


@dataclass
class Check:
    """An order looked at before it is printed."""

    composed: Composed | None = None
    printed: Printed | None = None
    refusal: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        return any(one.level == Level.STOP for one in self.findings)

    @property
    def is_large(self) -> bool:
        return self.composed is not None and is_large(self.composed)


def check(order: Order, shown: About, *, run: str = "") -> Check:
    """Sets the order unless it is large; with `run` its sheets get their numbers."""
    try:
        composed = compose(order, run=run, about=shown.title, details=shown.details)
        if is_large(composed):
            return Check(composed)
        printed = set_composed(composed, order)
    except CannotPrint as error:
        return Check(refusal=str(error))
    except NotSet:
        logger.exception("%s of %s %s cannot be set", order.key, order.about, order.subject)
        return Check(refusal=not_set())
    return Check(composed, printed, findings=list(printed.findings))


def file_response(content: bytes, name: str, content_type: str = "application/pdf") -> HttpResponse:
    suffix = "png" if content_type == "image/png" else "pdf"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{slugify(name.lower().translate(SPELLED)) or 'druck'}.{suffix}")
        or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response


def file_name(title: str, order: Order) -> str:
    """For example "plakat-fest-im-park-de-tr-a3"."""
    parts = [title, *order.languages]
    if not order.is_kit:
        parts.append(order.parts[0].format)
    if order.for_print:
        parts.append("druckerei")
    return " ".join(parts)
