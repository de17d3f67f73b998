"""Finding registrations the way people say them: without umlauts, by a part of the number, by the code of the slip."""

from django.db.models import QuerySet

from miteinander.foundation.languages.folding import fold

from . import own_links
from .models import Guest, Registration

LONGEST_QUERY = 120


def matching(registrations: QuerySet[Registration], words: str) -> QuerySet[Registration]:
    """Those whose name, e-mail address, telephone number or code it is. Two or three queries; names are compared here,
    because no database folds all scripts. About 0.2 seconds for 10,000."""
    text = words.replace("\x00", "").strip()[:LONGEST_QUERY]
    if not text:
        return registrations
    wanted = fold(text).split()
    digits = "".join(sign for sign in text if sign.isdecimal()).lstrip("0")
    found = set()
    for pk, name, email, phone in registrations.order_by().values_list("pk", "name", "email", "phone"):
        if (
            _has(name, wanted)
            or (email and email.casefold() == text.casefold())
            or (len(digits) >= 4 and digits in phone)
        ):
            found.add(pk)
    named = Guest.objects.filter(registration__in=registrations.order_by()).exclude(name="")
    for pk, name in named.order_by().values_list("registration_id", "name"):
        if pk not in found and _has(name, wanted):
            found.add(pk)
    digest = own_links.code_digest(own_links.Purpose.REGISTRATION, text)
    by_code = registrations.filter(code_digest=digest)
    return registrations.filter(pk__in=found) if found else by_code


def _has(name: str, wanted: list[str]) -> bool:
    folded = fold(name)
    return bool(wanted) and all(word in folded for word in wanted)
