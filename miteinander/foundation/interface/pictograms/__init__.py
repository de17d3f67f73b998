"""Pictograms: one set in one style, drawn in the colour of the text beside them."""

from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString, mark_safe

from .drawings import DRAWINGS

PICTOGRAMS: tuple[str, ...] = tuple(DRAWINGS)


@cache
def pictogram_svg(name: str) -> SafeString:
    """The pictogram as decorative inline SVG (hidden from screen readers); KeyError for an unknown name."""
    return mark_safe(
        '<svg class="pictogram" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true" focusable="false">'
        f'<path d="{DRAWINGS[name]}"/></svg>'
    )


__all__ = ["PICTOGRAMS", "pictogram_svg"]
