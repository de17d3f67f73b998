"""Who may do what with the newspaper. Django's permissions decide; the roles of `access` give them."""

from typing import Any

from miteinander.foundation.access.policies import may_translate
from miteinander.foundation.languages.registry import base_language

from .models import Article, Edition

ROOM = "newspaper"


def can_see(user: Any) -> bool:
    return _may(user, "view_article")


def can_plan(user: Any) -> bool:
    """Editions, their dates and their flatplan."""
    return _may(user, "change_edition")


def can_release(user: Any, edition: Edition | None = None) -> bool:
    return _may(user, "release_edition")


def can_add(user: Any) -> bool:
    return _may(user, "add_article")


def can_change(user: Any, article: Article | None = None) -> bool:
    return _may(user, "change_article")


def can_approve(user: Any, article: Article | None = None) -> bool:
    """Say that the words may go to print. Of one's own words only alone (`actions.approve_article`)."""
    return _may(user, "approve_article")


def can_write(user: Any, article: Article | None, language: str) -> bool:
    """Translators write their languages only, never German."""
    if can_change(user, article):
        return True
    return can_see(user) and language != base_language() and may_translate(user, language)


def can_comment(user: Any, article: Article | None = None) -> bool:
    return can_see(user) and _may(user, "add_articlecomment")


def can_invite(user: Any, article: Article | None = None) -> bool:
    """Send links to authors from outside."""
    return _may(user, "add_contributionlink")


def _may(user: Any, permission: str) -> bool:
    return bool(getattr(user, "is_active", False) and user.has_perm(f"{ROOM}.{permission}"))
