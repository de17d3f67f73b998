"""Who may see and write which texts in which languages.

A translator (a role that is given by language) works in the languages of the grant, on records the role may see.
Everybody else translates what they may change anyway, in every language. German is written in the room itself.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from miteinander.foundation.access import roles
from miteinander.foundation.access.policies import active_grants
from miteinander.foundation.languages.registry import base_language, site_languages

from . import sources
from .sources import Source


def granted_languages(user: Any) -> frozenset[str]:
    """Languages the account has by a role that is given by language. One query for an account, then none."""
    return frozenset(
        code
        for grant in active_grants(user)
        if (role := roles.find_role(grant.role)) and role.by_language
        for code in grant.languages
    )


def can_translate(user: Any, model: type[Model], lang: str) -> bool:
    if lang not in translatable_languages():
        return False
    if user.has_perm(_permission(model, "change")):
        return True
    return lang in granted_languages(user) and bool(user.has_perm(_permission(model, "view")))


def can_see(user: Any, model: type[Model]) -> bool:
    """Whether any language of the model's records is theirs."""
    return any(can_translate(user, model, lang) for lang in translatable_languages())


def can_open_desk(user: Any) -> bool:
    return any(can_see(user, source.model) for source in sources.all_sources())


def visible_sources(user: Any) -> list[Source]:
    return [source for source in sources.all_sources() if can_see(user, source.model)]


def languages_at_desk(user: Any, shown: Sequence[Source]) -> list[str]:
    """Languages the account may write in any of the sources, in the order of the site."""
    return [
        lang
        for lang in translatable_languages()
        if any(can_translate(user, source.model, lang) for source in shown)
    ]


def translatable_languages() -> list[str]:
    return [language.code for language in site_languages() if language.code != base_language()]


def _permission(model: type[Model], verb: str) -> str:
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
