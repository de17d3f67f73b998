"""An edition as the pages of print see it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting import subjects
from miteinander.foundation.typesetting.subjects import About, NoSubject, Subject

from . import policies
from .models import Edition, EditionPrint

MOST_DIGITS = 9


def find_edition(typed: str) -> int:
    """By slug or by the number that stands on the paper. Raises NoSubject."""
    by = {"number": int(typed)} if typed.isdecimal() and len(typed) <= MOST_DIGITS else {"slug": typed}
    found = Edition.objects.filter(**by).values_list("pk", flat=True).first()
    if found is None:
        raise NoSubject(typed)
    return int(found)


def describe_edition(pk: int, user: Any) -> About:
    """For an account, or for the program itself where there is none. One query. Raises NoSubject."""
    edition = Edition.objects.filter(pk=pk).first()
    if edition is None or (user is not None and not policies.can_see(user)):
        raise NoSubject(pk)
    return About(
        title=str(edition),
        details=_("%(pages)d Seiten, %(format)s")
        % {"pages": edition.pages, "format": edition.get_format_display()},
        url=reverse("newspaper_office:edition", args=[pk]),
        languages=(base_language(),),
        returns=(),
    )


def register() -> None:
    subjects.register(Subject("edition", find=find_edition, describe=describe_edition, prints=EditionPrint))
