from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from . import review_mails


class ReviewTask(Task):  # type: ignore[misc]
    """The step "check" of the way from draft to published: for everybody who may publish records of the kind.

    Wagtail's own step asks for groups; here roles decide, and a role that ended reviews no more.
    """

    class Meta:
        verbose_name = _("Prüfung durch alle, die veröffentlichen dürfen")
        verbose_name_plural = _("Prüfungen durch alle, die veröffentlichen dürfen")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return may_publish(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Who gave it for review changes it again only after taking it back."""
        return not may_publish(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not may_publish(obj, user):
            return []
        return [
            ("reject", _("Mit einer Bitte zurückgeben"), True),
            ("approve", _("Freigeben"), False),  # Wagtail adds "and publish"
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr
        )
        return states if user.has_perm("events.publish_event") else states.none()

    @transaction.atomic
    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Also tells the reviewers, in the same transaction."""
        step = super().start(workflow_state, user=user)
        review_mails.tell_reviewers(record=workflow_state.content_object, step=step, actor=user)
        return step

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Also tells the author, in the same transaction."""
        super().on_action(task_state, user, action_name, **kwargs)
        if action_name in ("approve", "reject"):
            review_mails.tell_author(
                record=self._record(task_state),
                step=task_state,
                actor=user,
                is_approved=action_name == "approve",
                note=kwargs.get("comment", ""),
            )

    @staticmethod
    def _record(task_state: Any) -> Any:
        """As it is stored now."""
        record = task_state.workflow_state.content_object
        return type(record)._base_manager.get(pk=record.pk)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Alle, die veröffentlichen dürfen, können freigeben oder zurückgeben."))


def may_publish(record: Any, user: Any) -> bool:
    return bool(user.has_perm(f"{record._meta.app_label}.publish_{record._meta.model_name}"))
