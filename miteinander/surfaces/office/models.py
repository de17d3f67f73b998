from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


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
            ("approve", _("Freigeben und veröffentlichen"), False),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states: QuerySet[TaskState] = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr
        )
        return states if user.has_perm("events.publish_event") else states.none()

    @classmethod
    def get_description(cls) -> str:
        return str(_("Alle, die veröffentlichen dürfen, können freigeben oder zurückgeben."))


def may_publish(record: Any, user: Any) -> bool:
    return bool(user.has_perm(f"{record._meta.app_label}.publish_{record._meta.model_name}"))
