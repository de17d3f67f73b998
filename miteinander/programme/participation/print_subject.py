"""A registration as the printing command sees it. In the office its sheets stand on its own page; nothing is kept."""

from typing import Any

from django.urls import reverse

from miteinander.foundation.typesetting import subjects
from miteinander.foundation.typesetting.subjects import About, NoSubject, Subject

from . import own_links
from .documents.own import language_of
from .models import Registration

LONGEST_NUMBER = 9


def find_registration(typed: str) -> int:
    """By the code on its slip, or by number. Raises NoSubject."""
    digest = own_links.code_digest(own_links.Purpose.REGISTRATION, typed)
    found = Registration.objects.filter(code_digest=digest).values_list("pk", flat=True).first()
    if found is None and typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
        found = Registration.objects.filter(pk=int(typed)).values_list("pk", flat=True).first()
    if found is None:
        raise NoSubject(typed)
    return int(found)


def describe_registration(pk: int, user: Any) -> About:
    """Without the name of the person; for the program itself only. Raises NoSubject."""
    registration = Registration.objects.select_related("plan__event__series").filter(pk=pk).first()
    if user is not None or registration is None:
        raise NoSubject(pk)
    return About(
        title=str(registration.plan.event),
        details="",
        url=reverse("participation_office:registration", args=[pk]),
        languages=(language_of(registration),),
    )


def register() -> None:
    subjects.register(
        Subject("registration", find=find_registration, describe=describe_registration, prints=None)
    )
