"""Who is registered already: the same e-mail address or telephone number, or the same name typed once more."""

from collections.abc import Iterable

from miteinander.foundation.languages.folding import fold

from .models import Registration, RegistrationPlan
from .party import PartyWish


def doubles_of(plan: RegistrationPlan, wishes: Iterable[PartyWish]) -> dict[str, Registration]:
    """Registrations in play that look like one of the wishes, by its folded name. One query.

    Which of two people with one name it is only a person can say: this is a question, never a refusal.
    """
    wanted = list(wishes)
    emails = {wish.email.casefold() for wish in wanted if wish.email}
    phones = {wish.phone for wish in wanted if wish.phone}
    names = {fold(wish.name) for wish in wanted}
    by_email: dict[str, Registration] = {}
    by_phone: dict[str, Registration] = {}
    by_name: dict[str, Registration] = {}
    for one in Registration.objects.in_play().filter(plan=plan).order_by("-pk"):
        if one.email.casefold() in emails:
            by_email[one.email.casefold()] = one
        if one.phone in phones:
            by_phone[one.phone] = one
        if (folded := fold(one.name)) in names:
            by_name[folded] = one
    found = {}
    for wish in wanted:
        same = by_email.get(wish.email.casefold()) or by_phone.get(wish.phone) or by_name.get(fold(wish.name))
        if same is not None:
            found[fold(wish.name)] = same
    return found


def double_of(plan: RegistrationPlan, wish: PartyWish) -> Registration | None:
    return doubles_of(plan, [wish]).get(fold(wish.name))
