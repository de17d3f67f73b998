"""Template tags of the office's own pages."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def office_table(content: SafeString, label: str, kind: str = "") -> SafeString:
    """`{% office_table title %}<thead>…</tbody>{% endoffice_table %}`: a table that scrolls by itself, named for readers.

    `kind`: one more class.
    """
    return SafeString(
        render_to_string(
            "interface/office_table.html", {"label": label, "kind": kind, "rows": content}
        ).rstrip("\n")
    )
