"""Who may do what with an event. Django's permissions decide; the roles of `access` give them."""

from typing import Any

from .models import Event

SEE = "events.view_event"
CHANGE = "events.change_event"
PUBLISH = "events.publish_event"


def can_see_office(user: Any) -> bool:
    """The office's pages about events."""
    return bool(user.is_active and (user.has_perm(SEE) or user.has_perm(CHANGE)))


def can_plan(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("events.add_event"))


def can_publish(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(PUBLISH))


def can_move_draft(user: Any, event: Event) -> bool:
    return bool(user.is_active and user.has_perm(CHANGE) and not event.is_public and _is_free(user, event))


def can_cancel(user: Any, event: Event) -> bool:
    """Cancel or postpone what the public knows."""
    return can_publish(user) and event.is_public and _is_free(user, event)


def can_report(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("events.add_eventreport"))


def can_see_engagements(user: Any) -> bool:
    """Who works there for what fee, and what money is left."""
    return bool(user.is_active and user.has_perm("events.view_engagement"))


def can_add_engagement(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("events.add_engagement"))


def _is_free(user: Any, event: Event) -> bool:
    """Not locked by somebody else."""
    return not event.locked or event.locked_by_id in (None, user.pk)
