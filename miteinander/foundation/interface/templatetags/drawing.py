"""Template tags that draw: `{% mosaic %}` and `{% pictogram %}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from ..mosaic import mosaic_svg
from ..pictograms import pictogram_svg

register = template.Library()


@register.simple_tag
def mosaic(
    *, identity: object, colour: str, motifs: str = "", columns: int | str = 6, rows: int | str = 6
) -> SafeString:
    """The mosaic of an identity as inline SVG; decorative, so words beside it say what it stands for."""
    return mosaic_svg(str(identity), colour=colour, motifs=motifs, columns=int(columns), rows=int(rows))


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """A pictogram as inline SVG in the text's colour; a word stands beside it. KeyError if unknown."""
    return pictogram_svg(name)
