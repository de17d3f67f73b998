"""Mails about the way from draft to published: somebody waits, it is published now or later, it comes back, it ended."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from miteinander.foundation.access.backends import RoleBackend
from miteinander.foundation.audit import news
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.mailing.actions import send_mail
from miteinander.foundation.mailing.templates import MailTemplate
from miteinander.foundation.mailing.templates import register as register_mail

WAITS, APPROVED, RETURNED = "office.review_waits", "office.review_approved", "office.review_returned"
ENDED, APPEARED = "office.review_ended", "office.appeared"
SAMPLE = {
    "name": "Kim", "who": "Alex Beispiel", "title": "Sommerfest", "is_public": True, "note": "Bitte noch den Ort nennen.",
    "address": "https://rat.example.org/buero/…/",
}  # fmt: skip


def register() -> None:
    register_mail(MailTemplate(WAITS, _("Ein Eintrag wartet auf Prüfung"), SAMPLE))
    register_mail(MailTemplate(APPROVED, _("Der eigene Eintrag ist freigegeben"), SAMPLE))
    register_mail(MailTemplate(RETURNED, _("Der eigene Eintrag kommt mit einer Bitte zurück"), SAMPLE))
    register_mail(MailTemplate(ENDED, _("Die Prüfung des eigenen Eintrags wurde beendet"), SAMPLE))
    register_mail(
        MailTemplate(APPEARED, _("Der eigene Eintrag ist zum gewählten Zeitpunkt erschienen"), SAMPLE)
    )
    news.on("wagtail.workflow.cancel", tell_author_of_end)
    news.on("wagtail.publish.scheduled", tell_author_of_appearance)


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
    template = APPROVED if is_approved else RETURNED
    if author := _other_account(step.workflow_state.requested_by_id, actor):
        _send(template, to=author, record=record, step=step, actor=actor, note=note)


def tell_author_of_end(record: Any, entry: Any) -> None:
    """A review ended without an answer: somebody published the record directly, or took it out of the review."""
    number = (entry.data or {}).get("workflow", {}).get("task_state_id")
    step = TaskState.objects.filter(pk=number).select_related("workflow_state").first()
    if step is None:
        return
    is_published = (record.live and not record.has_unpublished_changes) or _is_scheduled(record)
    template = APPROVED if is_published else ENDED
    if author := _other_account(step.workflow_state.requested_by_id, entry.user):
        _send(template, to=author, record=record, step=step, actor=entry.user)


def tell_author_of_appearance(record: Any, entry: Any) -> None:
    """What was to appear at a chosen time did. Who gave it for review hears it, or who wrote it when nobody reviewed."""
    revision = entry.revision
    if revision is None:
        return
    step = (
        TaskState.objects.filter(revision=revision).select_related("workflow_state").order_by("-pk").first()
    )
    author = _other_account(step.workflow_state.requested_by_id if step else revision.user_id, entry.user)
    if author:
        _send(APPEARED, to=author, record=record, step=revision, actor=None)


def _other_account(number: int | None, actor: Any) -> Any:
    author = get_user_model()._default_manager.filter(pk=number).first() if number else None
    return author if author and author != actor and author.is_active else None


def _is_scheduled(record: Any) -> bool:
    return bool(record.revisions.filter(approved_go_live_at__isnull=False).exists())


def _send(template: str, *, to: Any, record: Any, step: Any, actor: Any, note: str = "") -> None:
    page = reverse(
        f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:edit", args=[record.pk]
    )
    draft = record.get_latest_revision_as_object()
    title = getattr(draft, "shown_title", None)
    send_mail(
        template=template,
        to=to.email,
        lang=to.language,
        context={
            "name": to.first_name,
            "who": str(actor) if actor else "",
            "title": title.localized(to.language).text if isinstance(title, Translated) else str(draft),
            "is_public": bool(record.live) and not _is_scheduled(record),
            "note": note,
            "address": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + page,
        },
        about=record,
        dedupe_key=f"{template} {step.pk} {to.pk}",
    )
