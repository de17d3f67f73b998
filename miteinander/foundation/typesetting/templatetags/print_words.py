"""Template words of the pages of print."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of_key(sentences: Mapping[str, str], key: str) -> str:
    """`{{ sentences|of_key:document.key }}`: empty for a key it does not have."""
    return sentences.get(key, "")
