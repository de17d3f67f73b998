"""A sheet as the answer to a request."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import override

from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.printing import print_wish


def print_for(
    key: str,
    pk: int,
    *,
    languages: Sequence[str] = (),
    options: dict[str, str] | None = None,
    user: Any = None,
) -> HttpResponse:
    """The PDF of a registered sheet in its usual format; whoever asks must be allowed to already. Raises CannotPrint."""
    document = documents.document(key)
    chosen = tuple(languages)[: document.most_languages] or (base_language(),)
    wish = Wish(pk, chosen, document.format(), options or {})
    run = uuid4().hex
    printed = print_wish(document, wish, run=run)
    if document.keep is not None:
        document.keep(wish, printed, user, run)
    with override(chosen[0]):
        name = slugify(str(document.title)) or key.replace(".", "-")
    response = HttpResponse(printed.content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def asked_languages(asked: Sequence[str]) -> tuple[str, ...]:
    """Those the site has, in the order they were asked for, each once."""
    known = site_codes()
    return tuple(dict.fromkeys(code for code in asked if code in known))
