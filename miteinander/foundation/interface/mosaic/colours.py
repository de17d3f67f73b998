"""The colours of the mosaic: seven task colours, ink, paper and a sand tint."""

from __future__ import annotations

from functools import cache

COLOURS: dict[str, str] = {
    "ink": "#1d1a33",
    "paper": "#fffaf0",
    "sand": "#f5ead3",
    "sun": "#f5b700",
    "coral": "#ef5b45",
    "plum": "#7a3e8e",
    "blue": "#2f5fd0",
    "teal": "#0f8b8d",
    "leaf": "#3f9b4f",
    "rose": "#f29ca3",
}

TASK_COLOURS: tuple[str, ...] = ("sun", "coral", "plum", "blue", "teal", "leaf", "rose")

# Pairs too close in lightness to be told apart when one lies on the other.
_CLASHES: frozenset[frozenset[str]] = frozenset(
    frozenset(pair.split("-"))
    for pair in [
        "paper-sand",
        "sun-sand",
        "rose-sand",
        "sun-rose",
        "ink-plum",
        "ink-blue",
        "plum-blue",
        "plum-teal",
        "teal-blue",
        "teal-leaf",
        "leaf-blue",
        "leaf-coral",
        "coral-rose",
    ]
)

# What a motif is drawn with on each ground: the figure, then its accents in order of preference.
FIGURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "ink": ("paper", ("sun", "coral", "rose")),
    "plum": ("paper", ("sun", "coral", "rose")),
    "blue": ("paper", ("sun", "coral", "rose")),
    "teal": ("paper", ("sun", "coral", "ink")),
    "leaf": ("paper", ("sun", "ink", "plum")),
    "coral": ("paper", ("ink", "sun", "plum")),
    "sun": ("ink", ("coral", "paper", "blue")),
    "rose": ("ink", ("paper", "plum", "blue")),
    "sand": ("ink", ("coral", "blue", "leaf")),
    "paper": ("ink", ("coral", "teal", "plum")),
}


@cache
def may_lie_on(shape: str, ground: str) -> bool:
    """Whether a shape of one colour stands out on a ground of another."""
    return shape != ground and frozenset((shape, ground)) not in _CLASHES
