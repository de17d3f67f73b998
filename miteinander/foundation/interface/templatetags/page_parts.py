"""The template tag `{% keep %}`: what a page writes once and the shell needs twice."""

from typing import Any

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

register = template.Library()


class KeepNode(template.Node):
    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> str:
        text = self.nodelist.render(context)
        context[self.name] = mark_safe(strip_tags(text).strip())
        return text


@register.tag
def keep(parser: template.base.Parser, token: template.base.Token) -> Any:
    """`{% keep title %}{% block title %}…{% endblock %}{% endkeep %}` shows the block and keeps its text as `title_text`."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, f"{name}_text")
