"""A sheet as the answer to a request."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import override

from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Wish
from miteinander.foundation.typesetting.finishing import page_count
from miteinander.foundation.typesetting.keeping import keep, plain_findings
from miteinander.foundation.typesetting.orders import Order, Part
from miteinander.foundation.typesetting.printing import print_wish
from miteinander.foundation.typesetting.rendering import Printed


def print_for(
    key: str,
    pk: int,
    *,
    languages: Sequence[str] = (),
    options: dict[str, str] | None = None,
    user: Any = None,
) -> HttpResponse:
    """The PDF of a registered sheet in its usual format; whoever asks must be allowed to already.

    What an account of the office prints of an event is kept with its other prints. Raises CannotPrint.
    """
    document = documents.document(key)
    chosen = tuple(languages)[: document.most_languages] or (base_language(),)
    wish = Wish(pk, chosen, document.format(), options or {})
    run = uuid4()
    printed = print_wish(document, wish, run=run.hex)
    if user is not None and document.about == "event":
        _keep(document, wish, printed, run, user)
    with override(chosen[0]):
        name = slugify(str(document.title)) or key.replace(".", "-")
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _keep(document: Document, wish: Wish, printed: Printed, run: UUID, user: Any) -> None:
    numbers = list(document.numbered(wish, run.hex)) if document.numbered else []
    content = {
        "document": document.key,
        "title": str(document.title),
        "format": wish.format.key,
        "copies": 1,
        "numbers": numbers,
        "pages": page_count(printed.content),
    }
    part = Part(document.key, wish.format.key)
    keep(
        order=Order(document.about, wish.subject, wish.languages, (part,), options=wish.options),
        order_id=run,
        title=str(document.named(wish) if document.named else document.title),
        contents=[content],
        content=printed.content,
        findings=plain_findings(printed.findings),
        actor=user,
    )


def asked_languages(asked: Sequence[str]) -> tuple[str, ...]:
    """Those the site has, in the order they were asked for, each once."""
    known = site_codes()
    return tuple(dict.fromkeys(code for code in asked if code in known))
