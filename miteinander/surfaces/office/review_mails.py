"""Mails about the way from draft to published: somebody waits, it is published, it comes back."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.access.backends import RoleBackend
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.mailing.actions import send_mail
from miteinander.foundation.mailing.templates import MailTemplate
from miteinander.foundation.mailing.templates import register as register_mail

WAITS, APPROVED, RETURNED = "office.review_waits", "office.review_approved", "office.review_returned"
SAMPLE = {
    "name": "Kim", "who": "Alex Beispiel", "title": "Sommerfest", "is_public": True, "note": "Bitte noch den Ort nennen.",
    "address": "https://rat.example.org/buero/…/",
}  # fmt: skip


def register() -> None:
    register_mail(MailTemplate(WAITS, _("Ein Eintrag wartet auf Prüfung"), SAMPLE))
    register_mail(MailTemplate(APPROVED, _("Der eigene Eintrag ist freigegeben"), SAMPLE))
    register_mail(MailTemplate(RETURNED, _("Der eigene Eintrag kommt mit einer Bitte zurück"), SAMPLE))


def tell_reviewers(*, record: Any, step: Any, actor: Any) -> None:
    """One mail to each role that may publish the record; to administrators only where nobody has such a role. In the
    caller's transaction; three queries and three for each reviewer."""
    permission = f"{record._meta.app_label}.publish_{record._meta.model_name}"
    for with_administrators in (False, True):
        reviewers = RoleBackend().with_perm(permission, include_superusers=with_administrators)
        found = [one for one in reviewers.order_by("pk") if one != actor]
        if found:
            break
    for reviewer in found:
        _send(WAITS, to=reviewer, record=record, step=step, actor=actor)


def tell_author(*, record: Any, step: Any, actor: Any, is_approved: bool, note: str = "") -> None:
    """Who gave it for review hears what became of it, unless they did it themselves or their account is closed."""
    author = get_user_model()._default_manager.filter(pk=step.workflow_state.requested_by_id).first()
    if author is None or author == actor or not author.is_active:
        return
    template = APPROVED if is_approved else RETURNED
    _send(template, to=author, record=record, step=step, actor=actor, note=note)


def _send(template: str, *, to: Any, record: Any, step: Any, actor: Any, note: str = "") -> None:
    page = reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])
    draft = step.revision.as_object() if step.revision_id else record
    title = getattr(draft, "shown_title", None)
    send_mail(
        template=template,
        to=to.email,
        lang=to.language,
        context={
            "name": to.first_name,
            "who": str(actor) if actor else "",
            "title": title.localized(to.language).text if isinstance(title, Translated) else str(draft),
            "is_public": bool(getattr(record, "live", False)),
            "note": note,
            "address": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + page,
        },
        about=record,
        dedupe_key=f"{template} {step.pk} {to.pk}",
    )
